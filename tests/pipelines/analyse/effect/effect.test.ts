import { describe, expect, test } from 'vitest'
import { effectVerdict } from '../../../../pipelines/analyse/effect/before-after.ts'
import { comparisonWindows } from '../../../../pipelines/analyse/effect/comparison-windows.ts'
import { differenceInDifferences } from '../../../../pipelines/analyse/effect/difference-in-differences.ts'
import { weeklyDifference } from '../../../../pipelines/analyse/effect/weekly-difference.ts'

const ripe = { nAfter: 200, plannedN: 100, daysAfter: 60, cycleDays: 28 }

describe('verdict', () => {
  test.each([
    [{ estimate: 0.1, low: 0.02, high: 0.18, none: 0 }, 'up', 'improved'],
    [{ estimate: 0.1, low: 0.02, high: 0.18, none: 0 }, 'down', 'worse'],
    [{ estimate: 0.1, low: 0, high: 0.18, none: 0 }, 'up', 'no_evidence'],
    [{ estimate: 0.6, low: 0.4, high: 0.9, none: 1 }, 'down', 'improved'],
    [{ estimate: 0.6, low: 0.4, high: 1.1, none: 1 }, 'down', 'no_evidence'],
    [null, 'up', 'no_evidence'],
  ] as const)('%o with good %s: %s', (change, good, verdict) => {
    expect(effectVerdict(change, good, ripe)).toBe(verdict)
  })

  test('too early below the planned n or one cycle, whatever the numbers', () => {
    const change = { estimate: 0.5, low: 0.4, high: 0.6, none: 0 } as const
    expect(effectVerdict(change, 'up', { ...ripe, nAfter: 99 })).toBe('too_early')
    expect(effectVerdict(change, 'up', { ...ripe, daysAfter: 27 })).toBe('too_early')
  })
})

describe('what is compared', () => {
  const data = { dataFrom: '2025-11-17', dataTo: '2026-11-15' }

  test('the month before the start, and the rest of its month, is no baseline', () => {
    expect(comparisonWindows({ startedOn: '2026-06-22', effectiveOn: '2026-07-06' }, data)).toEqual({
      before: [{ from: '2025-11-17', to: '2026-05-21' }],
      leftOut: { from: '2026-05-22', to: '2026-06-30' },
      after: { from: '2026-07-13', to: '2026-11-15' },
    })
  })

  test('what lies between that and the effect is', () => {
    expect(comparisonWindows({ startedOn: '2026-03-16', effectiveOn: '2026-05-18' }, data)?.before).toEqual([
      { from: '2025-11-17', to: '2026-02-12' },
      { from: '2026-04-01', to: '2026-05-17' },
    ])
  })

  test('without a start the effect counts; with no week left on a side there is nothing', () => {
    const early = comparisonWindows({ startedOn: null, effectiveOn: '2026-05-18' }, data)
    expect(early?.leftOut).toEqual({ from: '2026-04-17', to: '2026-05-17' })
    expect(comparisonWindows({ startedOn: null, effectiveOn: '2026-11-10' }, data)).toBeNull()
    expect(comparisonWindows({ startedOn: null, effectiveOn: '2025-12-01' }, data)).toBeNull()
  })
})

describe('difference in differences', () => {
  test('what happened everywhere is not the pilot', () => {
    const same = { x0: 40, n0: 100, x1: 60, n1: 100 }
    const found = differenceInDifferences(same, same)
    expect(found?.estimate).toBe(0)
    expect(found?.low).toBeCloseTo(-(found?.high ?? 0), 9)
    const pilot = differenceInDifferences(same, { x0: 40, n0: 100, x1: 40, n1: 100 })
    expect(pilot?.estimate).toBeCloseTo(0.2, 12)
    expect(differenceInDifferences(same, { x0: 0, n0: 0, x1: 1, n1: 2 })).toBeNull()
  })

  test('of weekly means too: what the others gained is taken off, and their spread widens the interval', () => {
    const pilot = { before: [4, 5, 4, 5, 4, 5], after: [6, 7, 6, 7, 6, 7] }
    const alone = weeklyDifference(pilot)
    expect(alone?.estimate).toBeCloseTo(2, 12)
    const against = weeklyDifference(pilot, pilot)
    expect(against?.estimate).toBeCloseTo(0, 12)
    expect((against?.high ?? 0) - (against?.low ?? 0)).toBeGreaterThan((alone?.high ?? 0) - (alone?.low ?? 0))
    const steady = weeklyDifference(pilot, { before: [4, 5, 4, 5, 4, 5], after: [4, 5, 4, 5, 4, 5] })
    expect(steady?.estimate).toBeCloseTo(2, 12)
    // Four groups of six weeks with the same variance: 20 degrees of freedom, t = 2.086, error √(4 · 0.05).
    expect((steady?.high ?? 0) - 2).toBeCloseTo(2.0859634 * Math.sqrt(4 * 0.05), 5)
    expect(weeklyDifference(pilot, { before: [4], after: [4, 5] })).toBeNull()
  })
})
