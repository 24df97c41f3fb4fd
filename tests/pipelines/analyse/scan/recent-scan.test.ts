import { expect, test } from 'vitest'
import { recentScanRows } from '../../../../pipelines/analyse/marts/scan-rows.ts'
import type { SegmentValue, SpanValue } from '../../../../pipelines/analyse/marts/segment-values.ts'
import { metricDefinition } from '../../../../pipelines/metrics/catalogue.ts'

const OPTIONS = { smallestSegment: 30, falseDiscoveryRate: 0.05 }

function side(x: number, n: number, more: Partial<SpanValue> = {}): SpanValue {
  return { x, n, value: n === 0 ? null : x / n, standardError: null, isOpen: false, ...more }
}

function segment(metric: string, member: string | null, before: SpanValue, after: SpanValue): SegmentValue {
  return {
    definition: metricDefinition(metric),
    dimension: member === null ? null : 'channel',
    member,
    spans: [
      { from: '2026-01-05', to: '2026-02-01' },
      { from: '2026-02-02', to: '2026-03-01' },
    ],
    before,
    after,
  }
}

const METRIC = 'first_response_on_time'

test('a segment that only changed as the whole did follows it, and is ranked behind what is of its own', () => {
  const rows = recentScanRows(
    [
      segment(METRIC, null, side(9000, 10000), side(8000, 10000)),
      segment(METRIC, 'phone', side(4500, 5000), side(4000, 5000)),
      segment(METRIC, 'chat', side(450, 500), side(300, 500)),
    ],
    [],
    OPTIONS,
  )
  expect(rows.map(({ member, follows_whole: follows, judgement }) => [member, follows, judgement])).toEqual([
    [null, false, 'concern'],
    ['chat', false, 'concern'],
    ['phone', true, 'concern'],
  ])
})

test('what is still open is not compared, and quiet rows stay only of metrics that are followed', () => {
  const quiet = segment(METRIC, 'phone', side(900, 1000), side(901, 1000))
  const open = segment(METRIC, 'chat', side(900, 1000), side(500, 600, { isOpen: true }))
  expect(recentScanRows([quiet, open], [], OPTIONS)).toEqual([])
  const [row, ...others] = recentScanRows([quiet, open], [METRIC], OPTIONS)
  expect(others).toEqual([])
  expect(row).toMatchObject({ member: 'phone', is_flagged: false, tests: 1 })
})

test('a rate needs events, however large its exposure is', () => {
  const rate = (x0: number, x1: number) =>
    segment('complaint_rate_orders', 'phone', side(x0, 1e6, { value: x0 / 1000 }), side(x1, 1e6, { value: x1 / 1000 }))
  expect(recentScanRows([rate(5, 20)], ['complaint_rate_orders'], OPTIONS)).toEqual([])
  const [row] = recentScanRows([rate(100, 200)], ['complaint_rate_orders'], OPTIONS)
  expect(row).toMatchObject({ is_flagged: true, judgement: 'concern' })
})

test('a count is told as the part of all that the segment is', () => {
  const rows = recentScanRows(
    [
      segment('complaints_received', 'chat', side(100, 0), side(250, 0)),
      segment('complaints_received', 'phone', side(400, 0), side(400, 0)),
    ],
    [],
    OPTIONS,
  )
  expect(rows[0]).toMatchObject({ is_share_of_all: true, denominator_before: 500, denominator_after: 650 })
})
