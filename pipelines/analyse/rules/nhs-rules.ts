import type { Series } from '../charts/control-chart.ts'
import { directionOf, overKnown } from './rule-hits.ts'
import type { RuleSet } from './rule-set.ts'
import { onOneSide, trend } from './runs-and-trends.ts'
import { outsideLimits, twoOfThreeOuter } from './zones.ts'

/** The four rules of NHS "Making Data Count" (metric-spec M25); `z` in sigmas from the centre, `values` for the trend. */
export function nhsRules(z: Series, values: Series): RuleSet {
  return {
    outside_limits: overKnown(z, outsideLimits),
    shift_7: overKnown(z, (known) => onOneSide(known, 7)),
    trend_7: overKnown(values, (known) => trend(known, 7)),
    two_of_three: overKnown(z, (known) =>
      twoOfThreeOuter(
        known.map((value) => Math.abs(value) > 2 && Math.abs(value) <= 3),
        known.map(directionOf),
      ),
    ),
  }
}
