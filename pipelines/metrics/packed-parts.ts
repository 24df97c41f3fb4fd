import type { FactMetric } from './catalogue.ts'
import { partsOf } from './metric-parts.ts'

/** Three counters in one BIGINT a row, so that one sum counts three conditions: fields of 31, 31 and the upper bits. */
const SECOND = '2147483648'
const THIRD = '4611686018427387904'
const MASK = '2147483647'

/** A metric's sums for a scan of many metrics: what is summed, one alias each, and how a, b and c are read from the sums. */
export interface PackedParts {
  /** Values of a row that are summed, by alias. */
  readonly summed: ReadonlyMap<string, string>
  /** SQL of a, b and c over the aliases' sums, `sum_<alias>`, or aggregates of their own. */
  readonly parts: readonly string[]
}

/**
 * The sums of a metric with conditions packed. The same numbers as `partsOf`, several times faster where many metrics
 * share a scan; sums of 2³¹ rows and more would overflow a field.
 */
export function packedParts(definition: FactMetric, alias: string): PackedParts {
  const scope = definition.where
  const scoped = (value: string) => (scope === undefined ? value : `case when ${scope} then ${value} else 0 end`)
  switch (definition.kind) {
    case 'share':
      return counters(scoped(shareWeight(definition)), alias)
    case 'count': {
      const { known } = definition
      const matching = scope === undefined ? '1' : `case when ${scope} then 1 else 0 end`
      const knowing = known === undefined ? SECOND : `case when ${known} then ${SECOND} else 0 end`
      const { summed, parts } = counters(`${matching} + ${knowing}`, alias)
      return { summed, parts: [...parts.slice(0, 2), 'sum_rows'] }
    }
    case 'nps': {
      const [valid = '', positive = '', negative = ''] = partsOf(definition).map(conditionOf)
      const ends = `case when ${positive} then ${Number(SECOND) + 1} when ${negative} then ${THIRD} + 1 else 1 end`
      return counters(`case when ${valid} then ${ends} else 0 end`, alias)
    }
    default:
      return { summed: new Map(), parts: partsOf(definition) }
  }
}

function counters(weight: string, alias: string): PackedParts {
  const sum = `sum_${alias}`
  return {
    summed: new Map([[alias, weight]]),
    parts: [`${sum} & ${MASK}`, `(${sum} >> 31) & ${MASK}`, `${sum} >> 62`],
  }
}

/** Numerator, denominator and pending of a row; a clock's states are told apart in one step. */
function shareWeight(definition: FactMetric & { kind: 'share' }): string {
  const both = String(Number(SECOND) + 1)
  const { status, numerator, denominator, pending } = definition
  if (status !== undefined)
    return `case ${status} when 'met' then ${both} when 'missed' then ${SECOND} when 'overdue_open' then ${SECOND} when 'pending' then ${THIRD} else 0 end`
  const parts = `case when ${denominator} then case when ${numerator} then ${both} else ${SECOND} end else 0 end`
  return pending === undefined ? parts : `${parts} + case when ${pending} then ${THIRD} else 0 end`
}

/** The condition of `count(*) filter (where …)`. */
function conditionOf(aggregate: string): string {
  return aggregate.replace(/^count\(\*\) filter \(where /, '').replace(/\)$/, '')
}
