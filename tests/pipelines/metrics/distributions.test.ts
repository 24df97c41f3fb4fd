import { describe, expect, test } from 'vitest'
import {
  betaQuantile,
  binomialUpper,
  chiSquaredUpper,
  logChoose,
  normalQuantile,
  normalUpper,
  studentTwoSided,
} from '../../../pipelines/metrics/distributions.ts'

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
    ['choose(5, 2)', Math.exp(logChoose(5, 2)), 10],
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
