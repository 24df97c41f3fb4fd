import { identifier } from '../../warehouse/query.ts'

/** A column of whole numbers without a sign, and how many bytes each has. */
export interface NarrowColumn {
  readonly name: string
  readonly bytes: 1 | 2 | 4
}

/** Columns beside each other in words of eight bytes: each with its place in the word. */
export interface ColumnWord {
  readonly columns: readonly (NarrowColumn & { readonly offset: number })[]
  /** SQL of the word. */
  readonly sql: string
}

const BYTES_OF_TYPE = new Map<string, NarrowColumn['bytes']>([
  ['UTINYINT', 1],
  ['USMALLINT', 2],
  ['UINTEGER', 4],
])
const WORD = 8

/** How many bytes a value of a type has; undefined where it is none without a sign. */
export function narrowBytes(type: string): NarrowColumn['bytes'] | undefined {
  return BYTES_OF_TYPE.get(type)
}

/**
 * Puts narrow columns together: to fetch a column costs the same for each chunk of 2048 rows, however narrow it is. Wide
 * ones come first, so that each is aligned.
 */
export function columnWords(columns: readonly NarrowColumn[]): ColumnWord[] {
  const words: (NarrowColumn & { offset: number })[][] = []
  let used = WORD
  for (const column of columns.toSorted((a, b) => b.bytes - a.bytes)) {
    if (used + column.bytes > WORD) {
      words.push([])
      used = 0
    }
    words.at(-1)?.push({ ...column, offset: used })
    used += column.bytes
  }
  return words.map((own) => ({ columns: own, sql: wordSql(own) }))
}

function wordSql(columns: ColumnWord['columns']): string {
  const parts = columns.map(({ name, offset }) => `(cast(${identifier(name)} as ubigint) << ${offset * WORD})`)
  return parts.join(' | ')
}
