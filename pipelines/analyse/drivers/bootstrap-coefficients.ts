import { normalTwoSided } from '../../metrics/distributions.ts'
import { quantile } from '../../metrics/quantile.ts'
import { seededRandom } from '../text/seeded-random.ts'
import { newtonStep, type SparseRows } from './logistic-regression.ts'

export interface CoefficientInterval {
  readonly low: number
  readonly high: number
  readonly standardError: number
  /**
   * Two-sided: 2·(b + 1)/(B + 1), b of B resamples lying on the other side of 0 (Davison & Hinkley 1997, 4.11), but not
   * below that of the coefficient by its standard error, which alone tells more where no resample crosses 0.
   */
  readonly pValue: number
}

export const BOOTSTRAPS = 400
export const BOOTSTRAP_SEED = 20_260_101

/**
 * 95 % percentile intervals of the coefficients by resampling rows (Efron & Tibshirani 1993, chapter 13), the same for the
 * same rows: the seed is fixed. Each resample is one Newton step from the fit to all rows; what a full fit would move
 * beyond that is of a smaller order than the resampling. One for each coefficient of `fitted`, the intercept included.
 */
export function bootstrapCoefficients(
  rows: SparseRows,
  outcomes: Uint8Array,
  fitted: Float64Array,
  penalty: number,
): CoefficientInterval[] {
  const random = seededRandom(BOOTSTRAP_SEED)
  const drawn: Float64Array[] = []
  for (let draw = 0; draw < BOOTSTRAPS; draw += 1) {
    const weights = new Float64Array(outcomes.length)
    for (let one = 0; one < outcomes.length; one += 1) {
      const row = Math.floor(random() * outcomes.length)
      weights[row] = (weights[row] ?? 0) + 1
    }
    const beta = newtonStep(rows, outcomes, fitted, { penalty, weights })
    if (beta !== null) drawn.push(beta)
  }
  return Array.from(fitted, (coefficient, k) => {
    const values = drawn.map((beta) => beta[k] ?? 0)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
    return {
      low: quantile(values, 0.025) ?? Number.NaN,
      high: quantile(values, 0.975) ?? Number.NaN,
      standardError: spread,
      pValue: spread > 0 ? pValueOf(values, coefficient, spread) : 1,
    }
  })
}

function pValueOf(values: readonly number[], coefficient: number, spread: number): number {
  const crossing = values.filter((value) => Math.sign(value) !== Math.sign(coefficient)).length
  const resampled = crossing === 0 ? 0 : (2 * (crossing + 1)) / (values.length + 1)
  return Math.min(1, Math.max(resampled, normalTwoSided(coefficient / spread)))
}
