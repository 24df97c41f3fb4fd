import { describe, expect, test } from 'vitest'
import { changePoint } from '../../../../pipelines/analyse/series/change-point.ts'
import { cusum } from '../../../../pipelines/analyse/series/cusum.ts'
import { invert, solveLinear } from '../../../../pipelines/analyse/series/linear-system.ts'
import { interruptedCounts, poissonRegression } from '../../../../pipelines/analyse/series/poisson-regression.ts'
import { segmentedRegression } from '../../../../pipelines/analyse/series/segmented-regression.ts'

describe('CUSUM', () => {
  test('signals strictly above h, and says since when', () => {
    const options = { target: 0, k: 0.5, h: 4 }
    expect(cusum([0, 0, 2.5, 2.5], options).signal).toBeNull()
    expect(cusum([0, 0, 2.5, 2.5, 0.6], options).signal).toEqual({ index: 4, direction: 1, since: 2 })
    expect(cusum([0, -3, -3], options).signal).toEqual({ index: 2, direction: -1, since: 1 })
  })

  test('a gap leaves the sums as they are', () => {
    expect(cusum([2, null, 2], { target: 0, k: 0.5, h: 4 }).upper).toEqual([1.5, null, 3])
    expect(cusum([], { target: 0, k: 0.5, h: 4 })).toEqual({ upper: [], lower: [], signal: null })
  })
})

describe('change point', () => {
  test('is the first point of the new level', () => {
    expect(changePoint([1, 2, 1, 2, 8, 9, 8])).toMatchObject({ index: 4, before: 1.5 })
    expect(changePoint([1, 2, null, 1, 2, 8, 9, 8])?.index).toBe(5)
  })

  test('needs both sides', () => {
    expect(changePoint([1, 2, 3, 4])).toBeNull()
    expect(changePoint([])).toBeNull()
  })
})

describe('linear systems', () => {
  test('a system that needs pivoting, and one without a solution', () => {
    expect(
      solveLinear(
        [
          [0, 2],
          [4, 0],
        ],
        [6, 8],
      ),
    ).toEqual([2, 3])
    expect(
      invert([
        [1, 2],
        [2, 4],
      ]),
    ).toBeNull()
  })
})

describe('segmented regression', () => {
  test('finds a step in a straight line, and has no errors then', () => {
    const y = Array.from({ length: 20 }, (_one, i) => 3 + 0.5 * (i + 1) + (i >= 10 ? 4 : 0))
    const fit = segmentedRegression(y, { start: 11 })
    expect(fit?.levelChange).toBeCloseTo(4, 9)
    expect(fit?.slopeChange).toBeCloseTo(0, 9)
  })

  test('too few points on a side', () => {
    expect(segmentedRegression([1, 2, 3, 4, 5, 6], { start: 6 })).toBeNull()
    expect(segmentedRegression([], { start: 1 })).toBeNull()
  })
})

describe('Poisson regression', () => {
  test('a rate that halves is a ratio of a half', () => {
    const time = Array.from({ length: 20 }, (_one, i) => i + 1)
    const found = interruptedCounts({
      count: time.map((t) => (t <= 10 ? 40 : 20)),
      exposure: time.map(() => 100),
      time,
      intervention: time.map((t) => (t <= 10 ? 0 : 1)),
    })
    expect(found?.rr).toBeCloseTo(0.5, 6)
  })

  test('nothing counted, no exposure, no full rank', () => {
    const x = [[1], [1], [1]]
    expect(poissonRegression(x, [0, 0, 0], [1, 1, 1])).toBeNull()
    expect(poissonRegression(x, [1, 2, 3], [1, 0, 1])).toBeNull()
    expect(
      poissonRegression(
        [
          [1, 1],
          [1, 1],
          [1, 1],
        ],
        [1, 2, 3],
        [1, 1, 1],
      ),
    ).toBeNull()
  })
})
