import type { FactMetric } from './catalogue.ts'

/**
 * SQL aggregates that make a metric up. Count, sum, distinct: number, rows that tell it, all rows; share: numerator,
 * denominator, pending; pooled: numerator, denominator; mean: n, sum, sum of squares; NPS: n, promoters, detractors; quantile: n, quantile. A stock and
 * a survival metric have statements of their own.
 */
export function partsOf(definition: FactMetric): string[] {
  const scope = definition.where === undefined ? 'true' : `(${definition.where})`
  switch (definition.kind) {
    case 'count':
      return [`count(*) filter (where ${scope})`, `count(*) filter (where ${definition.known ?? 'true'})`, 'count(*)']
    case 'sum':
    case 'distinct': {
      const value = `case when ${scope} then ${definition.value} end`
      const number = definition.kind === 'sum' ? `sum(${value})` : `count(distinct ${value})`
      return [number, `count(${definition.value})`, 'count(*)']
    }
    case 'share': {
      const denominator = `${scope} and (${definition.denominator})`
      return [
        `count(*) filter (where ${denominator} and (${definition.numerator}))`,
        `count(*) filter (where ${denominator})`,
        `count(*) filter (where ${scope} and (${definition.pending ?? 'false'}))`,
      ]
    }
    case 'pooled': {
      const sums = [definition.numerator, definition.denominator].map((sql) => `sum(${sql}) filter (where ${scope})`)
      return [...sums, '0']
    }
    case 'mean': {
      const value = `case when ${scope} then ${definition.value} end`
      const share = (sum: string, of: number) => (definition.out_of === undefined ? sum : `${sum} / ${of}.0`)
      const outOf = definition.out_of ?? 1
      return [`count(${value})`, share(`sum(${value})`, outOf), share(`sum((${value}) * (${value}))`, outOf ** 2)]
    }
    case 'nps': {
      const { value, positive = `${value} between 9 and 10`, negative = `${value} between 0 and 6` } = definition
      const isValid = definition.positive === undefined ? `${value} between 0 and 10` : `${value} is not null`
      return [isValid, positive, negative].map((test) => `count(*) filter (where ${scope} and ${test})`)
    }
    case 'quantile': {
      const value = `case when ${scope} then ${definition.value} end`
      return [`count(${value})`, `quantile_cont(${value}, ${definition.p})`]
    }
    case 'stock':
    case 'survival':
      return []
  }
}
