/** Tables as improbable as the one seen, but for rounding, count as more extreme, as in R's fisher.test. */
const SLACK = 1e-7

/**
 * Two-sided p-value of Fisher's exact test of the table [[a, b], [c, d]]; 1 where a margin is 0. Probabilities come from
 * each other, beginning with the likeliest table, so that they keep their digits and the far tails of large tables cost
 * nothing.
 */
export function fisherExact(a: number, b: number, c: number, d: number): number {
  const [row, column, total] = [a + b, a + c, a + b + c + d]
  const least = Math.max(0, row + column - total)
  const most = Math.min(row, column)
  const mode = Math.min(most, Math.max(least, Math.floor(((row + 1) * (column + 1)) / (total + 2))))
  /** Probability of a table with k + 1 by that of one with k. */
  const step = (k: number) => ((row - k) * (column - k)) / ((k + 1) * (total - row - column + k + 1))
  const seen = a >= mode ? weightAt(mode, a, step) : weightAt(mode, a, (k) => 1 / step(k - 1), -1)
  const up = tail(mode, most, step, seen)
  const down = tail(mode, least, (k) => 1 / step(k - 1), seen, -1)
  const own = 1 <= seen * (1 + SLACK) ? 1 : 0
  return Math.min(1, (own + up.extreme + down.extreme) / (1 + up.all + down.all))
}

/** Weight of the table `to`, that of the mode being 1. */
function weightAt(mode: number, to: number, ratio: (k: number) => number, by: 1 | -1 = 1): number {
  let weight = 1
  for (let k = mode; k !== to && weight > 0; k += by) weight *= ratio(k)
  return weight
}

/** Weights beyond the mode on one side: of all tables, and of those no likelier than the one seen. */
function tail(mode: number, end: number, ratio: (k: number) => number, seen: number, by: 1 | -1 = 1) {
  let [weight, all, extreme] = [1, 0, 0]
  for (let k = mode; k !== end && weight > 0; k += by) {
    weight *= ratio(k)
    all += weight
    if (weight <= seen * (1 + SLACK)) extreme += weight
  }
  return { all, extreme }
}
