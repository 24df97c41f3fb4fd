import { accuracyOf, confusionOf, macroF1 } from './confusion.ts'
import { type FeatureRows, type HashedTexts, learnVocabulary, projectTexts } from './feature-matrix.ts'
import { type Fitting, highestClass, scoreRow, trainSoftmax } from './softmax-regression.ts'
import { stratifiedFolds } from './stratified-folds.ts'
import type { ScoredRows } from './temperature.ts'

/** What a field's model is learnt from: coded complaints first, then the starter dictionary's phrases. */
export interface FieldExamples {
  readonly texts: HashedTexts
  readonly classes: number
  /** Class of each text, −1 where its code is too rare to be learnt. */
  readonly labels: Int32Array
  /** So many texts, from the first on, are coded complaints; the others are phrases, in each training, in no test. */
  readonly coded: number
  /** Weight of a phrase, where a coded complaint has 1. */
  readonly phraseWeight: number
}

/** Scores of each coded complaint by a model that has not seen it. */
export interface HeldOut extends ScoredRows {
  readonly fitting: Fitting
  readonly foldOf: Uint8Array
  readonly folds: number
}

const FOLDS = 5
/** Too many steps follow noise in codes that coders do not agree on; too few do not reach what is plain. */
const FITTINGS: readonly Fitting[] = [
  { epochs: 4, rate: 0.1 },
  { epochs: 4, rate: 0.2 },
  { epochs: 8, rate: 0.5 },
]

/**
 * Stratified cross-validation with five folds (or as many as there are rows) of each way of fitting; gives the scores
 * of the one with the greatest sum of twice the accuracy and macro-F1, of equals the first. Null where there are fewer than two coded complaints.
 */
export function holdOut(examples: FieldExamples, fittings: readonly Fitting[] = FITTINGS): HeldOut | null {
  const { coded, classes } = examples
  const folds = Math.min(FOLDS, coded)
  if (folds < 2) return null
  const labels = examples.labels.slice(0, coded)
  const foldOf = stratifiedFolds(labels, folds)
  const scores = fittings.map(() => new Float32Array(coded * classes))
  for (let fold = 0; fold < folds; fold += 1) {
    const { features, columns, training } = prepare(examples, (row) => row >= coded || foldOf[row] !== fold)
    fittings.forEach((fitting, which) => {
      const model = trainSoftmax(features, columns, classes, training, fitting)
      const row = new Float64Array(classes)
      for (let at = 0; at < coded; at += 1) {
        if (foldOf[at] !== fold) continue
        scoreRow(features, features.offsets[at] ?? 0, features.offsets[at + 1] ?? 0, model, row)
        scores[which]?.set(row, at * classes)
      }
    })
  }
  const outcomes = fittings.map((fitting, which) => {
    const rows = { classes, labels, scores: scores[which] ?? new Float32Array() }
    return { ...rows, fitting, foldOf, folds, merit: merit(rows) }
  })
  return outcomes.reduce((best, outcome) => (outcome.merit > best.merit ? outcome : best))
}

/** The features in a vocabulary learnt from the chosen rows, and those rows as examples. */
export function prepare(examples: FieldExamples, chosen: (row: number) => boolean) {
  const all = Int32Array.from(examples.labels.keys())
  const rows = all.filter((row) => (examples.labels[row] ?? -1) >= 0 && chosen(row))
  const vocabulary = learnVocabulary(examples.texts, rows, {
    minimum: leastOccurrences(rows.length),
    most: Math.min(200_000, Math.floor(3e7 / examples.classes)),
  })
  const features: FeatureRows = projectTexts(examples.texts, vocabulary)
  const labels = rows.map((row) => examples.labels[row] ?? 0)
  const importance = Float32Array.from(rows, (row) => (row < examples.coded ? 1 : examples.phraseWeight))
  return { vocabulary, features, columns: vocabulary.weights.length, training: { rows, labels, importance } }
}

/** How many complaints must share a feature, so that what is learnt is not single complaints. */
function leastOccurrences(complaints: number): number {
  return complaints < 200 ? 1 : complaints < 5000 ? 2 : 4
}

/** Twice the accuracy + macro-F1: right often, and for rare codes too where that costs little. */
function merit({ classes, scores, labels }: ScoredRows): number {
  const row = new Float64Array(classes)
  const proposed = Int32Array.from(labels, (_, at) => {
    row.set(scores.subarray(at * classes, (at + 1) * classes))
    return highestClass(row)
  })
  const table = confusionOf(labels, proposed, classes)
  return 2 * accuracyOf(table).accuracy + macroF1(table)
}
