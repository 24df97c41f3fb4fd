import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerSlices } from '../../../pipelines/metrics/answer-slices.ts'
import { componentsOf, metricCatalogue } from '../../../pipelines/metrics/catalogue.ts'
import { buildCubes } from '../../../pipelines/metrics/cube/build-cube.ts'
import { cubedDimensions, cubedMetrics, segmentOf, wholeSegments } from '../../../pipelines/metrics/cube/cube-layout.ts'
import type { MetricQuery } from '../../../pipelines/metrics/metric-query.ts'
import type { MetricRow } from '../../../pipelines/metrics/metric-row.ts'
import { addDays, periodOf } from '../../../pipelines/metrics/periods.ts'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'
import { inTransaction, queryRows } from '../../../pipelines/warehouse/query.ts'
import { openSnapshot, type Snapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { type PublishedRetailer, publishRetailer } from '../dashboard/published-retailer.ts'

let retailer: PublishedRetailer
let plain: Snapshot
let cubed: Snapshot

beforeAll(async () => {
  retailer = await publishRetailer()
  const path = join(retailer.published, 'cubed.duckdb')
  await copyFile(join(retailer.published, `${retailer.runId}.duckdb`), path)
  {
    await using database = await openForWriting(path)
    await queryRows(database.connection, 'drop schema cube cascade')
    await inTransaction(database.connection, () => buildCubes(database.connection, 0))
    // What a scan would need is taken away, so that an answer can only come from the cube.
    for (const fact of ['complaint', 'survey']) await queryRows(database.connection, `delete from held.${fact}`)
    await queryRows(database.connection, 'checkpoint')
  }
  plain = await openSnapshot(retailer.published)
  cubed = await openSnapshot(retailer.published, 'cubed')
}, 400_000)

afterAll(async () => {
  plain?.close()
  cubed?.close()
  await retailer?.remove()
})

const RANGE = { from: '2025-11-17', to: '2025-12-26' }

/** A scan gives the slices of a level as they come. */
function orderOf({ metric, by, period }: MetricRow): string {
  return JSON.stringify([metric, by, period])
}

async function both(query: MetricQuery, slices: readonly (readonly string[])[]) {
  const ask = async ({ database, run }: Snapshot) => {
    const answers = await answerSlices(database.connection, run, { ...RANGE, ...query }, slices)
    return answers.map(({ rows }) => rows.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)))
  }
  return { scanned: await ask(plain), summed: await ask(cubed) }
}

const METRICS = [...metricCatalogue().values()]
  .filter(
    (definition) =>
      definition.kind !== 'rate' && componentsOf(definition).every((component) => cubedMetrics(component).length > 0),
  )
  .map(({ metric }) => metric)

/** One of each kind, and of each day that rows are counted by. */
const SOME = [
  'complaints_received',
  'open_complaints',
  'on_time_resolution',
  'escalation_rate',
  'transfers_per_case',
  'complaints_resolved',
  'repeat_rate',
  'backlog',
  'stage_handle_p90',
  'first_response_median',
  'csat_top2',
  'csat_mean',
  'nps',
  'response_rate',
]

describe('answers from a cube are those of a scan', () => {
  test('for most metrics of complaints and surveys', () => {
    expect(METRICS.length).toBeGreaterThan(110)
    expect(SOME.filter((metric) => !METRICS.includes(metric))).toEqual([])
  })

  test.each(['week', 'month'] as const)('for all metrics by %s, in total and by dimensions', async (period) => {
    const { scanned, summed } = await both({ metrics: METRICS, period }, [[], ['channel'], ['department']])
    expect(scanned.flat().filter(({ value }) => value !== null && value > 0).length).toBeGreaterThan(500)
    expect(summed).toEqual(scanned)
  })

  test('for a range without periods, with and without filters, by two and three dimensions', async () => {
    const metrics = SOME
    const slices = [[], ['channel', 'department'], ['department', 'channel'], ['level', 'region', 'tier'], ['channel']]
    for (const where of [
      {},
      { channel: ['app'] },
      { channel: ['app', 'phone'], department: ['物流部'] },
      { region: ['unknown'] },
      { category: ['no such value'] },
      { level: ['L2'], channel: ['app', 'unknown'], product: ['家居日用'] },
    ]) {
      const { scanned, summed } = await both({ metrics, where }, slices)
      expect(summed).toEqual(scanned)
    }
  })

  test('for ranges that cut weeks and months, and ones of a day', async () => {
    for (const [from, to] of [
      ['2025-11-19', '2025-12-10'],
      ['2025-11-30', '2025-12-01'],
      ['2025-12-05', '2025-12-05'],
      ['2020-01-01', '2026-03-31'],
    ] as const)
      for (const period of [undefined, 'month'] as const) {
        const { scanned, summed } = await both({ metrics: SOME, from, to, period }, [
          [],
          ['channel'],
          ['level', 'store'],
        ])
        expect(summed).toEqual(scanned)
      }
  })

  test('for counts by every dimension of the complaints', async () => {
    const slices = cubedDimensions('complaint').map((name) => [name])
    for (const where of [{}, { category: ['质量缺陷'] }, { handling: ['replace'], weekday: ['1', '2'] }]) {
      const { scanned, summed } = await both({ metrics: ['complaints_received'], where }, slices)
      expect(summed).toEqual(scanned)
    }
  })

  test('with a label in another language as the value', async () => {
    const { scanned, summed } = await both({ metrics: ['complaints_received'], where: { channel: ['电话'] } }, [[]])
    expect(summed).toEqual(scanned)
    expect(scanned[0]?.[0]?.n).toBeGreaterThan(0)
  })
})

test('a dimension that a metric lacks is refused as by a scan', async () => {
  const query = { metrics: ['nps'], ...RANGE }
  const { database, run } = cubed
  await expect(answerSlices(database.connection, run, query, [['status']])).rejects.toMatchObject({ code: 'HY-M-002' })
})

describe('segments', () => {
  test('each day lies in one, which lies in one week and one month', () => {
    for (let day = '2024-01-01'; day < '2026-01-01'; day = addDays(day, 1)) {
      const { start, end } = segmentOf(day)
      expect(start <= day && day <= end).toBe(true)
      expect([segmentOf(start), segmentOf(end)]).toEqual([
        { start, end },
        { start, end },
      ])
      for (const unit of ['week', 'month'] as const) expect(periodOf(start, unit)).toEqual(periodOf(end, unit))
    }
  })

  test.each([
    ['2025-12-01', '2025-12-07', '2025-12-01 2025-12-07', ''],
    ['2025-12-02', '2025-12-07', 'none', '2025-12-02 2025-12-07'],
    ['2025-12-03', '2025-12-16', '2025-12-08 2025-12-14', '2025-12-03 2025-12-07, 2025-12-15 2025-12-16'],
    ['2025-11-24', '2025-12-31', '2025-11-24 2025-12-31', ''],
    ['2025-12-03', '2025-12-04', 'none', '2025-12-03 2025-12-04'],
  ])('%s to %s: whole %s, single days %s', (from, to, whole, edges) => {
    const found = wholeSegments(from, to)
    const text = (range: { from: string; to: string }) => `${range.from} ${range.to}`
    expect(found.whole === null ? 'none' : text(found.whole)).toBe(whole)
    expect(found.edges.map(text).join(', ')).toBe(edges)
  })
})
