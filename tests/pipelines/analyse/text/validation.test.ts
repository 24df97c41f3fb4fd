import { describe, expect, test } from 'vitest'
import type { HeldOut } from '../../../../pipelines/analyse/text/held-out-scores.ts'
import { fitIsotonic, isotonicAt } from '../../../../pipelines/analyse/text/isotonic.ts'
import { kappaInterval } from '../../../../pipelines/analyse/text/kappa-interval.ts'
import { stratifiedFolds } from '../../../../pipelines/analyse/text/stratified-folds.ts'
import { fitTemperature } from '../../../../pipelines/analyse/text/temperature.ts'
import { validate } from '../../../../pipelines/analyse/text/validation.ts'
import { wordingAgreement } from '../../../../pipelines/analyse/text/wording-agreement.ts'

test('folds differ by one row at most, in size and in each class, and do not change', () => {
  const labels = Int32Array.from({ length: 103 }, (_, at) => (at < 60 ? 0 : at < 95 ? 1 : at - 95))
  const folds = stratifiedFolds(labels, 5)
  const sizes = (member: (row: number) => boolean) =>
    [0, 1, 2, 3, 4].map((fold) => folds.filter((of, row) => of === fold && member(row)).length)
  for (const member of [() => true, (row: number) => labels[row] === 0, (row: number) => labels[row] === 1]) {
    expect(Math.max(...sizes(member)) - Math.min(...sizes(member))).toBeLessThanOrEqual(1)
  }
  expect(stratifiedFolds(labels, 5)).toEqual(folds)
})

describe('calibration', () => {
  test('scores twice too large are halved', () => {
    const labels = Int32Array.from({ length: 1000 }, (_, at) => (at % 4 === 0 ? 1 : 0))
    // Three of four are of class 0, so its log-odds are ln 3; the scores claim twice that.
    const scores = Float32Array.from({ length: 2000 }, (_, at) => (at % 2 === 0 ? 2 * Math.log(3) : 0))
    expect(fitTemperature({ classes: 2, scores, labels })).toBeCloseTo(2, 1)
  })

  test('nothing to fit leaves scores as they are', () => {
    expect(fitTemperature({ classes: 2, scores: new Float32Array(), labels: new Int32Array() })).toBe(1)
    expect(fitTemperature({ classes: 1, scores: Float32Array.of(3), labels: Int32Array.of(0) })).toBe(1)
  })

  test('adjacent violators are pooled', () => {
    const fit = fitIsotonic([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [0, 1, 0, 1, 1, 1])
    const levels = [0.1, 0.25, 0.35, 0.6].map((value) => isotonicAt(fit, value))
    // 0 | 1, 0 | 1, 1, 1; each with half a case of its mean value.
    expect(levels[0]).toBeCloseTo(0.05 / 1.5, 12)
    expect(levels[1]).toBeCloseTo((1 + 0.125) / 2.5, 12)
    expect(levels[2]).toBeCloseTo((1 + 0.125) / 2.5, 12)
    expect(levels[3]).toBeGreaterThan(0.9)
    expect(isotonicAt(fit, 0)).toBeCloseTo(0.05 / 1.5, 12)
  })
})

describe('what validation reports', () => {
  /** Held-out cases with log-probabilities as scores, so that a temperature of 1 is right. */
  function heldOut(cases: readonly [label: number, right: number][], classes: number): HeldOut {
    const scores = Float32Array.from(
      cases.flatMap(([, at]) => Array.from({ length: classes }, (_, k) => (k === at ? 4 : 0))),
    )
    const labels = Int32Array.from(cases, ([label]) => label)
    const foldOf = Uint8Array.from(cases.keys(), (at) => at % 2)
    return { classes, scores, labels, foldOf, folds: 2, fitting: { epochs: 1, rate: 1 } }
  }
  const times = (count: number, label: number, proposed: number) =>
    Array.from({ length: count }, (): [number, number] => [label, proposed])
  // Cohen's example with κ = 0.4: 20 and 15 agreed, 5 and 10 not.
  const cases = [...times(20, 0, 0), ...times(5, 0, 1), ...times(10, 1, 0), ...times(15, 1, 1)]
  const got = validate(heldOut(cases, 2), (row) => row < 10, 0.85)

  test('accuracy with its interval, baseline, macro-F1 and κ', () => {
    expect(got).toMatchObject({ n: 50, classes: 2, correct: 35, accuracy: 0.7, baseline: 0.5 })
    expect(got.accuracyLow).toBeCloseTo(0.5625, 4)
    expect(got.accuracyHigh).toBeCloseTo(0.809, 3)
    expect(got.kappa).toBeCloseTo(0.4, 12)
    // F1 of the codes: 40 / 55 and 30 / 45.
    expect(got.macroF1).toBeCloseTo((40 / 55 + 30 / 45) / 2, 12)
  })

  test('cases with a twin in another fold are not new wording', () => {
    expect(got.newWordingN).toBe(40)
    expect(got.newWordingAccuracy).toBeCloseTo(25 / 40, 12)
  })

  test('calibrated on the other fold, a constant claim is about as often right as it says', () => {
    expect(got.ece).toBeLessThan(0.1)
    expect(got.brier).toBeGreaterThan(0.3)
    expect(got.confidentN).toBe(0)
    expect(got.confidentAccuracy).toBeNull()
  })

  test('a case whose code is not known to the model counts as wrong', () => {
    const { n, correct, classes } = validate(heldOut([...cases, [-1, 0]], 2), () => false, 0.85)
    expect({ n, correct, classes }).toEqual({ n: 51, correct: 35, classes: 3 })
  })

  test('the interval of κ is that of Fleiss, Cohen and Everitt', () => {
    // Their example of 1969, table 1: κ = 0.429, standard error 0.0536 for n = 200.
    const table = [
      [106, 10, 4],
      [22, 28, 10],
      [2, 12, 6],
    ]
    const interval = kappaInterval(table)
    expect(interval?.low).toBeCloseTo(0.4286 - 1.96 * 0.0536, 2)
    expect(interval?.high).toBeCloseTo(0.4286 + 1.96 * 0.0536, 2)
    expect(
      kappaInterval([
        [50, 0],
        [0, 0],
      ]),
    ).toBeNull()
  })
})

test('coders who code the same words differently agree with themselves in so many pairs', () => {
  const wordings = ['a', 'a', 'a', 'b', 'b', 'c']
  expect(wordingAgreement(wordings, ['x', 'x', 'y', 'x', 'x', 'z'])).toEqual({ pairs: 4, agreement: 0.5 })
  expect(wordingAgreement(['a', 'b'], ['x', 'x'])).toEqual({ pairs: 0, agreement: null })
})
