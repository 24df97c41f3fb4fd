export interface Column {
  readonly label: string
  readonly kind?: 'text' | 'number'
}

/** What a cell says; `node` is an element shown in its stead, `sort` decides its place where the text would not. */
export type Cell = string | { readonly text: string; readonly node?: unknown; readonly sort?: number | string | null }

/** The same numbers that a chart shows, or a list of its own. Each row may be acted on by its first cell. */
export interface Table {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  /** Makes the first cell of a row a button, with the words for it. */
  act?(row: number): { readonly label: string; readonly run: (several: boolean) => void } | undefined
}

export function cellText(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : (cell?.text ?? '')
}
