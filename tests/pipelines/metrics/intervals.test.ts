import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { meanInterval, npsInterval, poissonInterval, wilsonInterval } from '../../../pipelines/metrics/intervals.ts'

interface Vector {
  id: string
  metric: string
  inputs: Record<string, unknown>
  expected: Record<string, number | null>
  tolerance: number
}

const VECTORS = join(import.meta.dirname, '../../../../shared/metrics/vectors.json')
const vectors = existsSync(VECTORS) ? (JSON.parse(readFileSync(VECTORS, 'utf8')) as Vector[]) : []
const near = (got: number | undefined, expected: number | null | undefined, tolerance: number) => {
  if (typeof expected !== 'number') return
  expect(Math.abs((got ?? Number.NaN) - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)))
}

// Newcombe 1998, Statistics in Medicine 17:857, table I.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('Wilson %i of %i', (k, n, low, high) => {
  const interval = wilsonInterval(k, n)
  expect(interval?.low).toBeCloseTo(low, 4)
  expect(interval?.high).toBeCloseTo(high, 4)
})

test('no interval without data', () => {
  expect(wilsonInterval(0, 0)).toBeNull()
  expect(meanInterval(1, 5, 25)).toBeNull()
  expect(npsInterval(0, 0, 0)).toBeNull()
})

test.each([
  [0, 0, 3.688879],
  [1, 0.025318, 5.571643],
  [138, 115.936912, 163.039732],
])('exact Poisson %i', (events, low, high) => {
  expect(poissonInterval(events).low).toBeCloseTo(low, 5)
  expect(poissonInterval(events).high).toBeCloseTo(high, 5)
})

describe.skipIf(vectors.length === 0)('reference vectors (need ../shared/metrics)', () => {
  test.each(
    vectors.filter(
      (vector) => vector.metric === 'csat' && vector.inputs['counts'] !== undefined && vector.inputs['scale_max'] === 5,
    ),
  )('$id', ({ inputs, expected, tolerance }) => {
    const counts = Object.entries(inputs['counts'] as Record<string, number>).map(
      ([score, count]) => [Number(score), count] as const,
    )
    const sum = (weigh: (score: number) => number) =>
      counts.reduce((total, [score, count]) => total + count * weigh(score), 0)
    const n = sum(() => 1)
    const top2 = wilsonInterval(
      sum((score) => (score >= 4 ? 1 : 0)),
      n,
    )
    near((top2?.low ?? Number.NaN) * 100, expected['top2box_wilson_low_pct'], tolerance)
    near((top2?.high ?? Number.NaN) * 100, expected['top2box_wilson_high_pct'], tolerance)
    const mean = meanInterval(
      n,
      sum((score) => score),
      sum((score) => score * score),
    )
    near(mean?.low, expected['mean_ci_low'], tolerance)
    near(mean?.high, expected['mean_ci_high'], tolerance)
  })

  test.each(vectors.filter((vector) => vector.metric === 'nps' && vector.expected['adjwald_low'] !== undefined))(
    '$id',
    ({ inputs, expected, tolerance }) => {
      const [promoters, passives, detractors] = ['promoters', 'passives', 'detractors'].map((name) =>
        Number(inputs[name] ?? 0),
      )
      const interval = npsInterval(
        promoters ?? 0,
        detractors ?? 0,
        (promoters ?? 0) + (passives ?? 0) + (detractors ?? 0),
      )
      near(interval?.low, expected['adjwald_low'], tolerance)
      near(interval?.high, expected['adjwald_high'], tolerance)
    },
  )

  test.each(vectors.filter((vector) => vector.metric === 'complaint_rate' && vector.inputs['exposure'] !== 0))(
    '$id',
    ({ inputs, expected, tolerance }) => {
      const scale = Number(inputs['per'] ?? 1000) / Number(inputs['exposure'])
      const interval = poissonInterval(Number(inputs['complaints']))
      near(interval.low * scale, expected['low'], tolerance)
      near(interval.high * scale, expected['high'], tolerance)
    },
  )
})
