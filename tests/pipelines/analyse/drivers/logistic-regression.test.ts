import { expect, test } from 'vitest'
import { areaUnderCurve } from '../../../../pipelines/analyse/drivers/area-under-curve.ts'
import { bootstrapCoefficients } from '../../../../pipelines/analyse/drivers/bootstrap-coefficients.ts'
import { fitLogistic, type SparseRows } from '../../../../pipelines/analyse/drivers/logistic-regression.ts'
import { seededRandom } from '../../../../pipelines/analyse/text/seeded-random.ts'

/** Spector & Mazzeo 1980: GPA, TUCE, PSI, and whether the grade improved (Greene, Econometric Analysis, table 21.1). */
const SPECTOR = `2.66 20 0 0|2.89 22 0 0|3.28 24 0 0|2.92 12 0 0|4.00 21 0 1|2.86 17 0 0|2.76 17 0 0|2.87 21 0 0|3.03 25 0 0|3.92 29 0 1|2.63 20 0 0|3.32 23 0 0|3.57 23 0 0|3.26 25 0 1|3.53 26 0 0|2.74 19 0 0|2.75 25 0 0|2.83 19 0 0|3.12 23 1 0|3.16 25 1 1|2.06 22 1 0|3.62 28 1 1|2.89 14 1 0|3.51 26 1 0|3.54 24 1 1|2.83 27 1 1|3.39 17 1 1|2.67 24 1 0|3.65 21 1 1|4.00 23 1 1|3.10 21 1 0|2.39 19 1 1`
const spector = SPECTOR.split('|').map((line) => line.split(' ').map(Number))

function rowsOf(table: readonly (readonly number[])[]): SparseRows {
  const width = table[0]?.length ?? 0
  return {
    width,
    offsets: Int32Array.from({ length: table.length + 1 }, (_, row) => row * width),
    columns: Int32Array.from(table.flatMap((row) => row.map((_, column) => column))),
    values: Float64Array.from(table.flat()),
  }
}

const rows = rowsOf(spector.map((row) => row.slice(0, 3)))
const outcomes = Uint8Array.from(spector, (row) => row[3] ?? 0)

test('coefficients as published: −13.021, 2.826, 0.0952, 2.379', () => {
  const beta = fitLogistic(rows, outcomes, { penalty: 0 })
  expect([...(beta ?? [])].map((value) => Number(value.toFixed(4)))).toEqual([-13.0213, 2.8261, 0.0952, 2.3787])
})

test('with one column of 0 and 1 the coefficient is the logarithm of the odds ratio', () => {
  const counts = [
    [0, 0, 30],
    [0, 1, 10],
    [1, 0, 20],
    [1, 1, 40],
  ] as const
  const list = counts.flatMap(([x, y, times]) => Array.from({ length: times }, () => [x, y] as const))
  const beta = fitLogistic(
    rowsOf(list.map(([x]) => [x])),
    Uint8Array.from(list, ([, y]) => y),
    { penalty: 0 },
  )
  expect(beta?.[1]).toBeCloseTo(Math.log((40 * 30) / (20 * 10)), 8)
})

test('a penalty keeps a column finite that tells all rows apart; without one there is no answer or a huge one', () => {
  const table = rowsOf([[0], [0], [1], [1]])
  const apart = Uint8Array.from([0, 0, 1, 1])
  expect(fitLogistic(table, apart, { penalty: 1 })?.[1]).toBeLessThan(3)
  expect(Math.abs(fitLogistic(table, apart, { penalty: 0 })?.[1] ?? Number.POSITIVE_INFINITY)).toBeGreaterThan(10)
})

test('weights are as good as rows repeated or left out', () => {
  const weights = Float64Array.from(outcomes, (_, row) => row % 3)
  const repeated = spector.flatMap((row, at) => Array.from({ length: at % 3 }, () => row))
  const whole = fitLogistic(
    rowsOf(repeated.map((row) => row.slice(0, 3))),
    Uint8Array.from(repeated, (row) => row[3] ?? 0),
    { penalty: 1 },
  )
  const weighed = fitLogistic(rows, outcomes, { penalty: 1, weights })
  for (const [k, value] of (whole ?? []).entries()) expect(weighed?.[k]).toBeCloseTo(value, 6)
})

test('bootstrap intervals hold the truth, repeat, and are as wide as theory says', () => {
  const random = seededRandom(11)
  const table = Array.from({ length: 1500 }, () => [random() < 0.4 ? 1 : 0, random() + random() + random() - 1.5])
  const truth = [-0.5, 0.8, -0.6]
  const drawn = Uint8Array.from(table, ([a = 0, b = 0]) =>
    random() < 1 / (1 + Math.exp(-((truth[0] ?? 0) + (truth[1] ?? 0) * a + (truth[2] ?? 0) * b))) ? 1 : 0,
  )
  const design = rowsOf(table)
  const beta = fitLogistic(design, drawn, { penalty: 1 }) ?? new Float64Array()
  const intervals = bootstrapCoefficients(design, drawn, beta, 1)
  expect(bootstrapCoefficients(design, drawn, beta, 1)).toEqual(intervals)
  for (const [k, { low, high }] of intervals.entries()) {
    expect(low).toBeLessThan(truth[k] ?? 0)
    expect(high).toBeGreaterThan(truth[k] ?? 0)
  }
  expect(intervals[1]?.standardError).toBeGreaterThan(0.09)
  expect(intervals[1]?.standardError).toBeLessThan(0.13)
})

test('the area under the curve counts pairs, equal scores half', () => {
  const scores = Float64Array.from([0.1, 0.4, 0.4, 0.8, 0.3])
  const told = Uint8Array.from([0, 0, 1, 1, 1])
  // Pairs of the three with the two: 0.4 > 0.1, 0.4 = 0.4, 0.8 twice, 0.3 > 0.1, 0.3 < 0.4.
  expect(areaUnderCurve(scores, told)?.auc).toBeCloseTo((1 + 0.5 + 2 + 1 + 0) / 6, 12)
  expect(areaUnderCurve(scores, new Uint8Array(5))).toBeNull()
})
