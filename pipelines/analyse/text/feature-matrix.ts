import { BUCKETS, featureBuffer, hashFeatures } from './hash-features.ts'

/** Sparse rows: those of row i stand from offsets[i] to offsets[i + 1]. */
export interface HashedTexts {
  readonly count: number
  readonly offsets: Float64Array
  readonly buckets: Int32Array
}

/** The hashed features of texts, one row a text. */
export function hashTexts(texts: readonly string[]): HashedTexts {
  const buffer = featureBuffer()
  const offsets = new Float64Array(texts.length + 1)
  texts.forEach((text, row) => {
    hashFeatures(text, buffer)
    offsets[row + 1] = buffer.length
  })
  return { count: texts.length, offsets, buckets: buffer.buckets.slice(0, buffer.length) }
}

/** Columns that a model knows: bucket → column or −1, and each column's weight log((1 + n) / (1 + df)) + 1. */
export interface Vocabulary {
  readonly columnOf: Int32Array
  readonly weights: Float32Array
}

/**
 * The features that occur in at least `minimum` of the rows, the commonest `most` of them; of ties, the lower bucket.
 * The weight is the smoothed inverse document frequency.
 */
export function learnVocabulary(
  texts: HashedTexts,
  rows: Int32Array,
  { minimum = 2, most = 200_000 }: { minimum?: number; most?: number } = {},
): Vocabulary {
  const frequency = new Int32Array(BUCKETS)
  const occurring: number[] = []
  for (const row of rows) {
    for (let at = texts.offsets[row] ?? 0; at < (texts.offsets[row + 1] ?? 0); at += 1) {
      const bucket = texts.buckets[at] ?? 0
      const before = frequency[bucket] ?? 0
      if (before === 0) occurring.push(bucket)
      frequency[bucket] = before + 1
    }
  }
  const buckets = Int32Array.from(occurring).sort()
  const least = leastFrequency(buckets, frequency, minimum, most)
  const columnOf = new Int32Array(BUCKETS).fill(-1)
  const weights: number[] = []
  for (const bucket of buckets) {
    const df = frequency[bucket] ?? 0
    if (df < least) continue
    columnOf[bucket] = weights.length
    weights.push(Math.log((1 + rows.length) / (1 + df)) + 1)
  }
  return { columnOf, weights: Float32Array.from(weights) }
}

/** The lowest document frequency, from `minimum` up, that leaves no more than `most` features. */
function leastFrequency(buckets: Int32Array, frequency: Int32Array, minimum: number, most: number): number {
  const highest = 1000
  const having = new Int32Array(highest + 1)
  for (const bucket of buckets) {
    const count = Math.min(frequency[bucket] ?? 0, highest)
    if (count >= minimum) having[count] = (having[count] ?? 0) + 1
  }
  let kept = 0
  for (let least = highest; least >= minimum; least -= 1) {
    kept += having[least] ?? 0
    if (kept > most) return least + 1
  }
  return minimum
}

/** Rows in a model's columns, each of length 1. */
export interface FeatureRows {
  readonly count: number
  readonly offsets: Float64Array
  readonly columns: Int32Array
  readonly values: Float32Array
}

/** Projects hashed texts onto a vocabulary: weights by inverse document frequency, scaled to Euclidean length 1. */
export function projectTexts(texts: HashedTexts, vocabulary: Vocabulary): FeatureRows {
  const offsets = new Float64Array(texts.count + 1)
  const columns = new Int32Array(texts.buckets.length)
  const values = new Float32Array(texts.buckets.length)
  let length = 0
  for (let row = 0; row < texts.count; row += 1) {
    const start = length
    let squares = 0
    for (let at = texts.offsets[row] ?? 0; at < (texts.offsets[row + 1] ?? 0); at += 1) {
      const column = vocabulary.columnOf[texts.buckets[at] ?? 0] ?? -1
      if (column < 0) continue
      const value = vocabulary.weights[column] ?? 0
      columns[length] = column
      values[length] = value
      squares += value * value
      length += 1
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let at = start; at < length; at += 1) values[at] = (values[at] ?? 0) * scale
    offsets[row + 1] = length
  }
  return { count: texts.count, offsets, columns, values }
}
