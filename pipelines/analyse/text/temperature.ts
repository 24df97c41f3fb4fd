/** Linear scores of rows: those of row i stand from i · classes on; `labels` are the true classes, −1 for one unknown. */
export interface ScoredRows {
  readonly classes: number
  readonly scores: Float32Array
  readonly labels: Int32Array
}

const LOWEST = Math.log(0.05)
const HIGHEST = Math.log(20)
const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * The temperature that divides scores so that their softmax has the least log loss on held-out rows (Guo et al. 2017),
 * by golden-section search over its logarithm. Rows of an unknown class are left out; 1 where no row is left.
 */
export function fitTemperature(rows: ScoredRows, chosen: (row: number) => boolean = () => true): number {
  const members = Int32Array.from(rows.labels.keys()).filter((row) => (rows.labels[row] ?? -1) >= 0 && chosen(row))
  if (members.length === 0 || rows.classes < 2) return 1
  let low = LOWEST
  let high = HIGHEST
  let left = high - GOLDEN * (high - low)
  let right = low + GOLDEN * (high - low)
  let leftLoss = logLoss(rows, members, Math.exp(left))
  let rightLoss = logLoss(rows, members, Math.exp(right))
  for (let round = 0; round < 14; round += 1) {
    if (leftLoss <= rightLoss) {
      high = right
      right = left
      rightLoss = leftLoss
      left = high - GOLDEN * (high - low)
      leftLoss = logLoss(rows, members, Math.exp(left))
    } else {
      low = left
      left = right
      leftLoss = rightLoss
      right = low + GOLDEN * (high - low)
      rightLoss = logLoss(rows, members, Math.exp(right))
    }
  }
  return Math.exp((low + high) / 2)
}

/** Mean of −log of the true class's probability. */
export function logLoss({ classes, scores, labels }: ScoredRows, members: Int32Array, temperature: number): number {
  let loss = 0
  for (const row of members) {
    const base = row * classes
    const truth = scores[base + (labels[row] ?? 0)] ?? 0
    let sum = 0
    for (let k = 0; k < classes; k += 1) sum += Math.exp(((scores[base + k] ?? 0) - truth) / temperature)
    loss += Math.log(Math.max(sum, Number.MIN_VALUE))
  }
  return loss / Math.max(1, members.length)
}
