// How long the whole catalogue takes by week and six dimensions, against one hand-written scan that computes ten of its
// sums for the same slices:  node bench/catalogue.ts [complaints] [survey answers] [folder]
import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerSlices } from '../pipelines/metrics/answer-slices.ts'
import { componentsOf, type MetricDefinition, metricCatalogue } from '../pipelines/metrics/catalogue.ts'
import { buildCubes } from '../pipelines/metrics/cube/build-cube.ts'
import { type Database, openForReading, openForWriting } from '../pipelines/warehouse/database.ts'
import { execute, inTransaction } from '../pipelines/warehouse/query.ts'
import type { SnapshotRun } from '../pipelines/warehouse/snapshot.ts'
import { type Column, readSqlFolder } from '../pipelines/warehouse/sql-file.ts'

const [complaints = 10_000_000, answers = 5_000_000] = process.argv.slice(2, 4).map(Number)
const folder = process.argv[4] ?? join(tmpdir(), 'huiyin-bench')
const DIMENSIONS = ['channel', 'nature', 'level', 'region', 'department', 'tier']
const RANGE = { from: '2024-01-01', to: '2025-12-29', period: 'week' } as const
const RUN: SnapshotRun = {
  runId: 'bench',
  asOf: '2026-01-01T00:00:00+08:00',
  timezone: 'Asia/Shanghai',
  organisation: {},
  version: '0',
}
const KINDS = [
  ['shares, counts, means, NPS', ['share', 'count', 'nps', 'mean', 'sum', 'pooled']],
  ['levels', ['stock']],
  ['quantiles', ['quantile']],
  ['distinct counts', ['distinct']],
  ['Kaplan–Meier', ['survival']],
] as const

/** The ten sums of the hand-written scan. */
const TEN_SUMS = [
  'count(*)',
  "count(*) filter (where resolution_status = 'met')",
  "count(*) filter (where resolution_status in ('met', 'missed', 'overdue_open'))",
  "count(*) filter (where first_response_status = 'met')",
  "count(*) filter (where first_response_status in ('met', 'missed', 'overdue_open'))",
  "count(*) filter (where registration_status = 'met')",
  "count(*) filter (where registration_status in ('met', 'missed', 'overdue_open'))",
  'count(*) filter (where is_escalated)',
  'count(is_escalated)',
  'count(*) filter (where is_resolved)',
]

/** A column's value by its type: codes of a few values, flags and states with a tenth blank, hours skewed. */
function generated({ name, type }: Column, seed: number): string {
  // By the row's number, not by chance: DuckDB then generates on all threads.
  const share = `((hash(i, ${seed}) % 1048573) / 1048573.0)`
  const oneOf = (count: number) => `cast(floor(${share} * ${count}) as integer)`
  if (name.endsWith('_status') && type === 'VARCHAR')
    return `['met', 'met', 'met', 'met', 'missed', 'pending', 'overdue_open', 'not_assessable'][1 + ${oneOf(8)}]`
  if (DIMENSIONS.includes(name)) return `'${name}_' || ${oneOf(4 + DIMENSIONS.indexOf(name))}`
  if (type === 'VARCHAR') return name.endsWith('_id') ? `cast(${oneOf(1e6)} as varchar)` : `'v' || ${oneOf(8)}`
  if (type === 'BOOLEAN') return `case when ${share} < 0.9 then ${share} < 0.18 end`
  if (type === 'DATE') return `date '2024-01-01' + ${oneOf(729)}`
  if (type.startsWith('TIMESTAMP')) return `timestamptz '2024-01-01 09:00:00+08' + to_seconds(${oneOf(6e7)})`
  if (name === 'csat_scale') return '5'
  if (name.endsWith('_score')) return `1 + ${oneOf(5)}`
  if (type === 'DOUBLE') return `round(-40 * ln(1 - ${share}), 2)`
  return oneOf(6)
}

async function generate(path: string): Promise<void> {
  await using database = await openForWriting(path)
  await execute(database.connection, 'create schema facts')
  for (const file of readSqlFolder('2_facts')) {
    const columns = file.columns.filter(
      ({ privacy, role }) => privacy !== 'private' && role !== 'text' && role !== 'lineage',
    )
    const rows = file.name === 'facts.complaint' ? complaints : file.name === 'facts.survey' ? answers : 1000
    const list = columns.map((column, seed) => `cast(${generated(column, seed)} as ${column.type}) as "${column.name}"`)
    await execute(
      database.connection,
      `create table ${file.name} as select ${list.join(', ')} from range(${rows}) as numbers(i)`,
    )
  }
  const started = performance.now()
  await inTransaction(database.connection, () => buildCubes(database.connection, 0))
  console.log(`sums made in ${((performance.now() - started) / 1000).toFixed(1)} s, once a publication\n`)
}

/** Seconds by the clock, and of all processors together: these tell something where the machine has other work. */
interface Took {
  readonly seconds: number
  readonly cpu: number
}

async function timed(work: () => Promise<unknown>): Promise<Took> {
  const rounds: Took[] = []
  for (let round = 0; round < 3; round += 1) {
    const [start, used] = [performance.now(), process.cpuUsage()]
    await work()
    const { user, system } = process.cpuUsage(used)
    rounds.push({ seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 })
  }
  return {
    seconds: Math.min(...rounds.map(({ seconds }) => seconds)),
    cpu: Math.min(...rounds.map(({ cpu }) => cpu)),
  }
}

function handWritten(dimensions: readonly (readonly string[])[]): string {
  const sets = dimensions.map((list) => `(week, ${list.join(', ')})`).join(', ')
  return `select week, ${DIMENSIONS.join(', ')}, ${TEN_SUMS.join(', ')}
    from (select *, cast(date_trunc('week', received_on) as date) as week from facts.complaint where received_on between date '${RANGE.from}' and date '${RANGE.to}') as rows
    group by grouping sets (${sets})`
}

const isOf = (kinds: readonly string[]) => (metric: MetricDefinition) =>
  kinds.includes(metric.kind) && componentsOf(metric).every(({ fact }) => fact === 'complaint' || fact === 'survey')
const names = (kinds: readonly string[]) =>
  [...metricCatalogue().values()].filter(isOf(kinds)).map(({ metric }) => metric)

async function measure(database: Database): Promise<void> {
  const { connection } = database
  const slices = DIMENSIONS.map((name) => [name])
  const hand = await timed(() => connection.runAndReadAll(handWritten(slices)))
  const row = (label: string, { seconds, cpu }: Took) => {
    const times = [seconds / hand.seconds, cpu / hand.cpu].map((number) => number.toFixed(1))
    console.log(`| ${label} | ${seconds.toFixed(2)} | ${times[0]} | ${cpu.toFixed(2)} | ${times[1]} |`)
  }
  row('one hand-written scan, ten sums', hand)
  const ten = [
    'complaints_received',
    'on_time_resolution',
    'first_response_on_time',
    'registration_on_time',
    'escalation_rate',
    'resolution_rate',
  ]
  const sliced = (metrics: string[]) => () => answerSlices(connection, RUN, { metrics, ...RANGE }, slices)
  row(`the same sums as ${ten.length} metrics of the catalogue`, await timed(sliced(ten)))
  for (const [label, kinds] of KINDS) {
    const metrics = names(kinds)
    row(`${metrics.length} metrics: ${label}`, await timed(sliced(metrics)))
  }
  const all = names(KINDS.flatMap(([, kinds]) => [...kinds]))
  row(`**all ${all.length} metrics of complaints and surveys, at once**`, await timed(sliced(all)))
  console.log(`\npeak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
}

mkdirSync(folder, { recursive: true })
const path = join(folder, `catalogue-${complaints}-${answers}.duckdb`)
if (!existsSync(path)) await generate(path)
console.log(`${complaints} complaints, ${answers} survey answers, by week and ${DIMENSIONS.length} dimensions\n`)
console.log('| what | seconds | times | CPU seconds | times |\n|---|--:|--:|--:|--:|')
await using database = await openForReading(path)
await measure(database)
