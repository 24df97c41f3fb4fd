import { dayOfNumber } from '../periods.ts'
import type { CubedMetric } from './cube-layout.ts'
import type { Cube } from './read-cube.ts'

/** What one slice's values and one period hold: the rows, and for each column three sums. */
export interface SummedCell {
  readonly by: Readonly<Record<string, string | null>>
  readonly period: string
  counted: number
  /** Three for each column, in the order in which the columns were asked for. */
  readonly sums: Float64Array
}

/** The cells of one list of dimensions, gathered from several tables. */
export interface CellBook {
  /** The cell of a period, by its first day since 1970-01-01 or `NO_PERIOD`, and of the dimensions' codes. */
  at(period: number, codes: readonly number[]): SummedCell
  /** In the order of period and values, the blank last: the order of a scan. */
  cells(): SummedCell[]
}

/** Stands for the whole range: earlier than any day. */
export const NO_PERIOD = -1_000_000
const MOST_PERIODS = 4_000_000

export function cellBook(cube: Cube, dimensions: readonly string[], columns: readonly CubedMetric[]): CellBook {
  const found = new Map<number | string, SummedCell>()
  const members = dimensions.map((name) => cube.members.get(name) ?? [null])
  const sizes = members.map(({ length }) => length)
  const days = new Map([[NO_PERIOD, '']])
  const orderOf = sizes.reduce((size, own) => size * (own + 1), MOST_PERIODS) < 2 ** 53 ? numericOrder : textOrder
  const textOf = (period: number) => {
    const text = days.get(period) ?? dayOfNumber(period)
    days.set(period, text)
    return text
  }
  return {
    at(period, codes) {
      const order = orderOf(period - NO_PERIOD, codes, sizes)
      const known = found.get(order)
      if (known !== undefined) return known
      const cell: SummedCell = {
        by: Object.fromEntries(dimensions.map((name, index) => [name, members[index]?.[codes[index] ?? 0] ?? null])),
        period: textOf(period),
        counted: 0,
        sums: new Float64Array(columns.length * 3),
      }
      found.set(order, cell)
      return cell
    },
    cells: () => [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell),
  }
}

/** Adds three sums to those that a cell has of a column. */
export function addTo({ sums }: SummedCell, column: number, a: number, b: number, c: number): void {
  const at = column * 3
  sums[at] = (sums[at] as number) + a
  sums[at + 1] = (sums[at + 1] as number) + b
  sums[at + 2] = (sums[at + 2] as number) + c
}

function numericOrder(period: number, codes: readonly number[], sizes: readonly number[]): number {
  let order = period
  for (let index = 0; index < sizes.length; index += 1) {
    const size = sizes[index] as number
    order = order * (size + 1) + (codes[index] || size)
  }
  return order
}

/** Where numbers would not tell all cells apart. */
function textOrder(period: number, codes: readonly number[], sizes: readonly number[]): string {
  return [period, ...sizes.map((size, index) => codes[index] || size)]
    .map((part) => String(part).padStart(7, '0'))
    .join(' ')
}
