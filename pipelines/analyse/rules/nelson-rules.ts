import type { Series } from '../charts/control-chart.ts'
import { type Direction, directionOf, overKnown, type RuleHits, runs } from './rule-hits.ts'
import type { RuleSet } from './rule-set.ts'
import { onOneSide, trend } from './runs-and-trends.ts'
import { beyondZone, outsideLimits } from './zones.ts'

/** Nelson's eight rules (Nelson 1984); `z` in sigmas from the centre, `values` for trend and alternation. */
export function nelsonRules(z: Series, values: Series): RuleSet {
  return {
    outside_limits: overKnown(z, outsideLimits),
    shift_9: overKnown(z, (known) => onOneSide(known, 9)),
    trend_6: overKnown(values, (known) => trend(known, 6)),
    alternating_14: overKnown(values, (known) => alternating(known, 14)),
    two_of_three: overKnown(z, (known) => beyondZone(known, 2, 3, 2)),
    four_of_five: overKnown(z, (known) => beyondZone(known, 4, 5, 1)),
    hugging_15: overKnown(z, (known) => hugging(known, 15)),
    mixture_8: overKnown(z, (known) => mixture(known, 8)),
  }
}

/** `length` points that go up and down by turns: `length − 2` changes of direction in a row. */
export function alternating(values: readonly number[], length: number): RuleHits {
  const steps = values.map((value, index) => (index === 0 ? 0 : value - (values[index - 1] ?? value)))
  const turns = steps.map((step, index): Direction => (index > 1 && step * (steps[index - 1] ?? 0) < 0 ? 1 : 0))
  return runs(turns, length - 2, 2)
}

/** `length` points in a row within one sigma of the centre. */
export function hugging(z: readonly number[], length: number): RuleHits {
  return runs(
    z.map((value): Direction => (Math.abs(value) <= 1 ? 1 : 0)),
    length,
  )
}

/** `length` points in a row beyond one sigma, on both sides of the centre. */
export function mixture(z: readonly number[], length: number): RuleHits {
  const completes = z.map((): Direction => 0)
  const part = z.map((): Direction => 0)
  for (let end = length - 1; end < z.length; end += 1) {
    const window = z.slice(end - length + 1, end + 1)
    if (window.some((value) => Math.abs(value) <= 1)) continue
    if (new Set(window.map(directionOf)).size < 2) continue
    completes[end] = 1
    part.fill(1, end - length + 1, end + 1)
  }
  return { completes, part }
}
