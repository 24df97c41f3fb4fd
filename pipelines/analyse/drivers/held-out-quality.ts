import { type AreaUnderCurve, areaUnderCurve } from './area-under-curve.ts'
import { fitLogistic, logistic, logOdds, type SparseRows } from './logistic-regression.ts'

/** How well held-out rows are told apart, and whether their probabilities are right. */
export interface HeldOutQuality {
  readonly folds: number
  readonly auc: AreaUnderCurve | null
  /** Mean of (p − y)². */
  readonly brier: number
  /** The same of somebody who always says the share of all. */
  readonly brierBaseline: number
  /** Of a logistic regression of the outcome on the predicted log odds: 0 and 1 where they are right (Cox 1958). */
  readonly calibrationIntercept: number | null
  readonly calibrationSlope: number | null
  /** Expected calibration error over ten groups of equal size. */
  readonly calibrationError: number
}

export const FOLDS = 5
/**
 * Cross-validation in five folds. Row i is held out in fold i mod 5: rows have to come in an order that says nothing about
 * them.
 */
export function heldOutQuality(rows: SparseRows, outcomes: Uint8Array, penalty: number): HeldOutQuality {
  const scores = heldOutScores(rows, outcomes, penalty)
  const probabilities = scores.map(logistic)
  const share = outcomes.reduce((sum, one) => sum + one, 0) / outcomes.length
  const line = calibrationLine(scores, outcomes)
  return {
    folds: FOLDS,
    auc: areaUnderCurve(scores, outcomes),
    brier: meanSquare(outcomes, (row) => probabilities[row] ?? 0),
    brierBaseline: meanSquare(outcomes, () => share),
    calibrationIntercept: line?.[0] ?? null,
    calibrationSlope: line?.[1] ?? null,
    calibrationError: calibrationError(probabilities, outcomes),
  }
}

function heldOutScores(rows: SparseRows, outcomes: Uint8Array, penalty: number): Float64Array {
  const scores = new Float64Array(outcomes.length)
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const weights = Float64Array.from(outcomes, (_, row) => (row % FOLDS === fold ? 0 : 1))
    const beta = fitLogistic(rows, outcomes, { penalty, weights })
    if (beta === null) continue
    for (let row = fold; row < outcomes.length; row += FOLDS) scores[row] = logOdds(rows, row, beta)
  }
  return scores
}

function calibrationLine(scores: Float64Array, outcomes: Uint8Array): Float64Array | null {
  const count = outcomes.length
  const offsets = Int32Array.from({ length: count + 1 }, (_, row) => row)
  return fitLogistic({ width: 1, offsets, columns: new Int32Array(count), values: scores }, outcomes, { penalty: 0 })
}

function meanSquare(outcomes: Uint8Array, predicted: (row: number) => number): number {
  return outcomes.reduce((sum, one, row) => sum + (predicted(row) - one) ** 2, 0) / outcomes.length
}

const GROUPS = 10

function calibrationError(probabilities: Float64Array, outcomes: Uint8Array): number {
  const order = Array.from(outcomes.keys()).sort((a, b) => (probabilities[a] ?? 0) - (probabilities[b] ?? 0) || a - b)
  let error = 0
  for (let group = 0; group < GROUPS; group += 1) {
    const members = order.slice((group * order.length) / GROUPS, ((group + 1) * order.length) / GROUPS)
    error += Math.abs(members.reduce((sum, row) => sum + (outcomes[row] ?? 0) - (probabilities[row] ?? 0), 0))
  }
  return error / outcomes.length
}
