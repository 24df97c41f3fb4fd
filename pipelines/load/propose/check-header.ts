import { basename } from 'node:path'
import { HuiyinError } from '../../core/errors.ts'
import { mappedCells } from '../../core/mapped-cells.ts'
import type { Source } from '../../core/source-schema.ts'
import { findHeader } from '../header.ts'
import { type Entity, entities } from './entity-fields.ts'
import { foldName } from './fold-name.ts'
import { likeness } from './likely-fields.ts'
import { matchName } from './match-name.ts'
import { sampleRows } from './sample-rows.ts'

export interface HeaderCheck {
  readonly line: number
  /** Mapped columns that are there. */
  readonly found: number
  readonly wanted: number
  /** Mapped columns that are not, and what they may be called now. */
  readonly missing: readonly { readonly field: string; readonly column: string; readonly suggestion: string | null }[]
  /** Columns that the mapping does not name. */
  readonly fresh: readonly string[]
}

const ALIKE = 0.4

/** Where a mapping's header stands in a file, and how the two differ; null where no row resembles it. */
export async function checkHeader(file: string, source: Source): Promise<HeaderCheck | null> {
  const lenient: Source = { ...source, contract: { ...source.contract, missing_columns: 'warn' } }
  try {
    const sample = await sampleRows(
      file,
      source,
      mappedCells(source).map(({ name }) => name),
    )
    const { row, missing, unmapped } = findHeader(sample.rows, lenient, basename(file), [])
    const entity = entities().find(({ name }) => name === source.entity)
    const cells = mappedCells(source)
    const absent = cells.filter(({ name }) => missing.includes(name))
    return {
      line: row.line,
      found: cells.length - absent.length,
      wanted: cells.length,
      missing: absent.map(({ field, name }) => ({
        field,
        column: name,
        suggestion: renamed(field, name, unmapped, entity),
      })),
      fresh: unmapped,
    }
  } catch (error) {
    if (error instanceof HuiyinError && error.code.startsWith('HY-L-')) return null
    throw error
  }
}

/** The unmapped column whose name means the field, or else resembles the missing name most. */
function renamed(field: string, name: string, unmapped: readonly string[], entity: Entity | undefined): string | null {
  const known = unmapped.find(
    (other) => entity !== undefined && matchName(other, entity.names).some((match) => match.field === field),
  )
  if (known !== undefined) return known
  const [closest] = unmapped
    .map((other) => ({ other, alike: likeness(foldName(name), foldName(other)) }))
    .sort((one, two) => two.alike - one.alike)
  return closest !== undefined && closest.alike >= ALIKE ? closest.other : null
}
