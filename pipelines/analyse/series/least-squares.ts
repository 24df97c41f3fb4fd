import { invert } from './linear-system.ts'

export interface LeastSquares {
  readonly coefficients: readonly number[]
  readonly residuals: readonly number[]
  /** (XᵀWX)⁻¹. */
  readonly inverse: readonly (readonly number[])[]
}

/** Least squares of y on the columns of X (one row an observation), weighted where asked. Null: X is not of full rank. */
export function leastSquares(
  x: readonly (readonly number[])[],
  y: readonly number[],
  weights?: readonly number[],
): LeastSquares | null {
  const columns = x[0]?.length ?? 0
  const cross: number[][] = Array.from({ length: columns }, () => Array.from({ length: columns }, () => 0))
  const right: number[] = Array.from({ length: columns }, () => 0)
  for (const [index, row] of x.entries()) {
    const weight = weights?.[index] ?? 1
    for (const [i, own] of row.entries()) {
      right[i] = (right[i] ?? 0) + weight * own * (y[index] ?? 0)
      const line = cross[i] ?? []
      for (const [j, other] of row.entries()) line[j] = (line[j] ?? 0) + weight * own * other
    }
  }
  // Columns of unlike size (time, offsets) are brought to the same scale first.
  const scale = cross.map((row, i) => Math.sqrt(row[i] ?? 0) || 1)
  const scaled = invert(cross.map((row, i) => row.map((value, j) => value / (scale[i] ?? 1) / (scale[j] ?? 1))))
  if (scaled === null) return null
  const inverse = scaled.map((row, i) => row.map((value, j) => value / (scale[i] ?? 1) / (scale[j] ?? 1)))
  const coefficients = inverse.map((row) => row.reduce((sum, value, j) => sum + value * (right[j] ?? 0), 0))
  const residuals = x.map((row, index) => (y[index] ?? 0) - dot(row, coefficients))
  return { coefficients, residuals, inverse }
}

/** Standard errors of the coefficients, where residuals vary alike and independently. */
export function leastSquaresErrors({ residuals, inverse, coefficients }: LeastSquares): number[] {
  const variance = residuals.reduce((sum, e) => sum + e * e, 0) / (residuals.length - coefficients.length)
  return inverse.map((row, i) => Math.sqrt(variance * (row[i] ?? 0)))
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}
