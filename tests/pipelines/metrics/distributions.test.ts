import { describe, expect, test } from 'vitest'
import {
  betaCdf,
  betaQuantile,
  binomialCdf,
  binomialPmf,
  binomialQuantile,
  binomialUpper,
  chiSquaredQuantile,
  chiSquaredUpper,
  gammaQuantile,
  hypergeometricPmf,
  normalCdf,
  normalQuantile,
  normalUpper,
  poissonCdf,
  poissonPmf,
  studentCdf,
  studentQuantile,
  studentTwoSided,
} from '../../../pipelines/metrics/distributions.ts'

const close = (got: number, expected: number, tolerance = 1e-12) =>
  expect(Math.abs(got / expected - 1), `${got} for ${expected}`).toBeLessThan(tolerance)

// Printed by R 4.2.2 as the reference vectors quote it, or exact by a closed form.
test.each<[string, number, number]>([
  ['qnorm(.999)', normalQuantile(0.999), 3.090232306167813],
  ['pnorm(-10)', normalCdf(-10), 7.61985302416052e-24],
  ['pnorm(1.96)', normalCdf(1.96), 0.97500210485178],
  ['upper normal', normalUpper(10), 7.61985302416052e-24],
  ['qt, one degree: tan', studentQuantile(0.975, 1), Math.tan(Math.PI * 0.475)],
  ['qt, two degrees', studentQuantile(0.75, 2), Math.sqrt(2 / 3)],
  ['pt, one degree: arctan', studentCdf(2, 1), 0.5 + Math.atan(2) / Math.PI],
  ['paired t of Student’s sleep data', studentTwoSided(-4.06212768338204, 9), 0.00283289019738427],
  ['McNemar, Agresti', chiSquaredUpper(16.8177966101695, 1), 4.11456228134594e-5],
  ['χ², two degrees: logarithm', chiSquaredQuantile(0.95, 2), -2 * Math.log(0.05)],
  ['gamma of shape 1: logarithm', gammaQuantile(0.975, 1), -Math.log(0.025)],
  ['Clopper–Pearson 2 of 200, low', betaQuantile(0.025, 2, 199), 0.00121334901373603],
  ['Clopper–Pearson 2 of 200, high', betaQuantile(0.975, 3, 198), 0.0356546683972397],
  ['arcsine law', betaCdf(0.006, 0.5, 0.5), (2 / Math.PI) * Math.asin(Math.sqrt(0.006))],
  ['P(X ≥ 12), 60, 0.1', binomialUpper(12, 60, 0.1), 0.0145846851974371],
  ['P(X ≤ 1), 3, ½', binomialCdf(1, 3, 0.5), 0.5],
  ['P(X = 2), 4, ½', binomialPmf(2, 4, 0.5), 6 / 16],
  ['P(X ≤ 3), Poisson 2.5', poissonCdf(3, 2.5), 0.757576133133066],
  ['P(X = 0), Poisson', poissonPmf(0, 2), Math.exp(-2)],
  ['tea tasting', hypergeometricPmf(3, 4, 4, 4), 16 / 70],
])('%s', (_name, got, expected) => close(got, expected))

test.each([
  [9, 2],
  [15, 4],
  [23, 8],
])('binomial quantile 0.05 of %i tosses', (n, expected) => {
  expect(binomialQuantile(0.05, n, 0.5)).toBe(expected)
})

test('ends of the ranges are exact', () => {
  expect([normalQuantile(0.5), studentQuantile(0.5, 3), binomialCdf(5, 5, 0.3), binomialUpper(0, 5, 0.3)]).toEqual([
    0, 0, 1, 1,
  ])
  expect([betaQuantile(0, 1, 2), betaQuantile(1, 1, 2), gammaQuantile(0, 3), poissonCdf(-1, 3)]).toEqual([0, 1, 0, 0])
  expect(studentQuantile(0.025, 9)).toBe(-studentQuantile(0.975, 9))
})

test('large counts keep their digits: the masses of a million draws sum to 1', () => {
  let sum = 0
  for (let k = 48_000; k <= 52_000; k += 1) sum += hypergeometricPmf(k, 100_000, 900_000, 500_000)
  close(sum, 1, 1e-9)
  close(gammaQuantile(0.975, 1e7), 1e7 + 1.959963984540054 * Math.sqrt(1e7), 1e-6)
})
describe('distribution functions', () => {
  test.each([
    ['pnorm(-1.96)', normalUpper(1.96), 0.024997895148220435],
    ['pnorm(-8)', normalUpper(8), 6.220960574271786e-16],
    ['qnorm(0.999)', normalQuantile(0.999), 3.090232306167813],
    ['qnorm(0.025)', normalQuantile(0.025), -1.959963984540054],
    ['pchisq(8.52244897959184, 1, lower=F)', chiSquaredUpper(8.52244897959184, 1), 0.00350792117649452],
    ['2*pt(-4.06212768338204, 9)', studentTwoSided(4.06212768338204, 9), 0.00283289019738427],
    ['P(X >= 3), n 10, p 0.1', binomialUpper(3, 10, 0.1), 0.0701908264],
    ['qbeta(0.5, 2, 2)', betaQuantile(0.5, 2, 2), 0.5],
  ])('%s', (_name, got, expected) => {
    expect(Math.abs(got / expected - 1)).toBeLessThan(1e-9)
  })

  test('ends of the range', () => {
    expect(normalUpper(0)).toBe(0.5)
    expect(normalQuantile(0.5)).toBeCloseTo(0, 12)
    expect(chiSquaredUpper(0, 1)).toBe(1)
    expect(studentTwoSided(0, 5)).toBe(1)
    expect([binomialUpper(0, 5, 0.2), binomialUpper(6, 5, 0.2)]).toEqual([1, 0])
  })
})
