import { HuiyinError } from '../core/errors.ts'
import type { Source } from '../core/settings-schema.ts'
import type { RawRow } from './raw-row.ts'

const ROWS_SEARCHED = 30

/** Where the header stands, how wide it is, and at which position each mapped field is found. */
export interface Header {
  readonly row: RawRow
  readonly width: number
  /** Field of the entity → index of the cell. */
  readonly positions: ReadonlyMap<string, number>
}

/**
 * Finds the header among the first rows: the first one that holds every mapped column.
 * Order of columns, case, width and blanks do not matter; columns that the mapping does not name are not loaded.
 * Throws HY-L-003 where no row resembles it, HY-L-004 where columns are missing, naming them.
 */
export function findHeader(rows: readonly RawRow[], source: Source, file: string): Header {
  const wanted = Object.entries(source.columns).map(([field, column]) => ({
    field,
    name: typeof column === 'string' ? column : column.from,
  }))
  let best: { row: RawRow; missing: string[] } | undefined
  for (const row of rows.slice(0, ROWS_SEARCHED)) {
    const names = row.cells.map(foldName)
    const missing = wanted.filter(({ name }) => !names.includes(foldName(name))).map(({ name }) => name)
    if (missing.length === 0) {
      const positions = new Map(wanted.map(({ field, name }) => [field, names.indexOf(foldName(name))]))
      return { row, width: headerWidth(row), positions }
    }
    if (best === undefined || missing.length < best.missing.length) best = { row, missing }
  }
  if (best === undefined || best.missing.length === wanted.length) {
    throw new HuiyinError('HY-L-003', { file, expected: wanted.map(({ name }) => name).join(', ') })
  }
  const { row, missing } = best
  throw new HuiyinError('HY-L-004', { file, row: row.line, missing: missing.join(', '), got: row.cells.join(', ') })
}

/** The number of columns up to the last one with a name. */
function headerWidth(row: RawRow): number {
  return row.cells.findLastIndex((cell) => cell.trim() !== '') + 1
}

function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[\s\u200b\ufeff]/g, '')
    .toLowerCase()
}
