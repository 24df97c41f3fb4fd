import { Z_975 } from '../../metrics/distributions.ts'
import { rateRatio } from '../../metrics/exposure-rate.ts'
import { isKnown, type Series } from '../charts/control-chart.ts'
import { interruptedCounts, poissonRegression } from '../series/poisson-regression.ts'
import type { EstimatedChange } from './before-after.ts'

export interface CountEffect extends EstimatedChange {
  readonly method: 'quasi_poisson' | 'exact_poisson' | 'difference_in_differences'
  readonly dispersion: number | null
}

/** A count by period: `time` counts periods from the first, `isAfter` tells on which side of the change. */
export interface CountPoint {
  readonly count: number
  readonly time: number
  readonly isAfter: boolean
}

/** Points that a regression needs on each side (metric-spec M28). */
export const LEAST_POINTS = 8

/** What a side without any case counts for, so that the ratio and its interval have an end (Haldane 1956). */
const HALF_A_CASE = 0.5

/**
 * Ratio of counts after an action to those before: a quasi-Poisson regression with a level change and a common trend where
 * both sides have eight periods, so that a trend that was there anyway is not taken for the action's doing; otherwise the
 * exact ratio of two Poisson rates. A side without any case has half a one, spread over its periods. Null where nothing was
 * counted on either.
 */
export function countEffect(points: readonly CountPoint[]): CountEffect | null {
  const after = points.filter(({ isAfter }) => isAfter)
  const before = points.filter(({ isAfter }) => !isAfter)
  const sum = (side: readonly CountPoint[]) => side.reduce((total, { count }) => total + count, 0)
  const [casesAfter, casesBefore] = [sum(after), sum(before)]
  if (casesAfter + casesBefore === 0) return null
  if (Math.min(after.length, before.length) >= LEAST_POINTS) {
    const added = (isAfter: boolean) => {
      const [cases, side] = isAfter ? [casesAfter, after] : [casesBefore, before]
      return cases === 0 ? HALF_A_CASE / side.length : 0
    }
    const fit = interruptedCounts({
      count: points.map(({ count, isAfter }) => count + added(isAfter)),
      exposure: points.map(() => 1),
      time: points.map(({ time }) => time),
      intervention: points.map(({ isAfter }) => (isAfter ? 1 : 0)),
    })
    // Less than chance alone is chance too: an interval narrower than Poisson's would claim too much.
    if (fit !== null) return { ...widened(fit), method: 'quasi_poisson', dispersion: fit.dispersion }
  }
  return exactRatio([casesAfter, casesBefore], [after.length, before.length])
}

/**
 * How the counts of a pilot changed, by how those outside of it did meanwhile: a ratio of two ratios, from one quasi-Poisson
 * regression with a level of each group before and after and a trend in common. Null where a group has fewer than eight
 * periods on a side, or nothing was counted in it.
 */
export function countDifference(pilot: readonly CountPoint[], rest: readonly CountPoint[]): CountEffect | null {
  const rows = [pilot, rest].flatMap((group, index) => {
    const sides = [true, false].map((isAfter) => group.filter((point) => point.isAfter === isAfter))
    return sides.map((side) => ({
      side,
      isPilot: index === 0 ? 1 : 0,
      cases: side.reduce((sum, { count }) => sum + count, 0),
    }))
  })
  const isEmpty = (isPilot: number) => rows.every((row) => row.isPilot !== isPilot || row.cases === 0)
  if (rows.some(({ side }) => side.length < LEAST_POINTS) || isEmpty(0) || isEmpty(1)) return null
  const points = rows.flatMap(({ side, isPilot, cases }) =>
    side.map((point) => ({
      count: point.count + (cases === 0 ? HALF_A_CASE / side.length : 0),
      row: [1, isPilot * Number(point.isAfter), Number(point.isAfter), isPilot, point.time],
    })),
  )
  const fit = poissonRegression(
    points.map(({ row }) => row),
    points.map(({ count }) => count),
    points.map(() => 1),
  )
  if (fit === null) return null
  const half = Z_975 * (fit.errors[1] ?? Number.NaN)
  const change = fit.coefficients[1] ?? Number.NaN
  const bounds = { rr: Math.exp(change), low: Math.exp(change - half), high: Math.exp(change + half) }
  const { dispersion } = fit
  return { ...widened({ ...bounds, dispersion }), method: 'difference_in_differences', dispersion }
}

function exactRatio(cases: readonly [number, number], periods: readonly [number, number]): CountEffect | null {
  const found = { none: 1, method: 'exact_poisson', dispersion: null } as const
  const { ratio, low, high } = rateRatio(cases, periods)
  if (ratio !== null && low !== null && high !== null) return { estimate: ratio, low, high, ...found }
  if (periods.includes(0)) return null
  // Nothing before: the exact interval has no end, that on the logarithmic scale with half a case has one.
  const estimate = cases[0] / periods[0] / (HALF_A_CASE / periods[1])
  const factor = Math.exp(Z_975 * Math.sqrt(1 / cases[0] + 1 / HALF_A_CASE))
  return { estimate, low: estimate / factor, high: estimate * factor, ...found }
}

/** Counts of a series as points; gaps and periods on neither side fall out. */
export function countPoints(counts: Series, side: (index: number) => 'before' | 'after' | null): CountPoint[] {
  return counts.flatMap((count, time) => {
    const own = side(time)
    return !isKnown(count) || own === null ? [] : [{ count, time, isAfter: own === 'after' }]
  })
}

function widened({ rr, low, high, dispersion }: { rr: number; low: number; high: number; dispersion: number }) {
  const factor = dispersion < 1 && dispersion > 0 ? 1 / Math.sqrt(dispersion) : 1
  const [down, up] = [Math.log(rr / low) * factor, Math.log(high / rr) * factor]
  return { estimate: rr, low: rr * Math.exp(-down), high: rr * Math.exp(up), none: 1 as const }
}
