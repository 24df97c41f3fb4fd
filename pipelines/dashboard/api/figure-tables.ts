/**
 * One number with its parts. `dimension` and `key` say the slice (key null: blank), `dimension_2` and `key_2` the second.
 * A number that the viewer's role may not see has `suppressed`, and no parts.
 */
export const FIGURE = {
  metric: 'word',
  /** First and last local day of the period. */
  period: 'word?',
  period_end: 'word?',
  dimension: 'word?',
  key: 'word?',
  dimension_2: 'word?',
  key_2: 'word?',
  numerator: 'number?',
  denominator: 'number?',
  value: 'number?',
  /** 95 % interval. */
  low: 'number?',
  high: 'number?',
  n: 'count',
  pending: 'count?',
  /** none, too_few, small, enough */
  tier: 'word',
  /** met, below, not_distinguishable */
  verdict: 'word?',
  /** False for a period that was not over at the as-of. */
  complete: 'flag',
  /** True for a period of which the range holds a part only. */
  cut: 'flag',
  /** unreliable, small_cell, secondary_cell */
  suppressed: 'word?',
} as const

/** A bar of a Pareto chart; the last one may stand for `folded` small values. */
export const PARETO = {
  dimension: 'word',
  key: 'text?',
  count: 'count?',
  /** Of all, and together with the bars before it, as fractions of 1. */
  share: 'number?',
  cumulative: 'number?',
  vital: 'flag',
  folded: 'count',
  suppressed: 'word?',
} as const

/**
 * A cell of the 5W1H explorer. `expected` is the count that the cell would have with its share of the reference: all
 * complaints of the range where a filter is set, else the range of the same length before it.
 */
export const CELL = {
  question: 'word',
  dimension: 'word',
  key: 'text?',
  n: 'count?',
  share: 'number?',
  expected: 'number?',
  /** n ÷ expected; null where nothing can be expected. */
  ratio: 'number?',
  /** higher or lower where the 95 % intervals of the two shares do not overlap. */
  stands_out: 'word?',
  /** Complaints in the range of the same length before. */
  before: 'count?',
  suppressed: 'word?',
} as const

/** A cell of two dimensions; `expected` as if they had nothing to do with each other. */
export const CROSS = {
  dimension: 'word',
  key: 'text?',
  dimension_2: 'word',
  key_2: 'text?',
  n: 'count?',
  expected: 'number?',
  ratio: 'number?',
  /** Standardised residual; beyond ±3 it is hardly chance. */
  residual: 'number?',
  suppressed: 'word?',
} as const
