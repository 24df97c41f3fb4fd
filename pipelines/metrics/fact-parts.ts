import type { DuckDBConnection } from '@duckdb/node-api'
import { queryRows } from '../warehouse/query.ts'
import type { FactMetric } from './catalogue.ts'
import { exposureDimensions, exposureStatement } from './exposure-statement.ts'
import { type DurationCount, kaplanMeier } from './kaplan-meier.ts'
import { aggregateStatement, type MetricQuery, type Statement, stockStatement } from './metric-query.ts'
import type { Parts } from './metric-row.ts'
import { curveReading } from './survival-reading.ts'
import { type SurvivalMetric, survivalKey, survivalStatement } from './survival-statement.ts'

/** The sums of one metric by slice, and in each slice by the first day of a period (`''` where none was asked for). */
export type Slices = Map<string, { readonly by: Record<string, string | null>; readonly periods: Map<string, Parts> }>

export interface DayRange {
  readonly from: string
  readonly to: string
}

/** A row of a statement, dates and dimension values as text. */
export type Cells = Record<string, string | number | null>

/** Runs one scan for all metrics that share fact and period column, and gives each metric its sums by name. */
export async function factParts(
  connection: DuckDBConnection,
  definitions: readonly FactMetric[],
  query: MetricQuery,
  { from, to }: DayRange,
): Promise<{ slices: Map<string, Slices>; statements: Statement[] }> {
  const slices = new Map<string, Slices>()
  const statements: Statement[] = []
  for (const group of groupByScan(definitions)) {
    const [first] = group
    if (first === undefined) continue
    const statement =
      first.kind === 'stock'
        ? stockStatement(first, query, from, to)
        : first.kind === 'survival'
          ? survivalStatement(first, query, from, to)
          : aggregateStatement(group, query, from, to)
    const hasPeriod = query.period !== undefined || first.kind === 'stock'
    const found = await plainRows(connection, statement, query.by ?? [], hasPeriod, first.metric)
    statements.push(statement)
    for (const [index, definition] of group.entries())
      slices.set(definition.metric, slicesOf(definition, index, found, query.by ?? []))
  }
  return { slices, statements }
}

/** The exposure of a rate by the dimensions that it is known by, and by period. */
export async function exposureParts(
  connection: DuckDBConnection,
  column: string,
  query: MetricQuery,
  { from, to }: DayRange,
): Promise<{ slices: Slices; statement: Statement }> {
  const statement = exposureStatement(column, query, from, to)
  const dimensions = exposureDimensions(query)
  const found = await plainRows(connection, statement, dimensions, query.period !== undefined, column)
  const slices: Slices = new Map()
  for (const row of found)
    sliceOf(slices, row, dimensions).set(periodOfRow(row, ''), { a: Number(row['exposure'] ?? 0), b: 0, c: 0 })
  return { slices, statement }
}

/** The key of a slice by the values of its dimensions. */
export function sliceKey(values: readonly (string | null | undefined)[]): string {
  return JSON.stringify(values)
}

/** Metrics that one scan can answer together: the same fact and period column; stocks alone; survival by its durations. */
function groupByScan(definitions: readonly FactMetric[]): FactMetric[][] {
  const groups = new Map<string, FactMetric[]>()
  for (const definition of definitions) {
    const key =
      definition.kind === 'stock'
        ? definition.metric
        : definition.kind === 'survival'
          ? survivalKey(definition)
          : `${definition.fact}.${definition.period_by}`
    groups.set(key, [...(groups.get(key) ?? []), definition])
  }
  return [...groups.values()]
}

/** The sums of the `index`-th metric of a statement by slice and period. */
export function slicesOf(
  definition: FactMetric,
  index: number,
  found: readonly Cells[],
  dimensions: readonly string[],
): Slices {
  if (definition.kind === 'survival') return curveSlices(definition, found, dimensions)
  const slices: Slices = new Map()
  if (dimensions.length === 0) slices.set(sliceKey([]), { by: {}, periods: new Map() })
  for (const row of found) {
    const periods = sliceOf(slices, row, dimensions)
    const period = periodOfRow(row, definition.kind === 'stock' ? 'before' : '')
    const part = (name: string) => Number(row[`m${index}_${name}`] ?? 0)
    periods.set(period, { a: part('a'), b: part('b'), c: part('c') })
  }
  return slices
}

/** The curves' readings by slice and period. */
function curveSlices(definition: SurvivalMetric, found: readonly Cells[], dimensions: readonly string[]): Slices {
  const slices: Slices = new Map()
  if (dimensions.length === 0) slices.set(sliceKey([]), { by: {}, periods: new Map() })
  const durations = new Map<Map<string, Parts>, Map<string, DurationCount[]>>()
  for (const row of found) {
    const periods = sliceOf(slices, row, dimensions)
    const own = durations.get(periods) ?? new Map<string, DurationCount[]>()
    durations.set(periods, own)
    const counts = own.get(periodOfRow(row, '')) ?? []
    own.set(periodOfRow(row, ''), counts)
    const [events, censored] = [Number(row['ended'] ?? 0), Number(row['still_open'] ?? 0)]
    counts.push({ time: Number(row['duration']) / 60, events, censored })
  }
  for (const [periods, own] of durations)
    for (const [period, counts] of own) {
      const curve = kaplanMeier(counts)
      periods.set(period, { a: curve.n, b: curve.events, c: 0, reading: curveReading(curve, definition) })
    }
  return slices
}

function sliceOf(slices: Slices, row: Cells, dimensions: readonly string[]): Map<string, Parts> {
  const by = Object.fromEntries(dimensions.map((name) => [name, row[name] === null ? null : String(row[name])]))
  const key = sliceKey(Object.values(by))
  const slice = slices.get(key) ?? { by, periods: new Map<string, Parts>() }
  slices.set(key, slice)
  return slice.periods
}

function periodOfRow(row: Cells, none: string): string {
  return String(row['period'] ?? none)
}

/** The rows of a statement with dates and dimension values as text. */
function plainRows(
  connection: DuckDBConnection,
  { sql, parameters }: Statement,
  dimensions: readonly string[],
  hasPeriod: boolean,
  origin: string,
): Promise<Cells[]> {
  const casts = [
    ...(hasPeriod ? ['cast(period as varchar) as period'] : []),
    ...dimensions.map((name) => `cast("${name}" as varchar) as "${name}"`),
  ]
  const textual = casts.length === 0 ? sql : `select * replace (${casts.join(', ')}) from (${sql}) as answer`
  return queryRows<Cells>(connection, textual, parameters, origin)
}
