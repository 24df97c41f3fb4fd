import type { FeatureRows } from './feature-matrix.ts'
import { seededRandom, shuffle } from './seeded-random.ts'

/** A linear model: weights[column · classes + k], bias[k]. */
export interface LinearModel {
  readonly classes: number
  readonly weights: Float32Array
  readonly bias: Float32Array
}

export interface TrainingExamples {
  /** Rows of the features that are learnt from. */
  readonly rows: Int32Array
  /** Class of each of `rows`, from 0. */
  readonly labels: Int32Array
  /** Weight of each of `rows`. */
  readonly importance: Float32Array
}

/** How long and how boldly a model is fitted: fewer and smaller steps stay closer to the classes' shares. */
export interface Fitting {
  readonly epochs: number
  readonly rate: number
}

interface Descent extends LinearModel {
  readonly features: FeatureRows
  readonly rate: number
  /** Sums of squared gradients, of each column and of the bias. */
  readonly squares: Float32Array
  readonly biasSquares: Float32Array
  readonly scores: Float64Array
}

const SEED = 20_260_301
/** The least sum of squares, so that a first step is finite. */
const SMALL = 1e-3
const BIAS_RATE = 0.2
/** A row whose class has this probability has nothing more to teach. */
const LEARNT = 0.99

/**
 * Multinomial logistic regression by stochastic gradient descent with AdaGrad's step for each column (Duchi, Hazan and
 * Singer 2011), in an order drawn from a fixed seed: the same rows give the same bits.
 */
export function trainSoftmax(
  features: FeatureRows,
  columns: number,
  classes: number,
  examples: TrainingExamples,
  { epochs, rate }: Fitting,
): LinearModel {
  const descent: Descent = {
    features,
    classes,
    rate,
    weights: new Float32Array(columns * classes),
    bias: new Float32Array(classes),
    squares: new Float32Array(columns).fill(SMALL),
    biasSquares: new Float32Array(1).fill(SMALL),
    scores: new Float64Array(classes),
  }
  const order = Int32Array.from(examples.rows.keys())
  const random = seededRandom(SEED)
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random)
    for (const example of order) {
      learnRow(descent, examples.rows[example] ?? 0, examples.labels[example] ?? 0, examples.importance[example] ?? 1)
    }
  }
  return { classes, weights: descent.weights, bias: descent.bias }
}

/** One step against the gradient of the row's log loss. */
function learnRow(descent: Descent, row: number, label: number, importance: number): void {
  const { features, weights, bias, squares, biasSquares, scores, classes, rate } = descent
  const from = features.offsets[row] ?? 0
  const to = features.offsets[row + 1] ?? 0
  scoreRow(features, from, to, descent, scores)
  softmax(scores, 1)
  if ((scores[label] ?? 0) > LEARNT) return
  scores[label] = (scores[label] ?? 0) - 1
  let norm = 0
  for (let k = 0; k < classes; k += 1) norm += (scores[k] ?? 0) ** 2
  norm *= importance * importance
  const biasTotal = (biasSquares[0] ?? 0) + norm
  biasSquares[0] = biasTotal
  const biasStep = (BIAS_RATE * rate * importance) / Math.sqrt(biasTotal)
  for (let k = 0; k < classes; k += 1) bias[k] = (bias[k] ?? 0) - biasStep * (scores[k] ?? 0)
  for (let at = from; at < to; at += 1) {
    const column = features.columns[at] ?? 0
    const value = features.values[at] ?? 0
    const total = (squares[column] ?? 0) + norm * value * value
    squares[column] = total
    const step = (rate * importance * value) / Math.sqrt(total)
    const base = column * classes
    for (let k = 0; k < classes; k += 1) weights[base + k] = (weights[base + k] ?? 0) - step * (scores[k] ?? 0)
  }
}

/** Writes the linear scores of the features from `from` to `to` into `scores`. */
export function scoreRow(
  features: Pick<FeatureRows, 'columns' | 'values'>,
  from: number,
  to: number,
  model: LinearModel,
  scores: Float64Array,
): void {
  const { classes, weights, bias } = model
  const { columns, values } = features
  for (let k = 0; k < classes; k += 1) scores[k] = bias[k] ?? 0
  for (let at = from; at < to; at += 1) {
    const value = values[at] ?? 0
    const base = (columns[at] ?? 0) * classes
    for (let k = 0; k < classes; k += 1) scores[k] = (scores[k] ?? 0) + value * (weights[base + k] ?? 0)
  }
}

/** Turns scores into probabilities in place, after division by `temperature`. */
export function softmax(scores: Float64Array, temperature: number): void {
  let highest = Number.NEGATIVE_INFINITY
  for (let k = 0; k < scores.length; k += 1) highest = Math.max(highest, scores[k] ?? 0)
  let sum = 0
  for (let k = 0; k < scores.length; k += 1) {
    const part = Math.exp(((scores[k] ?? 0) - highest) / temperature)
    scores[k] = part
    sum += part
  }
  for (let k = 0; k < scores.length; k += 1) scores[k] = (scores[k] ?? 0) / sum
}

/** The class with the highest score; of ties, the first. */
export function highestClass(scores: Float64Array): number {
  let best = 0
  for (let k = 1; k < scores.length; k += 1) if ((scores[k] ?? 0) > (scores[best] ?? 0)) best = k
  return best
}
