import type { Source } from './source-schema.ts'

/** A cell that a mapping reads: the field that it gives, and the name of the column where it stands. */
export interface MappedCell {
  readonly field: string
  readonly name: string
}

const TIME = '.time'

/** The cells that a mapping reads, in its order; a field with a column for the time of day has two. */
export function mappedCells({ columns }: Pick<Source, 'columns'>): MappedCell[] {
  return Object.entries(columns).flatMap(([field, column]) => [
    { field, name: columnName(column) },
    ...(typeof column === 'string' || column.time === undefined ? [] : [{ field: timeCell(field), name: column.time }]),
  ])
}

/** The column that gives a field, or its day. */
export function columnName(column: Source['columns'][string]): string {
  return typeof column === 'string' ? column : column.from
}

/** What a mapping puts in the place of a column's values; nothing for a field that no column gives. */
export function columnValues(column: Source['columns'][string] | undefined): Readonly<Record<string, string>> {
  return column === undefined || typeof column === 'string' ? {} : column.values
}

/** What the time of day of a field is called among the cells. */
export function timeCell(field: string): string {
  return `${field}${TIME}`
}
