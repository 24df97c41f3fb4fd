import type { CubedMetric } from './cube-layout.ts'
import type { Cube } from './read-cube.ts'
import type { CellValues } from './value-counts.ts'

/** What one slice's values and one period hold: the rows, for each column three sums, or its values. */
export interface SummedCell {
  readonly by: Readonly<Record<string, string | null>>
  readonly period: string
  counted: number
  readonly sums: ReadonlyMap<string, [number, number, number]>
  readonly values: Map<string, CellValues>
}

/** The cells of one list of dimensions, gathered from several tables. */
export interface CellBook {
  at(period: string, codes: readonly number[]): SummedCell
  /** In the order of period and values, the blank last: the order of a scan. */
  cells(): SummedCell[]
}

export function cellBook(cube: Cube, dimensions: readonly string[], columns: readonly CubedMetric[]): CellBook {
  const found = new Map<string, SummedCell>()
  const members = dimensions.map((name) => cube.members.get(name) ?? [])
  return {
    at(period, codes) {
      const order = orderOf(period, codes)
      const known = found.get(order)
      if (known !== undefined) return known
      const by = Object.fromEntries(
        dimensions.map((name, index) => [name, members[index]?.[codes[index] ?? 0] ?? null]),
      )
      const sums = new Map(columns.map(({ column }) => [column, [0, 0, 0] as [number, number, number]]))
      const cell: SummedCell = { by, period, counted: 0, sums, values: new Map() }
      found.set(order, cell)
      return cell
    },
    cells: () => [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell),
  }
}

/** Adds three sums to those that a cell has of a column. */
export function addTo(summed: SummedCell, column: string, added: readonly number[]): void {
  const own = summed.sums.get(column)
  if (own !== undefined) for (const [part, value] of added.entries()) own[part] = (own[part] ?? 0) + value
}

function orderOf(period: string, codes: readonly number[]): string {
  return [period, ...codes.map((code) => String(code === 0 ? 999_999 : code).padStart(6, '0'))].join(' ')
}
