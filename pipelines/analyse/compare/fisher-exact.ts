import { logChoose } from '../../metrics/distributions.ts'

/** Tables as improbable as the one seen, but for rounding, count as more extreme, as in R's fisher.test. */
const SLACK = 1e-7

/** Two-sided p-value of Fisher's exact test of the table [[a, b], [c, d]]; 1 where a margin is 0. */
export function fisherExact(a: number, b: number, c: number, d: number): number {
  const [row, column, total] = [a + b, a + c, a + b + c + d]
  const least = Math.max(0, row + column - total)
  const most = Math.min(row, column)
  const whole = logChoose(total, row)
  const logProbability = (k: number) => logChoose(column, k) + logChoose(total - column, row - k) - whole
  const seen = logProbability(a) + Math.log1p(SLACK)
  let p = 0
  for (let k = least; k <= most; k += 1) {
    const own = logProbability(k)
    if (own <= seen) p += Math.exp(own)
  }
  return Math.min(1, p)
}
