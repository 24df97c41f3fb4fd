import type { DuckDBConnection } from '@duckdb/node-api'
import { componentsOf, metricCatalogue } from '../metrics/catalogue.ts'
import type { MetricQuery, Statement } from '../metrics/metric-query.ts'
import type { MetricRow } from '../metrics/metric-row.ts'
import { queryRows } from '../warehouse/query.ts'
import type { SnapshotRun } from '../warehouse/snapshot.ts'
import { readSqlFolder, type SqlFile } from '../warehouse/sql-file.ts'
import { type AnswerQuery, answerFromSnapshot } from './answer-from-snapshot.ts'
import type { Requirement } from './register.ts'
import type { Slice } from './register-schema.ts'

/** How many records fill a field of the canonical model. */
export interface FieldCount {
  readonly is_supplied: boolean
  readonly row_count: number
  readonly filled_count: number
  readonly value_count: number | null
}

/** Some of all: what a check found, what a register holds, how many records are complete. */
export interface Part {
  readonly part: number
  readonly whole: number
}

/** Everything in a snapshot that can show a requirement, by name. */
export interface Evidence {
  /** All periods up to the as-of together; only metrics of facts that have rows. */
  readonly metrics: ReadonlyMap<string, MetricRow>
  /** Metrics that the snapshot cannot answer, since it is older than a column that they need. */
  readonly absent: ReadonlySet<string>
  /** By `sliceKey`. */
  readonly slices: ReadonlyMap<string, MetricRow>
  /** By `entity.field`; a column that only the fact has counts as supplied where it is filled. */
  readonly fields: ReadonlyMap<string, FieldCount>
  readonly sets: ReadonlyMap<string, Part>
  /** Offending rows of all rows of the fact that the check looks at. */
  readonly checks: ReadonlyMap<string, Part>
  readonly tables: ReadonlyMap<string, Part>
  /** What gave all of it, for the appendix of a report. */
  readonly statements: readonly Statement[]
}

/** What the product itself keeps and shows: rows that count, of all rows. */
const TABLES: Readonly<Record<string, string>> = {
  time_limit: 'select count(*) as part, count(*) as whole from marts.time_limit',
  reconciliation: `select coalesce(sum(rows_loaded + rows_unchanged), 0) as part, coalesce(sum(rows_read), 0) as whole
    from marts.reconciliation`,
  complaint_months: monthsSql('complaint', 'received_on'),
  survey_months: monthsSql('survey', 'answered_on'),
  field_count: 'select count(*) filter (where is_supplied) as part, count(*) as whole from marts.field_count',
  'field_count.private': `select count(*) filter (where is_supplied) as part, count(*) as whole
    from marts.field_count where privacy = 'private'`,
  'field_count.personal': `select count(*) filter (where is_supplied) as part, count(*) as whole
    from marts.field_count where privacy <> 'public'`,
}

/** Months that have records, of all from the first that has one to the last. */
function monthsSql(fact: string, day: string): string {
  return `select count(distinct date_trunc('month', ${day})) as part,
    coalesce(max(year(${day}) * 12 + month(${day})) - min(year(${day}) * 12 + month(${day})) + 1, 0) as whole
    from facts.${fact} where ${day} is not null`
}

export const TABLE_NAMES: readonly string[] = Object.keys(TABLES)

/** The name of a slice among the evidence: `on_time_resolution level=L4`. */
export function sliceKey({ metric, by, value }: Slice): string {
  return `${metric} ${by}=${value}`
}

/** A requirement, and the metrics that name it. */
export type Asked = readonly [Requirement, readonly string[]]

/** Reads what can show the requirements asked for, and no more, from a published snapshot, as of its run. */
export async function readEvidence(
  snapshot: DuckDBConnection,
  run: SnapshotRun,
  asked: readonly Asked[],
  answerQuery: AnswerQuery,
): Promise<Evidence> {
  const statements: Statement[] = []
  const ask: Ask = (sql) => {
    statements.push({ sql, parameters: {} })
    return queryRows(snapshot, sql)
  }
  const askMetrics: AskMetrics = async (query) => {
    const answered = await answerFromSnapshot(snapshot, run, query, answerQuery)
    statements.push(...answered.answer.statements)
    return answered
  }
  const shown = asked.map(([requirement]) => requirement.measured_by)
  const slices = shown.flatMap((by) => by.slices)
  const metrics = new Set([...asked.flatMap(([, tied]) => tied), ...slices.map(({ metric }) => metric)])
  const checks = new Set(shown.flatMap((by) => by.checks))
  const rowCounts = metrics.size + checks.size === 0 ? new Map<string, number>() : await factRows(snapshot, ask)
  const names = namesWithRows(metrics, rowCounts)
  const { rows, absent } = await metricRows(names, askMetrics)
  const fields = await ask<FieldCount & { name: string }>(
    `select entity || '.' || field as name, is_supplied, row_count, filled_count, value_count from marts.field_count`,
  )
  const sets = await ask<Part & { fields: string }>(
    'select fields, complete_count as part, row_count as whole from marts.record_set',
  )
  const sliced = slices.filter(({ metric }) => rows.has(metric))
  return {
    metrics: rows,
    absent,
    slices: await sliceRows(sliced, askMetrics),
    fields: new Map(fields.map((field) => [field.name, field])),
    sets: new Map(sets.map((set) => [set.fields, set])),
    checks: await checkParts(snapshot, checks, rowCounts, ask),
    tables: await tableParts(new Set(shown.flatMap((by) => by.tables)), ask),
    statements,
  }
}

/** In the order of the catalogue; a metric of what has no rows would be a zero that means nothing. */
function namesWithRows(metrics: ReadonlySet<string>, rowCounts: ReadonlyMap<string, number>): string[] {
  return [...metricCatalogue().values()]
    .filter(({ metric }) => metrics.has(metric))
    .filter((definition) => componentsOf(definition).every(({ fact }) => (rowCounts.get(`facts.${fact}`) ?? 0) > 0))
    .map(({ metric }) => metric)
}

async function metricRows(
  metrics: readonly string[],
  ask: AskMetrics,
): Promise<{ rows: Map<string, MetricRow>; absent: Set<string> }> {
  if (metrics.length === 0) return { rows: new Map(), absent: new Set() }
  const { answer, absent } = await ask({ metrics })
  return { rows: new Map(answer.rows.map((row) => [row.metric, row])), absent: new Set(absent) }
}

/** Runs a statement of ours, and notes it. */
type Ask = <Row extends object>(sql: string) => Promise<Row[]>
/** Answers a query, and notes its statements. */
type AskMetrics = (query: MetricQuery) => ReturnType<typeof answerFromSnapshot>

/** One query a dimension: all its values, of which those asked for are taken. */
async function sliceRows(slices: readonly Slice[], ask: AskMetrics): Promise<Map<string, MetricRow>> {
  const rows = new Map<string, MetricRow>()
  for (const by of new Set(slices.map((slice) => slice.by))) {
    const asked = slices.filter((slice) => slice.by === by)
    const metrics = [...new Set(asked.map(({ metric }) => metric))]
    const { answer } = await ask({ metrics, by: [by] })
    for (const slice of asked) {
      const found = answer.rows.find((row) => row.metric === slice.metric && row.by[by] === slice.value)
      if (found !== undefined) rows.set(sliceKey(slice), found)
    }
  }
  return rows
}

async function factRows(snapshot: DuckDBConnection, ask: Ask): Promise<Map<string, number>> {
  const facts = await tablesOf(snapshot, '2_facts')
  const counts = await ask<{ name: string; n: number }>(
    facts.map(({ name }) => `select '${name}' as name, count(*) as n from ${name}`).join(' union all '),
  )
  return new Map(counts.map(({ name, n }) => [name, n]))
}

async function checkParts(
  snapshot: DuckDBConnection,
  checks: ReadonlySet<string>,
  rows: ReadonlyMap<string, number>,
  ask: Ask,
): Promise<Map<string, Part>> {
  const all = await tablesOf(snapshot, '5_checks')
  const files = all.filter(({ name }) => checks.has(name.replace('checks.', '')))
  if (files.length === 0) return new Map()
  const counts = await ask<{ name: string; n: number }>(
    files.map(({ name }) => `select '${name}' as name, count(*) as n from ${name}`).join(' union all '),
  )
  const found = new Map(counts.map(({ name, n }) => [name, n]))
  const complaints = rows.get('facts.complaint') ?? 0
  return new Map(
    files.map(({ name, reads }) => {
      const fact = reads.find((read) => rows.has(read))
      const whole = fact === undefined ? complaints : (rows.get(fact) ?? 0)
      return [name.replace('checks.', ''), { part: found.get(name) ?? 0, whole }]
    }),
  )
}

/** The files of a folder whose tables a snapshot has: one that an earlier version published has fewer. */
async function tablesOf(snapshot: DuckDBConnection, folder: string): Promise<SqlFile[]> {
  const rows = await queryRows<{ name: string }>(
    snapshot,
    "select table_schema || '.' || table_name as name from information_schema.tables",
  )
  const names = new Set(rows.map(({ name }) => name))
  return readSqlFolder(folder).filter(({ name }) => names.has(name))
}

async function tableParts(tables: ReadonlySet<string>, ask: Ask): Promise<Map<string, Part>> {
  const parts = new Map<string, Part>()
  for (const [name, sql] of Object.entries(TABLES)) {
    if (!tables.has(name)) continue
    const [row] = await ask<Part>(sql)
    parts.set(name, row ?? { part: 0, whole: 0 })
  }
  return parts
}
