import { metricDefinition } from '../../metrics/catalogue.ts'
import type { MetricCells } from '../figures/metric-cells.ts'
import type { Words } from '../words.ts'

const SIGNS = { '>=': '≥', '>': '>', '<=': '≤', '<': '<' } as const

const NO_BREAK = '\u00a0'

/** Such as `≥ 90.0%`, never broken; empty where the metric has no target. */
export function targetText(words: Words, metric: string): string {
  const { target } = metricDefinition(metric)
  return target === undefined ? '' : `${SIGNS[target.comparator]}${NO_BREAK}${words.number(metric, target.value)}`
}

/** The verdict by the interval, and where that leaves it open, on which side the value stands (metric-spec M17). */
export function verdictText(
  words: Words,
  { metric, value, verdict, tier }: Pick<MetricCells, 'metric' | 'value' | 'verdict' | 'tier'>,
): { text: string; isBad: boolean; isClear: boolean } {
  if (verdict === null || value === null || tier === 'too_few') {
    return { text: words.say('verdict.none'), isBad: false, isClear: false }
  }
  if (verdict !== 'not_distinguishable') {
    return { text: words.say(`verdict.${verdict}`), isBad: verdict === 'below', isClear: true }
  }
  const key = isReached(metric, value) ? 'reached_unsure' : 'short_unsure'
  return { text: words.say(`verdict.${key}`), isBad: false, isClear: false }
}

function isReached(metric: string, value: number): boolean {
  const { target } = metricDefinition(metric)
  switch (target?.comparator) {
    case '>=':
      return value >= target.value
    case '>':
      return value > target.value
    case '<=':
      return value <= target.value
    case '<':
      return value < target.value
    case undefined:
      return false
  }
}
