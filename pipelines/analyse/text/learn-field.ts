import { KAPPA_ENOUGH } from '../compare/cohen-kappa.ts'
import { type Calibration, fitCalibration, UNCALIBRATED } from './calibration.ts'
import { hashTexts, type Vocabulary } from './feature-matrix.ts'
import { chooseCodes, type FieldCodes } from './field-codes.ts'
import { type FieldExamples, type HeldOut, holdOut, prepare } from './held-out-scores.ts'
import { type Fitting, type LinearModel, trainSoftmax } from './softmax-regression.ts'
import { starterPhrases } from './starter-phrases.ts'
import { type Validation, validate } from './validation.ts'
import { wordingAgreement, wordingOf } from './wording-agreement.ts'

/** Coded complaints of one field; text i has code i. */
export interface CodedTexts {
  readonly texts: readonly string[]
  readonly codes: readonly string[]
}

/** What proposes a field's code for a text. */
export interface FieldModel {
  readonly field: string
  readonly codes: readonly string[]
  /** Null where the model was validated only, because there is nothing to propose. */
  readonly reader: { readonly vocabulary: Vocabulary; readonly linear: LinearModel } | null
  readonly calibration: Calibration
  /** No proposal claims more than (n + 1) / (n + 2), Laplace's rule of succession over the validated complaints. */
  readonly ceiling: number
  /** Null where fewer than two complaints are coded. */
  readonly validation: Validation | null
  /** How far coders agree where the words are the same. */
  readonly sameWording: { readonly pairs: number; readonly agreement: number | null }
  /** Accuracy, with its interval's lower end, and κ reach what is asked: proposals may be taken for codes. */
  readonly isTrusted: boolean
}

/** The accuracy that the norms quote and a workspace may state otherwise. */
export const STATED_ACCURACY = 0.85
const SURE: Fitting = { epochs: 8, rate: 0.5 }

/**
 * Learns a field's codes from coded complaints, given in an order that says nothing about them, and the starter
 * dictionary; validated by cross-validation on the first of them. Null where there is nothing to learn: no code at all.
 */
export function learnField(
  field: string,
  given: CodedTexts,
  { statedAccuracy = STATED_ACCURACY, isValidatedOnly = false } = {},
): FieldModel | null {
  const starters = starterPhrases(field)
  const codes = chooseCodes(
    given.codes,
    starters.map(({ code }) => code),
  )
  const classes = codes.codes.length
  if (classes === 0) return null
  const coded = firstOf(given, learntAtMost(classes))
  const { heldOut, validation, wordings, validated } = judgeHeldOut(field, codes, given, statedAccuracy)
  const n = validation?.n ?? 0
  return {
    field,
    codes: codes.codes,
    reader: isValidatedOnly ? null : learnReader(examplesOf(field, codes, coded), heldOut?.fitting ?? SURE),
    calibration: heldOut === null ? UNCALIBRATED : fitCalibration(heldOut),
    ceiling: (n + 1) / (n + 2),
    validation,
    sameWording: wordingAgreement(wordings, validated.codes),
    isTrusted:
      validation !== null && validation.accuracyLow >= statedAccuracy && (validation.kappa ?? 0) >= KAPPA_ENOUGH,
  }
}

/**
 * Cross-validation of some complaints tells how to fit; where they do not reach what is asked, more of them are held out
 * once more, since a model learnt from more is better, and it is the one that proposes.
 */
function judgeHeldOut(field: string, codes: FieldCodes, given: CodedTexts, statedAccuracy: number) {
  const classes = codes.codes.length
  const judge = (most: number, fittings?: readonly Fitting[]) => {
    const validated = firstOf(given, most)
    const heldOut = holdOut(examplesOf(field, codes, validated), fittings)
    const wordings = validated.texts.map(wordingOf)
    const validation = heldOut && validate(heldOut, twins(wordings, heldOut), statedAccuracy)
    return { validated, heldOut, wordings, validation }
  }
  const first = judge(validatedAtMost(classes))
  const most = validatedAgain(classes)
  const isMore = Math.min(most, given.texts.length) > MORE * first.validated.texts.length
  if (first.heldOut === null || !isMore || (first.validation?.accuracyLow ?? 0) >= statedAccuracy) return first
  return judge(most, [first.heldOut.fitting])
}

function learnReader(examples: FieldExamples, fitting: Fitting) {
  const { vocabulary, features, columns, training } = prepare(examples, () => true)
  return { vocabulary, linear: trainSoftmax(features, columns, examples.classes, training, fitting) }
}

/** Complaints that take part in the validation: enough for an interval of a few per cent, fewer where codes are many. */
function validatedAtMost(classes: number): number {
  return Math.min(2000, Math.max(1500, Math.floor(24_000 / classes)))
}

/** Complaints of a second validation. */
function validatedAgain(classes: number): number {
  return Math.min(8000, Math.floor(180_000 / classes))
}

/** So many times the complaints make a second validation worth its time. */
const MORE = 1.3

/** Complaints that the model is learnt from. */
function learntAtMost(classes: number): number {
  return Math.min(20_000, Math.max(3000, Math.floor(600_000 / classes)))
}

function firstOf({ texts, codes }: CodedTexts, most: number): CodedTexts {
  return { texts: texts.slice(0, most), codes: codes.slice(0, most) }
}

/** The coded complaints, then phrases: the dictionary's, and each code's own wording. */
function examplesOf(field: string, { codes, classOf }: FieldCodes, coded: CodedTexts): FieldExamples {
  const phrases = [...starterPhrases(field), ...codes.map((code) => ({ code, text: code }))].filter(({ code }) =>
    classOf.has(code),
  )
  const labels = [...coded.codes, ...phrases.map(({ code }) => code)]
  return {
    texts: hashTexts([...coded.texts, ...phrases.map(({ text }) => text)]),
    classes: codes.length,
    labels: Int32Array.from(labels, (code) => classOf.get(code) ?? -1),
    coded: coded.texts.length,
    phraseWeight: Math.min(1, Math.max(0.05, 30 / Math.max(1, coded.texts.length))),
  }
}

/** Whether a held-out complaint's words occur in another fold, too. */
function twins(wordings: readonly string[], { foldOf }: HeldOut): (row: number) => boolean {
  const foldsOf = new Map<string, number>()
  wordings.forEach((wording, row) => {
    foldsOf.set(wording, (foldsOf.get(wording) ?? 0) | (1 << (foldOf[row] ?? 0)))
  })
  return (row) => ((foldsOf.get(wordings[row] ?? '') ?? 0) & ~(1 << (foldOf[row] ?? 0))) !== 0
}
