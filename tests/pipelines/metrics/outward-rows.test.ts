import { expect, test } from 'vitest'
import { metricDefinition } from '../../../pipelines/metrics/catalogue.ts'
import { metricRow } from '../../../pipelines/metrics/metric-row.ts'
import { outwardRows } from '../../../pipelines/metrics/outward-rows.ts'

const row = (metric: string, a: number, b: number, slice = 'x') =>
  metricRow(metricDefinition(metric), { a, b, c: 0 }, null, { channel: slice }, true)

test('a small count is hidden, and the next smallest with it, since the total is known', () => {
  const counts = [
    row('complaints_received', 57, 57, 'phone'),
    row('complaints_received', 3, 3, 'email'),
    row('complaints_received', 40, 40, 'chat'),
    row('complaints_received', 0, 1, 'shop'),
  ]
  expect(outwardRows(counts).map(({ value, suppressed }) => [value, suppressed])).toEqual([
    [57, null],
    [null, 'small_cell'],
    [null, 'secondary_cell'],
    [0, null],
  ])
})

// The published cases of metric-spec M18.
test.each([
  [15, 40, 'unreliable'],
  [1, 60, 'unreliable'],
  [24, 120, null],
  [0, 40, null],
  [3, 25, 'unreliable'],
])('a share of %i in %i: %s', (k, n, reason) => {
  const [outward] = outwardRows([row('escalation_rate', k, n)])
  expect(outward?.suppressed).toBe(reason)
  expect(outward?.value).toBe(reason === null ? k / n : null)
})

test('rates of fewer than ten events, means of fewer than thirty answers', () => {
  expect(outwardRows([row('complaint_rate_orders', 9, 1000)])[0]?.suppressed).toBe('unreliable')
  expect(outwardRows([row('complaint_rate_orders', 274, 332_213)])[0]?.suppressed).toBeNull()
  expect(outwardRows([row('csat_mean', 29, 120)])[0]?.suppressed).toBe('unreliable')
  expect(outwardRows([row('csat_mean', 30, 120)])[0]?.suppressed).toBeNull()
})
