import type { HeldOut } from './held-out-scores.ts'
import { fitIsotonic, type IsotonicFit, isotonicAt } from './isotonic.ts'
import { highestClass, softmax } from './softmax-regression.ts'
import { fitTemperature } from './temperature.ts'

/** How scores become probabilities: a temperature for all codes, then a curve for the proposed one. */
export interface Calibration {
  readonly temperature: number
  /** Null where too few cases were held out to draw one. */
  readonly curve: IsotonicFit | null
}

/** The calibration of scores that were never held out against codes. */
export const UNCALIBRATED: Calibration = { temperature: 1, curve: null }

const LEAST_FOR_CURVE = 200

/** Fits the calibration to held-out cases, those of them that are `chosen`. */
export function fitCalibration(heldOut: HeldOut, chosen: (row: number) => boolean = () => true): Calibration {
  const temperature = fitTemperature(heldOut, chosen)
  const rows = Int32Array.from(heldOut.labels.keys()).filter(chosen)
  if (rows.length < LEAST_FOR_CURVE) return { temperature, curve: null }
  const scores = new Float64Array(heldOut.classes)
  const values = new Float64Array(rows.length)
  const outcomes = new Uint8Array(rows.length)
  rows.forEach((row, at) => {
    const { proposed, probability } = topOf(heldOut, row, { temperature, curve: null }, scores)
    values[at] = probability
    outcomes[at] = proposed === heldOut.labels[row] ? 1 : 0
  })
  return { temperature, curve: fitIsotonic(values, outcomes) }
}

/** One calibration a fold, each fitted to the other folds, so that no case judges its own probability. */
export function foldCalibrations(heldOut: HeldOut): Calibration[] {
  return Array.from({ length: heldOut.folds }, (_, fold) =>
    fitCalibration(heldOut, (row) => heldOut.foldOf[row] !== fold),
  )
}

/** The proposed class of a held-out case and its probability; `scores` then holds the probabilities of all classes. */
export function topOf(heldOut: HeldOut, row: number, calibration: Calibration, scores: Float64Array) {
  const { classes } = heldOut
  scores.set(heldOut.scores.subarray(row * classes, (row + 1) * classes))
  return calibrated(scores, calibration)
}

/** Turns scores into probabilities in place, and gives the highest with its calibrated probability. */
export function calibrated(scores: Float64Array, { temperature, curve }: Calibration) {
  softmax(scores, temperature)
  const proposed = highestClass(scores)
  const probability = scores[proposed] ?? 0
  return { proposed, probability: curve === null ? probability : isotonicAt(curve, probability) }
}
