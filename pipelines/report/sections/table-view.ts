import type { Figure } from '../figure.ts'
import { captionOf, type Words } from '../words.ts'

/** What stands in a cell: its text, and below it, smaller, what qualifies it. */
export interface TableCell {
  readonly text: string
  readonly small?: string
  /** Class for the style sheet, beside `num` of a number. */
  readonly look?: string
}

export interface TableRow {
  /** One a column; the first is the row's heading. */
  readonly cells: readonly (string | TableCell)[]
  readonly look?: string
}

export interface TableColumn {
  /** Message under `columns`, or a text that is there already. */
  readonly name: string
  readonly text?: string
  readonly isNumber?: boolean
}

export interface Table {
  /** Class for the style sheet: widths of the columns. */
  readonly look: string
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  /** Where a chart with the figure's title stands above it. */
  readonly title?: string
  /** Last line, where not all rows are shown. */
  readonly more?: string
}

export type TableView = ReturnType<typeof tableView>

/** Rows up to which a table stays on one page. */
const SHORT = 12

/** A figure's table as `templates/report/table.hbs` shows it. */
export function tableView(words: Words, figure: Figure, { look, columns, rows, title, more = '' }: Table) {
  return {
    caption: title === undefined ? captionOf(words, figure) : { ref: figure.ref, title },
    look: rows.length > SHORT ? look : `${look} short`,
    headings: columns.map(({ name, text, isNumber = false }) => ({
      text: text ?? words.say(`columns.${name}`),
      isNumber,
    })),
    rows: rows.map((row) => ({
      look: row.look ?? '',
      cells: row.cells.map((cell, index) => cellView(cell, index === 0, columns[index]?.isNumber === true)),
    })),
    more,
  }
}

function cellView(cell: string | TableCell, isHead: boolean, isNumber: boolean) {
  const { text, small = '', look = '' } = typeof cell === 'string' ? { text: cell } : cell
  return { text, small, isHead, look: [isNumber ? 'num' : '', look].filter((part) => part !== '').join(' ') }
}
