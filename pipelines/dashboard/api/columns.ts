/**
 * Kinds of columns. `word`: a name that comes again and again, sent once as a dictionary; `text`, also for days
 * (`YYYY-MM-DD`) and instants (ISO 8601); `number`: a double; `count`: a whole number; `flag`. With `?` it may be null.
 */
export type Kind = 'word' | 'text' | 'number' | 'count' | 'flag'
export type ColumnKind = Kind | `${Kind}?`
export type Columns = Readonly<Record<string, ColumnKind>>

interface Cells {
  word: string
  text: string
  number: number
  count: number
  flag: boolean
}
type CellOf<Column> = Column extends `${infer Base extends Kind}?` ? Cells[Base] | null : Cells[Column & Kind]

/** A row of a table with these columns. */
export type RowOf<Table extends Columns> = { readonly [Name in keyof Table]: CellOf<Table[Name]> }
