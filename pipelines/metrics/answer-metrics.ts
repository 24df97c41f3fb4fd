import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { queryRows } from '../warehouse/query.ts'
import type { SnapshotRun } from '../warehouse/snapshot.ts'
import { type MetricDefinition, metricDefinition } from './catalogue.ts'
import { aggregateStatement, type MetricQuery, type Statement, stockStatement } from './metric-query.ts'
import { type MetricRow, metricRow, type Parts } from './metric-row.ts'
import { checkDay, localDay, type Period, periodOf, periodsBetween } from './periods.ts'

export interface MetricAnswer {
  readonly runId: string
  readonly asOf: string
  readonly from: string
  readonly to: string
  readonly rows: readonly MetricRow[]
  /** The statements that gave the numbers, for the appendix of a report. */
  readonly statements: readonly Statement[]
}

type AggregateRow = Record<string, string | number | null>
type Groups = Map<string, { by: Record<string, string | null>; periods: Map<string, Parts> }>

/**
 * Answers a query from a published snapshot: the one way in which report, dashboard and extracts get their numbers.
 * Rows come by metric in the order asked for, then by dimension values, then by period; a period without data is a row
 * of its own (0 for a count, null for a share). Throws HY-M-001/002/003 where the query is wrong.
 */
export async function answerMetrics(
  connection: DuckDBConnection,
  run: SnapshotRun,
  query: MetricQuery,
): Promise<MetricAnswer> {
  const definitions = query.metrics.map(metricDefinition)
  const range = await dayRange(connection, run, query, definitions)
  const rows = new Map<string, MetricRow[]>()
  const statements: Statement[] = []
  for (const group of groupByScan(definitions)) {
    const [first] = group
    if (first === undefined) continue
    const statement =
      first.kind === 'stock'
        ? stockStatement(first, query, range.from, range.to)
        : aggregateStatement(group, query, range.from, range.to)
    statements.push(statement)
    const found = await queryRows<AggregateRow>(
      connection,
      textual(statement.sql, query),
      statement.parameters,
      first.metric,
    )
    for (const [index, definition] of group.entries()) {
      rows.set(definition.metric, rowsOf(definition, index, found, query, range, run))
    }
  }
  const ordered = query.metrics.flatMap((name) => rows.get(name) ?? [])
  return { runId: run.runId, asOf: run.asOf, ...range, rows: ordered, statements }
}

/** Metrics that one scan can answer together: the same fact and period column; stocks go alone. */
function groupByScan(definitions: readonly MetricDefinition[]): MetricDefinition[][] {
  const groups = new Map<string, MetricDefinition[]>()
  for (const definition of definitions) {
    const key = definition.kind === 'stock' ? definition.metric : `${definition.fact}.${definition.period_by}`
    groups.set(key, [...(groups.get(key) ?? []), definition])
  }
  return [...groups.values()]
}

function rowsOf(
  definition: MetricDefinition,
  index: number,
  found: readonly AggregateRow[],
  query: MetricQuery,
  range: { from: string; to: string },
  run: SnapshotRun,
): MetricRow[] {
  const today = localDay(new Date(run.asOf), run.timezone)
  const periods: (Period | null)[] =
    query.period === undefined ? [null] : periodsBetween(range.from, range.to, query.period)
  const rows: MetricRow[] = []
  for (const { by, periods: parts } of grouped(found, index, query, definition).values()) {
    let level = parts.get('before')?.a ?? 0
    const all = [...parts.values()]
    const isKnown = all.some(({ b }) => b > 0) || all.every(({ c }) => c === 0)
    for (const period of periods) {
      const own = parts.get(period?.start ?? '') ?? { a: 0, b: 0, c: 0 }
      if (definition.kind === 'stock') level += period === null ? sum(parts) : own.a
      const complete = (period?.end ?? range.to) < today
      rows.push(
        metricRow(
          definition,
          definition.kind === 'stock' ? { a: level, b: isKnown ? 1 : 0, c: 1 } : own,
          period,
          by,
          complete,
        ),
      )
    }
  }
  return rows
}

/** Sums of all periods but the one before the range, which is where the running sum begins. */
function sum(parts: ReadonlyMap<string, Parts>): number {
  let total = 0
  for (const [period, { a }] of parts) if (period !== 'before') total += a
  return total
}

function grouped(
  found: readonly AggregateRow[],
  index: number,
  query: MetricQuery,
  definition: MetricDefinition,
): Groups {
  const groups: Groups = new Map()
  const dimensions = query.by ?? []
  if (dimensions.length === 0) groups.set('[]', { by: {}, periods: new Map() })
  for (const row of found) {
    const by = Object.fromEntries(dimensions.map((name) => [name, row[name] === null ? null : String(row[name])]))
    const key = JSON.stringify(Object.values(by))
    const group = groups.get(key) ?? { by, periods: new Map<string, Parts>() }
    groups.set(key, group)
    const part = (name: string) => Number(row[`m${index}_${name}`] ?? 0)
    const before = definition.kind === 'stock' ? 'before' : ''
    group.periods.set(String(row['period'] ?? before), { a: part('a'), b: part('b'), c: part('c') })
  }
  return groups
}

/** The days asked for, or from the first day of the data to the day of the as-of. */
async function dayRange(
  connection: DuckDBConnection,
  run: SnapshotRun,
  query: MetricQuery,
  definitions: readonly MetricDefinition[],
) {
  const to = query.to === undefined ? localDay(new Date(run.asOf), run.timezone) : checkDay(query.to, '--to')
  const from = query.from === undefined ? await firstDay(connection, definitions, to) : checkDay(query.from, '--from')
  if (from > to)
    throw new HuiyinError('HY-M-003', { option: '--from', got: from, expected: `a day not after --to ${to}` })
  if (query.period !== undefined && periodsBetween(from, to, query.period).length > 5000) {
    throw new HuiyinError('HY-M-003', { option: '--period', got: query.period, expected: 'at most 5000 periods' })
  }
  return {
    from: query.period === undefined || query.from !== undefined ? from : periodOf(from, query.period).start,
    to,
  }
}

async function firstDay(
  connection: DuckDBConnection,
  definitions: readonly MetricDefinition[],
  fallback: string,
): Promise<string> {
  const sources = new Set(
    definitions.map((definition) => `select min(${definition.period_by}) as day from facts.${definition.fact}`),
  )
  if (sources.size === 0) return fallback
  const [row] = await queryRows<{ day: string | null }>(
    connection,
    `select cast(min(day) as varchar) as day from (${[...sources].join(' union all ')}) as days`,
  )
  return row?.day ?? fallback
}

/** The same statement with dates and dimension values as text, so that rows are plain. */
function textual(sql: string, query: MetricQuery): string {
  const casts = [
    ...(query.period === undefined && !sql.startsWith('with moves') ? [] : ['cast(period as varchar) as period']),
    ...(query.by ?? []).map((name) => `cast("${name}" as varchar) as "${name}"`),
  ]
  if (casts.length === 0) return sql
  return `select * replace (${casts.join(', ')}) from (${sql}) as answer`
}
