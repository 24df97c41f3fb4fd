// file ─ sample ─ header ─ columns ─┬─ values, personal data     (here)
//                                   ├─ types and date formats    (DuckDB, by the loader's macros)
//                                   └─ order of the instants
import { basename } from 'node:path'
import { HuiyinError } from '../../core/errors.ts'
import { sourceSchema } from '../../core/source-schema.ts'
import { openForWriting } from '../../warehouse/database.ts'
import type { RawRow } from '../raw-row.ts'
import { type ColumnValues, columnValues } from './column-values.ts'
import type { Entity } from './entity-fields.ts'
import { type FoundHeader, findHeaderRow, knownNames } from './header-row.ts'
import { type InstantOrder, instantOrder } from './instant-order.ts'
import { type PersonalKind, personalByValue, personalKind } from './personal-data.ts'
import { type Declared, type Sample, sampleRows } from './sample-rows.ts'
import type { NameIndex } from './synonyms.ts'
import { type TypeEvidence, typeEvidence } from './type-evidence.ts'

/** What is known of one column before any field is thought of. */
export interface ColumnLook extends ColumnValues {
  readonly types: TypeEvidence
  readonly order: InstantOrder | undefined
  /** Personal data by name or values, and by values alone. */
  readonly personal: PersonalKind | undefined
  readonly personalValues: PersonalKind | undefined
}

/** What is known of a file, once, before anything is proposed. */
export interface Look {
  readonly file: string
  readonly name: string
  readonly sample: Sample
  /** Its cells are the columns' names as a mapping writes them: rows of a header joined, repeated names numbered. */
  readonly header: RawRow
  /** The file has no header; its columns are named by their place. */
  readonly isNumbered: boolean
  /** The cells above the header. */
  readonly preamble: readonly string[]
  readonly columns: readonly ColumnLook[]
  /** Records of the sample, and those of them that have another width than the header. */
  readonly records: number
  readonly shortRecords: number
  readonly longRecords: number
  /** Records with blank cells beyond the header's last one, in a text file. */
  readonly trailingRecords: number
}

const NO_TYPES: TypeEvidence = { tried: 0, instants: 0, booleans: 0, integers: 0, amounts: 0, shapes: [] }
const SHEETS_TRIED = 8
const VALUES_TRIED = 500

/** Looks at a file. Throws HY-L-… where it cannot be read as a table, HY-L-006 where it has no row that may be a header. */
export async function lookAtFile(
  file: string,
  entities: readonly Entity[],
  timezone: string,
  declared: Declared = {},
): Promise<Look> {
  const indexes = entities.map(({ names }) => names)
  const { sample, found } = await chooseSheet(file, indexes, declared)
  const header = found.row
  const behind = sample.rows.slice(found.behind).filter((row) => row.cells.some((cell) => cell.trim() !== ''))
  const width = header.cells.findLastIndex((cell) => cell.trim() !== '') + 1
  const isShort = (row: RawRow) => sample.format === 'text' && row.cells.length < width
  const isLong = (row: RawRow) => row.cells.slice(width).some((cell) => cell.trim() !== '')
  const rows = behind.filter((row) => !isShort(row) && !isLong(row))
  const values = columnValues({ ...header, cells: header.cells.slice(0, width) }, rows)
  return {
    file,
    name: basename(file),
    sample,
    header,
    isNumbered: found.isNumbered,
    preamble: sample.rows.slice(0, Math.max(0, found.behind - 1)).flatMap(({ cells }) => cells),
    columns: await withEvidence(values, rows, timezone),
    records: behind.length,
    shortRecords: behind.filter(isShort).length,
    longRecords: behind.filter(isLong).length,
    trailingRecords:
      sample.format !== 'text'
        ? 0
        : behind.filter((row) => row.cells.length > header.cells.length && !isLong(row)).length,
  }
}

async function withEvidence(values: readonly ColumnValues[], rows: readonly RawRow[], timezone: string) {
  const source = sourceSchema.parse({ source: 'look', entity: 'complaint', files: ['*'], columns: {} })
  await using database = await openForWriting(':memory:')
  const types = await typeEvidence(database.connection, values, source, timezone)
  const orders = await instantOrder(database.connection, values, types, rows)
  return values.map((column): ColumnLook => {
    const some = new Map([...column.counts].slice(0, VALUES_TRIED))
    return {
      ...column,
      types: types.get(column.index) ?? NO_TYPES,
      order: orders.get(column.index),
      personal: personalKind(column.name, some),
      personalValues: personalByValue(some),
    }
  })
}

/**
 * The visible sheet whose header holds most known names; a text file is one sheet. Where others have the same header it
 * is not named: all of them are loaded.
 */
async function chooseSheet(file: string, indexes: readonly NameIndex[], declared: Declared) {
  const names = indexes.flatMap(({ exact }) => [...exact.keys()])
  const first = await sampleRows(file, declared, names)
  const others = first.sheets.slice(1, SHEETS_TRIED)
  let best: { sample: Sample; found: FoundHeader; known: number } | undefined
  const headers: string[] = []
  for (const sample of [
    first,
    ...(await Promise.all(others.map((sheet) => sampleRows(file, { ...declared, sheet })))),
  ]) {
    const found = findHeaderRow(sample.rows, indexes, sample.isHeaderless)
    if (found === undefined) continue
    headers.push(JSON.stringify(found.row.cells))
    const known = Math.max(0, ...indexes.map((index) => knownNames(found.row.cells, index)))
    if (best === undefined || known > best.known) best = { sample, found, known }
  }
  if (best === undefined) throw new HuiyinError('HY-L-006', { file, reason: 'no row that may be a header' })
  const isOneOf = headers.filter((header) => header === JSON.stringify(best?.found.row.cells)).length > 1
  return isOneOf ? { ...best, sample: { ...best.sample, sheet: undefined } } : best
}
