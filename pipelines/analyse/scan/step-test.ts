import { chiSquaredUpper } from '../../metrics/distributions.ts'
import { rateRatio } from '../../metrics/exposure-rate.ts'
import { isKnown, type Series } from '../charts/control-chart.ts'
import { laneySigmaZ } from '../charts/laney-charts.ts'
import { fisherExact } from '../compare/fisher-exact.ts'
import { changePoint } from '../series/change-point.ts'

export interface Step {
  /** First point of the new level, counted from 0. */
  readonly index: number
  readonly x0: number
  readonly n0: number
  readonly x1: number
  readonly n1: number
  /** For the most probable of all places, which is looked for in the data: Bonferroni over the places. */
  readonly pValue: number
}

/**
 * Tests whether a series of shares (`x` of `n`), or of counts (`n` null: periods of equal length), changed its level
 * anywhere, and where most probably. The p-value of the best split, by χ² divided by what the points vary beyond chance
 * (σ_z²) or by the exact test, whichever claims less, times the number of places that were tried: an upper bound. Null below eight points or without variation.
 */
export function stepTest(x: Series, n: Series | null): Step | null {
  const size = n ?? x.map((value) => (isKnown(value) ? 1 : null))
  const values = x.map((value, i) => {
    const own = size[i]
    return isKnown(value) && isKnown(own) && own > 0 ? value / own : null
  })
  const known = values.flatMap((value, i) => (value === null ? [] : [i]))
  const found = known.length < 8 ? null : changePoint(values, size, LEAST)
  if (found === null) return null
  const before = sums(x, size, (i) => i < found.index && values[i] !== null)
  const after = sums(x, size, (i) => i >= found.index && values[i] !== null)
  const level = (before.x + after.x) / (before.n + after.n)
  const variance = n === null ? level : level * (1 - level)
  if (variance <= 0) return null
  const z = values.map((value, i) => (value === null ? null : (value - level) / Math.sqrt(variance / (size[i] ?? 1))))
  const spread = Math.max(1, laneySigmaZ(z) ?? 1) ** 2
  const places = known.length - 2 * LEAST + 1
  const chiSquared = chiSquaredUpper(found.gain / variance / spread, 1)
  // Where few events are expected χ² claims too much; the exact test does not.
  const exact =
    n === null
      ? (rateRatio([after.x, before.x], [after.n, before.n]).pValue ?? 1)
      : fisherExact(before.x, before.n - before.x, after.x, after.n - after.x)
  const pValue = Math.min(1, places * Math.max(chiSquared, exact))
  return { index: found.index, x0: before.x, n0: before.n, x1: after.x, n1: after.n, pValue }
}

/** Points that a level needs on each side. */
const LEAST = 4

function sums(x: Series, n: Series, isIn: (index: number) => boolean): { x: number; n: number } {
  let [events, size] = [0, 0]
  for (const [index, value] of x.entries()) {
    if (!isIn(index)) continue
    events += value ?? 0
    size += n[index] ?? 0
  }
  return { x: events, n: size }
}
