export interface AreaUnderCurve {
  /** Probability that a row with the outcome has a higher score than one without it; equal scores count half. */
  readonly auc: number
  readonly low: number
  readonly high: number
}

/**
 * Area under the receiver operating characteristic with its 95 % interval, by ranks (Mann–Whitney) and the standard error
 * of Hanley & McNeil 1982, Radiology 143:29. Null where all rows have the same outcome.
 */
export function areaUnderCurve(scores: Float64Array, outcomes: Uint8Array): AreaUnderCurve | null {
  const positives = outcomes.reduce((sum, one) => sum + one, 0)
  const negatives = outcomes.length - positives
  if (positives === 0 || negatives === 0) return null
  const auc = (rankSum(scores, outcomes) - (positives * (positives + 1)) / 2) / (positives * negatives)
  const bothHigher = auc / (2 - auc)
  const bothLower = (2 * auc * auc) / (1 + auc)
  const variance =
    (auc * (1 - auc) + (positives - 1) * (bothHigher - auc * auc) + (negatives - 1) * (bothLower - auc * auc)) /
    (positives * negatives)
  const half = 1.959963984540054 * Math.sqrt(Math.max(0, variance))
  return { auc, low: Math.max(0, auc - half), high: Math.min(1, auc + half) }
}

/** Sum of the ranks of rows with the outcome; equal scores share the mean of their ranks. */
function rankSum(scores: Float64Array, outcomes: Uint8Array): number {
  const order = Array.from(scores.keys()).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0))
  let sum = 0
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && scores[order[to] ?? 0] === scores[order[from] ?? 0]) to += 1
    const rank = (from + 1 + to) / 2
    for (let at = from; at < to; at += 1) sum += rank * (outcomes[order[at] ?? 0] ?? 0)
    from = to
  }
  return sum
}
