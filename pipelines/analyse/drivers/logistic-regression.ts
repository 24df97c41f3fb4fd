import { solvePositive } from './cholesky.ts'

/** Sparse rows: the cells of row i stand from offsets[i] to offsets[i + 1], in order of their columns, counted from 0. */
export interface SparseRows {
  readonly width: number
  readonly offsets: Int32Array
  readonly columns: Int32Array
  readonly values: Float64Array
}

export interface LogisticOptions {
  /** λ of the penalty λ/2·Σβ², in the scale of the columns; the intercept is not penalised. */
  readonly penalty: number
  /** Weight of each row: 0 leaves it out, 2 counts it twice. All 1 by default. */
  readonly weights?: Float64Array
}

/** A step that changes no coefficient by more than this is the last. */
const SETTLED = 1e-8
const MOST_STEPS = 30

/**
 * Coefficients of a logistic regression with a ridge penalty, the intercept first, by Newton's method (iteratively
 * reweighted least squares). Null where the columns leave them open, which a penalty above 0 rules out. Source: le Cessie
 * & van Houwelingen 1992, Applied Statistics 41:191.
 */
export function fitLogistic(rows: SparseRows, outcomes: Uint8Array, options: LogisticOptions): Float64Array | null {
  const { penalty, weights } = options
  let beta: Float64Array = new Float64Array(rows.width + 1)
  let reached = likelihood(rows, outcomes, beta, penalty, weights)
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const move = newtonMove(rows, outcomes, beta, penalty, weights)
    if (move === null) return null
    let share = 1
    let next = moved(beta, move, share)
    let likely = likelihood(rows, outcomes, next, penalty, weights)
    while (likely < reached - 1e-9 && share > 1e-3) {
      share /= 2
      next = moved(beta, move, share)
      likely = likelihood(rows, outcomes, next, penalty, weights)
    }
    const change = share * move.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    beta = next
    reached = likely
    if (change < SETTLED) break
  }
  return beta
}

/** Coefficients after one step of Newton's method, without looking whether it leads upwards; null as `fitLogistic`. */
export function newtonStep(
  rows: SparseRows,
  outcomes: Uint8Array,
  beta: Float64Array,
  { penalty, weights }: Pick<LogisticOptions, 'penalty' | 'weights'>,
): Float64Array | null {
  const move = newtonMove(rows, outcomes, beta, penalty, weights)
  return move === null ? null : moved(beta, move, 1)
}

/** Linear score of a row: the logarithm of its odds. */
export function logOdds(rows: SparseRows, row: number, beta: Float64Array): number {
  let sum = beta[0] ?? 0
  for (let at = rows.offsets[row] ?? 0; at < (rows.offsets[row + 1] ?? 0); at += 1)
    sum += (rows.values[at] ?? 0) * (beta[(rows.columns[at] ?? 0) + 1] ?? 0)
  return sum
}

export function logistic(score: number): number {
  return 1 / (1 + Math.exp(-score))
}

function likelihood(
  rows: SparseRows,
  outcomes: Uint8Array,
  beta: Float64Array,
  penalty: number,
  weights: Float64Array | undefined,
): number {
  let sum = 0
  for (let row = 0; row < outcomes.length; row += 1) {
    const weight = weights?.[row] ?? 1
    if (weight === 0) continue
    const score = logOdds(rows, row, beta)
    const softplus = Math.max(0, score) + Math.log1p(Math.exp(-Math.abs(score)))
    sum += weight * ((outcomes[row] ?? 0) * score - softplus)
  }
  for (let k = 1; k < beta.length; k += 1) sum -= (penalty / 2) * (beta[k] ?? 0) ** 2
  return sum
}

/** What Newton's method adds to the coefficients: the inverse of the information times the gradient. */
function newtonMove(
  rows: SparseRows,
  outcomes: Uint8Array,
  beta: Float64Array,
  penalty: number,
  weights: Float64Array | undefined,
): Float64Array | null {
  const size = beta.length
  const information = new Float64Array(size * size)
  const gradient = new Float64Array(size)
  for (let row = 0; row < outcomes.length; row += 1) {
    const weight = weights?.[row] ?? 1
    if (weight === 0) continue
    const p = logistic(logOdds(rows, row, beta))
    addRow(rows, row, weight * ((outcomes[row] ?? 0) - p), weight * p * (1 - p), information, gradient, size)
  }
  for (let k = 1; k < size; k += 1) {
    information[k * size + k] = (information[k * size + k] ?? 0) + penalty
    gradient[k] = (gradient[k] ?? 0) - penalty * (beta[k] ?? 0)
  }
  return solvePositive(information, gradient)
}

/** Adds a row's part to gradient and information (its lower triangle); the intercept is column 0 of both. */
function addRow(
  { offsets, columns, values }: SparseRows,
  row: number,
  residual: number,
  variance: number,
  information: Float64Array,
  gradient: Float64Array,
  size: number,
): void {
  const [from, to] = [offsets[row] ?? 0, offsets[row + 1] ?? 0]
  gradient[0] = (gradient[0] ?? 0) + residual
  information[0] = (information[0] ?? 0) + variance
  for (let at = from; at < to; at += 1) {
    const column = (columns[at] ?? 0) + 1
    const value = values[at] ?? 0
    gradient[column] = (gradient[column] ?? 0) + residual * value
    information[column * size] = (information[column * size] ?? 0) + variance * value
    for (let other = from; other <= at; other += 1) {
      const place = column * size + (columns[other] ?? 0) + 1
      information[place] = (information[place] ?? 0) + variance * value * (values[other] ?? 0)
    }
  }
}

function moved(beta: Float64Array, move: Float64Array, share: number): Float64Array {
  return beta.map((value, k) => value + share * (move[k] ?? 0))
}
