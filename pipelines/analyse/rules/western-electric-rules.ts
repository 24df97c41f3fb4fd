import type { Series } from '../charts/control-chart.ts'
import { overKnown } from './rule-hits.ts'
import type { RuleSet } from './rule-set.ts'
import { onOneSide } from './runs-and-trends.ts'
import { beyondZone, outsideLimits } from './zones.ts'

/** The four Western Electric rules; `z` in sigmas from the centre. Checked against qcc 3.0. */
export function westernElectricRules(z: Series): RuleSet {
  return {
    outside_limits: overKnown(z, outsideLimits),
    two_of_three: overKnown(z, (known) => beyondZone(known, 2, 3, 2)),
    four_of_five: overKnown(z, (known) => beyondZone(known, 4, 5, 1)),
    shift_8: overKnown(z, (known) => onOneSide(known, 8)),
  }
}
