import type { DuckDBConnection } from '@duckdb/node-api'
import type { Table } from 'apache-arrow'
import { queryArrow } from '../warehouse/arrow.ts'
import type { SnapshotRun } from '../warehouse/snapshot.ts'
import { answerMetrics, type MetricAnswer, queryRange } from './answer-metrics.ts'
import { componentsOf, type FactMetric, metricDefinition } from './catalogue.ts'
import { cubeSlices } from './cube/cube-slices.ts'
import { type Slices, sliceKey } from './fact-parts.ts'
import type { MetricQuery, Statement } from './metric-query.ts'
import type { Parts } from './metric-row.ts'
import { answeredPeriods, metricRows } from './metric-rows.ts'
import { localDay } from './periods.ts'
import { slicesStatement } from './slices-statement.ts'

/**
 * Answers a query once for each list of dimensions, as `answerMetrics` would one after the other; metrics that are sums
 * over the rows of a fact are read in one scan for all slices. Throws what `answerMetrics` throws.
 */
export async function answerSlices(
  connection: DuckDBConnection,
  run: SnapshotRun,
  query: MetricQuery,
  slices: readonly (readonly string[])[],
): Promise<MetricAnswer[]> {
  const definitions = query.metrics.map(metricDefinition)
  const range = await queryRange(connection, run, query)
  const full = { ...query, ...range }
  const components = [...new Set(definitions.filter(({ kind }) => kind !== 'rate').flatMap(componentsOf))]
  const cubed = await cubeSlices(connection, run, components, full, slices)
  const scans = cubed.rest.filter(isScanned)
  const scanned = definitions.filter(
    (definition) =>
      definition.kind !== 'rate' &&
      componentsOf(definition).every((component) => isScanned(component) || !cubed.rest.includes(component)),
  )
  const others = query.metrics.filter((name) => !scanned.some(({ metric }) => metric === name))
  const found = await scan(connection, scans, full, slices)
  for (const [index, parts] of cubed.slices.entries())
    for (const [metric, own] of parts) found.slices[index]?.set(metric, own)
  const today = localDay(new Date(run.asOf), run.timezone)
  const periods = answeredPeriods(query, range)
  const answers: MetricAnswer[] = []
  for (const [index, by] of slices.entries()) {
    const own = { ...full, by }
    const rest = others.length === 0 ? undefined : await answerMetrics(connection, run, { ...own, metrics: others })
    const answered = {
      slices: found.slices[index] ?? new Map(),
      exposures: new Map(),
      query: own,
      range,
      periods,
      today,
    }
    const rows = new Map(scanned.map((definition) => [definition.metric, metricRows(definition, answered)]))
    answers.push({
      runId: run.runId,
      asOf: run.asOf,
      ...range,
      rows: query.metrics.flatMap((name) => rows.get(name) ?? rest?.rows.filter(({ metric }) => metric === name) ?? []),
      statements: [...found.statements, ...(rest?.statements ?? [])],
    })
  }
  return answers
}

/** Metrics that one scan of their fact can answer for any slices. */
function isScanned({ kind }: FactMetric): boolean {
  return kind !== 'stock' && kind !== 'survival'
}

async function scan(
  connection: DuckDBConnection,
  definitions: readonly FactMetric[],
  query: MetricQuery & { from: string; to: string },
  slices: readonly (readonly string[])[],
): Promise<{ slices: Map<string, Slices>[]; statements: Statement[] }> {
  const found = slices.map(() => new Map<string, Slices>())
  const statements: Statement[] = []
  const groups = Map.groupBy(definitions, ({ fact, period_by }) => `${fact}.${period_by}`)
  for (const group of groups.values()) {
    const { markers, ...statement } = slicesStatement(group, query, slices, query.from, query.to)
    statements.push(statement)
    const table = await queryArrow(
      connection,
      textual(statement.sql, slices.flat(), query.period),
      statement.parameters,
    )
    for (const [index, by] of slices.entries()) {
      const rows = rowsOf(table, by, markers[index] ?? -1)
      for (const [position, { metric }] of group.entries())
        found[index]?.set(metric, slicesOf(rows, by, table, position))
    }
  }
  return { slices: found, statements }
}

/** A row of the table: where its numbers stand, its slice and its period. */
interface PlacedRow {
  readonly index: number
  readonly key: string
  readonly by: Record<string, string | null>
  readonly period: string
}

/** The rows of one list of dimensions, read once for all metrics. */
function rowsOf(table: Table, dimensions: readonly string[], marker: number): PlacedRow[] {
  const column = (name: string) => table.getChild(name)
  const values = dimensions.map(column)
  const rows: PlacedRow[] = []
  for (let index = 0; index < table.numRows; index += 1) {
    if (Number(column('slice')?.get(index)) !== marker) continue
    const own = values.map((vector) => textOrNull(vector?.get(index)))
    const by = Object.fromEntries(dimensions.map((name, at) => [name, own[at] ?? null]))
    rows.push({ index, key: sliceKey(own), by, period: textOrNull(column('period')?.get(index)) ?? '' })
  }
  return rows
}

function slicesOf(rows: readonly PlacedRow[], dimensions: readonly string[], table: Table, position: number): Slices {
  const slices: Slices = new Map()
  if (dimensions.length === 0) slices.set(sliceKey([]), { by: {}, periods: new Map() })
  const [a, b, c] = ['a', 'b', 'c'].map((part) => table.getChild(`m${position}_${part}`))
  for (const { index, key, by, period } of rows) {
    const slice = slices.get(key) ?? { by, periods: new Map<string, Parts>() }
    slices.set(key, slice)
    slice.periods.set(period, { a: a?.get(index) ?? 0, b: b?.get(index) ?? 0, c: c?.get(index) ?? 0 })
  }
  return slices
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value)
}

/** The statement with dates and dimension values as text and in a fixed order. */
function textual(sql: string, dimensions: readonly string[], period: MetricQuery['period']): string {
  const texts = [...(period === undefined ? [] : ['period']), ...new Set(dimensions)].map((name) => `"${name}"`)
  const casts = texts.map((name) => `cast(${name} as varchar) as ${name}`)
  const replaced = casts.length === 0 ? sql : `select * replace (${casts.join(', ')}) from (${sql}) as answer`
  return `${replaced} order by ${['slice', ...texts].join(', ')}`
}
