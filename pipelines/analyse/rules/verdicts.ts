import type { ControlChart } from '../charts/control-chart.ts'
import type { Direction } from './rule-hits.ts'
import type { RuleSet } from './rule-set.ts'

/** Which way of a metric is good; `none` where nobody said so. */
export type GoodDirection = 'up' | 'down' | 'none'

/** `high` and `low` instead of a judgement where the good direction is not declared; `unknown` without limits. */
export type Variation = 'common' | 'improvement' | 'concern' | 'high' | 'low' | 'unknown'

/** Whether the process as it is will meet its target: always, never, or by chance. `unknown` without target or limits. */
export type Assurance = 'passes' | 'fails' | 'hit_and_miss' | 'unknown'

/** Which way the special cause at a point goes; a point outside the limits decides before a run does. 0: common cause. */
export function specialCause(rules: RuleSet, index: number): Direction {
  const outside = rules['outside_limits']?.part[index] ?? 0
  if (outside !== 0) return outside
  for (const hits of Object.values(rules)) {
    const direction = hits.part[index] ?? 0
    if (direction !== 0) return direction
  }
  return 0
}

/** The variation verdict of the point at `index` (metric-spec M25). Only a declared direction gives a judgement. */
export function variationVerdict(chart: ControlChart, rules: RuleSet, good: GoodDirection, index: number): Variation {
  return (chart.sigma[index] ?? null) === null ? 'unknown' : variationOf(specialCause(rules, index), good)
}

/** A special cause's direction as a judgement: good or bad where the good direction is declared, else high or low. */
export function variationOf(direction: Direction, good: GoodDirection): Exclude<Variation, 'unknown'> {
  if (direction === 0) return 'common'
  if (good === 'none') return direction > 0 ? 'high' : 'low'
  return direction > 0 === (good === 'up') ? 'improvement' : 'concern'
}

/** The assurance verdict of a target against the limits at `index`: outside them it is met or missed consistently. */
export function assuranceVerdict(
  chart: ControlChart,
  target: number | null,
  good: GoodDirection,
  index: number,
): Assurance {
  return assuranceOf(chart.lower[index] ?? null, chart.upper[index] ?? null, target, good)
}

export function assuranceOf(
  low: number | null,
  high: number | null,
  target: number | null,
  good: GoodDirection,
): Assurance {
  if (target === null || low === null || high === null || good === 'none') return 'unknown'
  if (target >= low && target <= high) return 'hit_and_miss'
  return target < low === (good === 'up') ? 'passes' : 'fails'
}
