import type { DuckDBConnection } from '@duckdb/node-api'
import type { Table } from 'apache-arrow'
import { queryArrow } from '../../warehouse/arrow.ts'
import type { Statement } from '../metric-query.ts'
import { type CubeAsk, type CubeSlice, type CubeStatement, cubeStatements } from './cube-statements.ts'
import { sumColumns } from './cube-tables.ts'
import type { Cube } from './read-cube.ts'

/** Sums of one slice's values and one period: the rows, and three sums for each column by its name. */
export interface SummedCell {
  readonly by: Readonly<Record<string, string | null>>
  readonly period: string
  counted: number
  readonly sums: ReadonlyMap<string, [number, number, number]>
}

/** The cells of each slice, in the order of period and values; statements for the record. */
export async function cubeSums(
  connection: DuckDBConnection,
  cube: Cube,
  ask: CubeAsk,
  slices: readonly CubeSlice[],
): Promise<{ cells: SummedCell[][]; statements: Statement[] }> {
  const found = slices.map(() => new Map<string, SummedCell & { order: string }>())
  const asked = cubeStatements(cube, ask, slices)
  for (const statement of asked)
    addRows(found, await queryArrow(connection, statement.sql), statement, cube, ask, slices)
  const statements = asked.map(({ sql }) => ({ sql, parameters: {} }))
  const cells = found.map((ofSlice) => [...ofSlice.values()].sort((a, b) => (a.order < b.order ? -1 : 1)))
  return { cells, statements }
}

type Found = readonly Map<string, SummedCell & { order: string }>[]

function addRows(
  found: Found,
  table: Table,
  { places }: CubeStatement,
  cube: Cube,
  ask: CubeAsk,
  slices: readonly CubeSlice[],
) {
  const column = (name: string) => table.getChild(name)
  const [marker, period, counted] = ['marker', 'period', 'counted'].map(column)
  const sums = ask.columns.map((own) => ({
    name: own.column,
    vectors: sumColumns(own).map(({ name }) => column(name)),
  }))
  for (let row = 0; row < table.numRows; row += 1) {
    for (const { at, keys } of places.get(Number(marker?.get(row))) ?? []) {
      const codes = keys.map((name) => Number(column(name)?.get(row)))
      const cell = cellAt(found, at, String(period?.get(row)), codes, cube, ask, slices[at] ?? [])
      cell.counted += Number(counted?.get(row) ?? 0)
      for (const { name, vectors } of sums) {
        const own = cell.sums.get(name)
        for (const [part, vector] of vectors.entries())
          if (own !== undefined) own[part] = (own[part] ?? 0) + (vector?.get(row) ?? 0)
      }
    }
  }
}

function cellAt(
  found: Found,
  at: number,
  period: string,
  codes: readonly number[],
  cube: Cube,
  ask: CubeAsk,
  slice: CubeSlice,
) {
  const order = orderOf(period, codes)
  const known = found[at]?.get(order)
  if (known !== undefined) return known
  const by = Object.fromEntries(slice.map((name, index) => [name, cube.members.get(name)?.[codes[index] ?? 0] ?? null]))
  const sums = new Map(ask.columns.map(({ column }) => [column, [0, 0, 0] as [number, number, number]]))
  const cell = { by, period, counted: 0, sums, order }
  found[at]?.set(order, cell)
  return cell
}

/** By period, then by the values' text, the blank last: the order of a scan. */
function orderOf(period: string, codes: readonly number[]): string {
  return [period, ...codes.map((code) => String(code === 0 ? 999_999 : code).padStart(6, '0'))].join(' ')
}
