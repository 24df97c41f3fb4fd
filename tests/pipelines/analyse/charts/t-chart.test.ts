import { afterAll, beforeAll, expect, test } from 'vitest'
import { chartedSeries } from '../../../../pipelines/analyse/charts/charted-series.ts'
import { tChart } from '../../../../pipelines/analyse/charts/t-chart.ts'
import { wholeSeries } from '../../../../pipelines/analyse/marts/series-of-run.ts'
import { signalRows } from '../../../../pipelines/analyse/marts/signal-rows.ts'
import { seededRandom } from '../../../../pipelines/analyse/text/seeded-random.ts'
import { LOCALES } from '../../../../pipelines/core/locale.ts'
import { metricDefinition } from '../../../../pipelines/metrics/catalogue.ts'
import { signalReading } from '../../../../pipelines/metrics/reading.ts'
import type { Database } from '../../../../pipelines/warehouse/database.ts'
import { execute } from '../../../../pipelines/warehouse/query.ts'
import { factsInMemory } from '../facts-in-memory.ts'

const RUN = { runId: '', asOf: '2026-01-05T00:00:00Z', timezone: 'Asia/Shanghai', organisation: {}, version: '0' }
const day = (number: number) => new Date(Date.UTC(2024, 0, 1) + number * 86_400_000).toISOString().slice(0, 10)
let database: Database

/** Two years with a complaint a week; eighteen major ones 30 to 50 days apart, then six that come every other day. */
const MAJOR = [...Array.from({ length: 18 }, (_, at) => at * 36 + (at % 3) * 7), 640, 642, 644, 646, 648, 650]

beforeAll(async () => {
  database = await factsInMemory()
  const rows = [
    ...Array.from({ length: 104 }, (_, week) => [day(7 * week), 'false']),
    ...MAJOR.map((at) => [day(at), 'true']),
  ]
  await execute(
    database.connection,
    `insert into facts.complaint by name
    select 'C' || row_number() over () as complaint_id, cast(day as date) as received_on, cast(major as boolean) as is_major
    from (values ${rows.map(([on, major]) => `('${on}', '${major}')`).join(', ')}) as rows(day, major)`,
  )
})

afterAll(() => database[Symbol.asyncDispose]())

test('limits are those of an XmR chart of the times to the power 1/3.6', () => {
  const times = [12, 30, 5, 44, 20, 61, 9, 33]
  const powered = times.map((time) => time ** (1 / 3.6))
  const mean = powered.reduce((sum, value) => sum + value, 0) / powered.length
  const ranges = powered.slice(1).map((value, at) => Math.abs(value - (powered[at] ?? 0)))
  const range = ranges.reduce((sum, value) => sum + value, 0) / ranges.length
  const chart = tChart(times)
  expect(chart.centre).toBeCloseTo(mean, 12)
  expect(chart.upper[0]).toBeCloseTo(mean + 2.66 * range, 12)
  const periods = times.map((value, at) => ({ period: day(at), x: 1, n: null, value }))
  expect(chartedSeries('gap', periods).points[0]?.upper).toBeCloseTo((mean + 2.66 * range) ** 3.6, 8)
})

test('events at a steady rate alarm about as seldom as other charts of 24 points', () => {
  const random = seededRandom(3)
  const alarms = Array.from({ length: 300 }, () => {
    const periods = Array.from({ length: 24 }, (_, at) => ({
      period: day(at),
      x: 1,
      n: null,
      value: -20 * Math.log(1 - random()),
    }))
    return chartedSeries('gap', periods).points.some(({ rules }) => rules.includes('outside_limits'))
  }).filter(Boolean).length
  expect(alarms / 300).toBeLessThan(0.06 + 2 * Math.sqrt((0.06 * 0.94) / 300))
})

test('a rare count is charted by the days between its events, and shorter ones are a concern', async () => {
  const definition = metricDefinition('major_complaints')
  const [series] = await wholeSeries(database.connection, RUN, [definition], false)
  expect(series).toMatchObject({ measure: 'gap', unit: 'day' })
  expect(series?.periods).toHaveLength(MAJOR.length - 1)
  const rows = signalRows(series ?? expect.fail(), { rules: 'nhs', rebases: [] })
  const latest = rows.at(-1) ?? {}
  expect(latest).toMatchObject({ chart: 't', metric_value: 2, variation: 'concern', target: null, is_latest: true })
  expect(signalReading('en', latest)).toMatch(
    /latest event on 12 Oct 2025; days since the one before: 2, a signal on the unfavourable side .* limits of 5 to 61\.$/,
  )
  for (const locale of LOCALES) expect(signalReading(locale, latest)).not.toMatch(/[{}]|undefined|NaN/)
})
