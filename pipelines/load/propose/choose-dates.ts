import type { DaySpan, ShapeEvidence } from './date-evidence.ts'
import type { DateOrder } from './date-shapes.ts'
import type { ColumnLook } from './look.ts'

/** A strptime format for `dates`, and how many of the filled rows of the mapped columns it reads. */
export interface DateChoice {
  readonly format: string
  readonly rows: number
  readonly share: number
  /** The column whose values settle the order of day and month, where it is open in others. */
  readonly settledBy?: string
}

export interface DateChoices {
  readonly formats: readonly DateChoice[]
  /** Columns whose order of day and month nothing settles. */
  readonly open: readonly ColumnLook[]
  /** The orders that could be meant there, with the first and last day under each. */
  readonly orders: readonly { readonly order: DateOrder; readonly format: string; readonly span: DaySpan }[]
}

/** Rows of a way of writing that a format must read to be the right one; the rest is taken for typing errors. */
const NEARLY_ALL = 0.98
/** A way of writing rarer than this in its column is no reason to ask. */
const RARE = 0.02

/**
 * The formats for the mapped columns of instants. Where several orders of day and month read a column, a day above 12
 * settles it, in this column or in any other of the file; `chosen` settles the rest.
 */
export function chooseDates(
  columns: readonly ColumnLook[],
  all: readonly ColumnLook[],
  chosen: DateOrder | undefined,
): DateChoices {
  const votes = votesOf(all)
  const order = chosen ?? (votes.size === 1 ? [...votes.keys()][0] : undefined)
  const filled = columns.reduce((sum, column) => sum + column.types.tried, 0)
  const formats = new Map<string, DateChoice>()
  const open = new Set<ColumnLook>()
  for (const column of columns) {
    for (const shape of column.types.shapes) {
      const format = formatOf(shape, order, votes.size > 1)
      if (format === undefined) {
        if (shape.rows > column.types.tried * RARE) open.add(column)
        continue
      }
      const known = formats.get(format.format)
      const settledBy = isOpen(shape) && chosen === undefined ? votes.get(format.order) : known?.settledBy
      const rows = (known?.rows ?? 0) + format.rows
      formats.set(format.format, {
        format: format.format,
        rows,
        share: rows / filled,
        ...(settledBy === undefined ? {} : { settledBy }),
      })
    }
  }
  return { formats: inLoadingOrder([...formats.values()]), open: [...open], orders: ordersOf([...open]) }
}

/** Order → the first column that only this order can read. */
function votesOf(all: readonly ColumnLook[]): Map<DateOrder, string> {
  const votes = new Map<DateOrder, string>()
  for (const column of all) {
    for (const shape of column.types.shapes.filter(({ rows }) => rows >= column.types.tried / 2)) {
      const [only, second] = reading(shape)
      if (only !== undefined && second === undefined && shape.formats.length > 1 && !votes.has(only.order)) {
        votes.set(only.order, column.name)
      }
    }
  }
  return votes
}

/** The formats that read a way of writing as a whole. */
function reading(shape: ShapeEvidence) {
  return shape.formats.filter(({ rows }) => rows >= shape.rows * NEARLY_ALL)
}

function isOpen(shape: ShapeEvidence): boolean {
  return reading(shape).length > 1
}

/** The format for a way of writing; undefined where its order is open, or where other columns contradict it. */
function formatOf(shape: ShapeEvidence, order: DateOrder | undefined, isContradicted: boolean) {
  const [first, second] = reading(shape)
  if (first === undefined) return shape.formats.length === 1 ? shape.formats[0] : undefined
  const byOrder = shape.formats.find((format) => format.order === order)
  if (second === undefined) {
    const isUndisputed = shape.formats.length === 1 || !isContradicted || first.order === order
    return isUndisputed ? first : undefined
  }
  return byOrder
}

/** Two-digit years first: a format with four digits would read 26 as the year 26. */
function inLoadingOrder(formats: DateChoice[]): DateChoice[] {
  const long = (format: string) => (format.includes('%y') ? 0 : 1)
  return formats.sort((one, other) => long(one.format) - long(other.format) || other.rows - one.rows)
}

function ordersOf(open: readonly ColumnLook[]) {
  const found = new Map<DateOrder, { order: DateOrder; format: string; span: DaySpan }>()
  for (const { types } of open) {
    for (const { order, format, span } of types.shapes.flatMap(reading)) {
      if (!found.has(order)) found.set(order, { order, format, span })
    }
  }
  return [...found.values()]
}
