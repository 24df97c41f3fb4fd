import { wilsonInterval } from '../../metrics/intervals.ts'
import { cohenKappa } from '../compare/cohen-kappa.ts'
import { foldCalibrations, topOf, UNCALIBRATED } from './calibration.ts'
import { accuracyOf, confusionOf, macroF1 } from './confusion.ts'
import type { HeldOut } from './held-out-scores.ts'
import { kappaInterval } from './kappa-interval.ts'

/** How well held-out complaints were coded; shares from 0 to 1. */
export interface Validation {
  /** Coded complaints that took part, each judged once by a model that had not seen it. */
  readonly n: number
  readonly classes: number
  readonly folds: number
  readonly correct: number
  readonly accuracy: number
  readonly accuracyLow: number
  readonly accuracyHigh: number
  /** Accuracy of those whose words, folded, no training complaint of their fold had; null where there are none. */
  readonly newWordingN: number
  readonly newWordingAccuracy: number | null
  /** Share of the commonest code: what one would reach without reading. */
  readonly baseline: number
  /** Mean over the codes that occur of F1 = 2·TP / (2·TP + FP + FN). */
  readonly macroF1: number
  /** Agreement with the coders; null where all cases fall into one code. */
  readonly kappa: number | null
  readonly kappaLow: number | null
  readonly kappaHigh: number | null
  /** Expected calibration error, ten bins of equal width of the proposed code's probability (Naeini et al. 2015). */
  readonly ece: number
  /** Mean over complaints of Σ(p − y)² over the codes (Brier 1950), from 0 to 2. */
  readonly brier: number
  /** Complaints whose proposed code has at least the stated accuracy as its probability, and their accuracy. */
  readonly confidentN: number
  readonly confidentAccuracy: number | null
}

const BINS = 10

/** Judges held-out scores. `twin` tells whether a row's folded words occur in another fold. */
export function validate(heldOut: HeldOut, twin: (row: number) => boolean, stated: number): Validation {
  const { classes, labels, folds } = heldOut
  const outcomes = judgeRows(heldOut)
  const n = labels.length
  const correct = outcomes.filter((outcome) => outcome.isRight).length
  const interval = wilsonInterval(correct, n)
  const table = confusionOf(
    labels,
    outcomes.map((outcome) => outcome.proposed),
    classes,
  )
  const kappa = cohenKappa(table)
  const bounds = kappaInterval(table)
  const fresh = outcomes.filter((_, row) => !twin(row))
  const confident = outcomes.filter((outcome) => outcome.probability >= stated)
  return {
    n,
    classes: new Set(labels).size,
    folds,
    correct,
    accuracy: correct / n,
    accuracyLow: interval?.low ?? 0,
    accuracyHigh: interval?.high ?? 1,
    newWordingN: fresh.length,
    newWordingAccuracy: shareRight(fresh),
    baseline: accuracyOf(table).baseline,
    macroF1: macroF1(table),
    kappa: kappa.kappa,
    kappaLow: bounds?.low ?? null,
    kappaHigh: bounds?.high ?? null,
    ece: calibrationError(outcomes),
    brier: outcomes.reduce((sum, outcome) => sum + outcome.brier, 0) / n,
    confidentN: confident.length,
    confidentAccuracy: shareRight(confident),
  }
}

interface Outcome {
  readonly label: number
  readonly proposed: number
  readonly probability: number
  readonly isRight: boolean
  readonly brier: number
}

function judgeRows(heldOut: HeldOut): Outcome[] {
  const { classes, labels, foldOf } = heldOut
  const calibrations = foldCalibrations(heldOut)
  const probabilities = new Float64Array(classes)
  return Array.from(labels, (label, at) => {
    const calibration = calibrations[foldOf[at] ?? 0] ?? UNCALIBRATED
    const { proposed, probability } = topOf(heldOut, at, calibration, probabilities)
    let brier = label < 0 ? 1 : 0
    for (let k = 0; k < classes; k += 1) brier += ((probabilities[k] ?? 0) - (k === label ? 1 : 0)) ** 2
    return { label, proposed, probability, isRight: proposed === label, brier }
  })
}

function calibrationError(outcomes: readonly Outcome[]): number {
  let error = 0
  for (let bin = 0; bin < BINS; bin += 1) {
    const members = outcomes.filter(({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)) === bin)
    const confidence = members.reduce((sum, { probability }) => sum + probability, 0)
    error += Math.abs(members.filter(({ isRight }) => isRight).length - confidence)
  }
  return error / outcomes.length
}

function shareRight(outcomes: readonly Outcome[]): number | null {
  return outcomes.length === 0 ? null : outcomes.filter(({ isRight }) => isRight).length / outcomes.length
}
