/**
 * Solves A·x = b for a symmetric positive definite A, row by row in one array, of which the lower triangle is read and
 * overwritten by its Cholesky factor. Null where A is not positive definite. Source: Golub & Van Loan, Matrix
 * Computations, 4.2. Here speed counts, since hundreds of resampled systems are solved.
 */
export function solvePositive(a: Float64Array, b: Float64Array): Float64Array | null {
  const n = b.length
  for (let j = 0; j < n; j += 1) {
    const diagonal = (a[j * n + j] ?? 0) - dot(a, j * n, j * n, j)
    if (!(diagonal > 1e-12)) return null
    const root = Math.sqrt(diagonal)
    a[j * n + j] = root
    for (let i = j + 1; i < n; i += 1) a[i * n + j] = ((a[i * n + j] ?? 0) - dot(a, i * n, j * n, j)) / root
  }
  const x = Float64Array.from(b)
  for (let i = 0; i < n; i += 1) {
    let sum = x[i] ?? 0
    for (let k = 0; k < i; k += 1) sum -= (a[i * n + k] ?? 0) * (x[k] ?? 0)
    x[i] = sum / (a[i * n + i] ?? 1)
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    let sum = x[i] ?? 0
    for (let k = i + 1; k < n; k += 1) sum -= (a[k * n + i] ?? 0) * (x[k] ?? 0)
    x[i] = sum / (a[i * n + i] ?? 1)
  }
  return x
}

/** Scalar product of `length` numbers from two places on. */
function dot(a: Float64Array, one: number, other: number, length: number): number {
  let sum = 0
  for (let k = 0; k < length; k += 1) sum += (a[one + k] ?? 0) * (a[other + k] ?? 0)
  return sum
}
