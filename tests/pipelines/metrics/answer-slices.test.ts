import { expect, test } from 'vitest'
import { answerMetrics } from '../../../pipelines/metrics/answer-metrics.ts'
import { answerSlices } from '../../../pipelines/metrics/answer-slices.ts'
import { componentsOf, metricCatalogue } from '../../../pipelines/metrics/catalogue.ts'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'
import { execute } from '../../../pipelines/warehouse/query.ts'
import type { SnapshotRun } from '../../../pipelines/warehouse/snapshot.ts'
import { readSqlFolder } from '../../../pipelines/warehouse/sql-file.ts'

const RUN: SnapshotRun = {
  runId: 'slices',
  asOf: '2026-04-01T00:00:00+08:00',
  timezone: 'Asia/Shanghai',
  organisation: {},
  version: '0',
}

/** A value for each type of column, different from row to row, blank in every fifth. */
function cellOf(name: string, type: string): string {
  const mixed = `(i * 7 + ${[...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)})`
  const filled = (value: string) => `case when ${mixed} % 5 > 0 then ${value} end`
  if (name.endsWith('_status') && type === 'VARCHAR')
    return filled(`['met', 'met', 'missed', 'overdue_open', 'pending', 'not_assessable'][1 + ${mixed} % 6]`)
  if (type === 'VARCHAR') return filled(`'v' || (${mixed} % 3)`)
  if (type === 'BOOLEAN') return filled(`${mixed} % 2 = 0`)
  if (type === 'DATE') return `cast('2026-01-01' as date) + cast(${mixed} % 80 as integer)`
  if (type.startsWith('TIMESTAMP')) return filled(`timestamptz '2026-01-01 09:00:00+08' + interval (${mixed} % 90) day`)
  return filled(`cast(${mixed} % 11 as ${type})`)
}

test('every metric by week and several lists of dimensions equals the answer to each list alone', async () => {
  await using database = await openForWriting(':memory:')
  await execute(database.connection, 'create schema facts')
  for (const file of readSqlFolder('2_facts')) {
    const columns = file.columns.filter(({ privacy }) => privacy !== 'private')
    const list = columns.map(({ name, type }) => `cast(${cellOf(name, type)} as ${type}) as "${name}"`)
    await execute(database.connection, `create table ${file.name} as select ${list.join(', ')} from range(300) as r(i)`)
  }
  const metrics = [...metricCatalogue().values()]
    .filter((metric) => metric.kind !== 'rate' && componentsOf(metric).every(({ fact }) => fact === 'complaint'))
    .map(({ metric }) => metric)
  const slices = [['channel'], ['region', 'level'], ['tier', 'nature', 'level'], []]
  const query = { metrics, period: 'week' as const, from: '2026-01-05', to: '2026-01-25' }
  const answers = await answerSlices(database.connection, RUN, query, slices)
  for (const [index, by] of slices.entries()) {
    const alone = await answerMetrics(database.connection, RUN, { ...query, by })
    const keyed = (rows: typeof alone.rows) =>
      Object.fromEntries(rows.map((row) => [JSON.stringify([row.metric, row.by, row.period]), row]))
    expect(keyed(answers[index]?.rows ?? [])).toEqual(keyed(alone.rows))
    expect(alone.rows.some(({ value }) => value !== null && value > 0)).toBe(true)
  }
}, 180_000)
