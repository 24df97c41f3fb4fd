import { chiSquaredUpper } from './distributions.ts'
import type { DurationCount } from './kaplan-meier.ts'

/**
 * Log-rank test whether groups of cases end equally fast (Mantel 1966, as R's survdiff): χ² with groups − 1 degrees of
 * freedom. Null for fewer than two groups with cases, or where nothing varies. Negative durations are left out, as of
 * the curves.
 */
export function logRank(
  groups: readonly (readonly DurationCount[])[],
): { chiSquared: number; df: number; pValue: number } | null {
  const used = groups
    .map((group) => group.filter(({ time }) => time >= 0))
    .filter((group) => group.some(({ events, censored }) => events + censored > 0))
  const df = used.length - 1
  if (df < 1) return null
  const times = [
    ...new Set(
      used
        .flat()
        .filter(({ events }) => events > 0)
        .map(({ time }) => time),
    ),
  ].sort((a, b) => a - b)
  const excess = new Array<number>(df).fill(0)
  const covariance = Array.from({ length: df }, () => new Array<number>(df).fill(0))
  for (const time of times) {
    const atRisk = used.map((group) =>
      total(group, (count) => (count.time >= time ? count.events + count.censored : 0)),
    )
    const ended = used.map((group) => total(group, (count) => (count.time === time ? count.events : 0)))
    const n = atRisk.reduce((sum, value) => sum + value, 0)
    const d = ended.reduce((sum, value) => sum + value, 0)
    const factor = n > 1 ? (d * (n - d)) / (n - 1) : 0
    for (let i = 0; i < df; i += 1) {
      const share = (atRisk[i] ?? 0) / n
      excess[i] = (excess[i] ?? 0) + (ended[i] ?? 0) - d * share
      const row = covariance[i] ?? []
      for (let j = 0; j < df; j += 1)
        row[j] = (row[j] ?? 0) + factor * share * ((i === j ? 1 : 0) - (atRisk[j] ?? 0) / n)
    }
  }
  const solved = solve(covariance, excess)
  if (solved === null) return null
  const chiSquared = excess.reduce((sum, value, i) => sum + value * (solved[i] ?? 0), 0)
  return { chiSquared, df, pValue: chiSquaredUpper(chiSquared, df) }
}

function total(group: readonly DurationCount[], weigh: (count: DurationCount) => number): number {
  return group.reduce((sum, count) => sum + weigh(count), 0)
}

/** Solution of a small symmetric system by Gaussian elimination with pivots; null where it is singular. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  const size = rows.length
  for (let column = 0; column < size; column += 1) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best))
    const head = pivot[column] ?? 0
    if (Math.abs(head) < 1e-12) return null
    rows.splice(rows.indexOf(pivot), 1)
    rows.splice(column, 0, pivot)
    for (const [index, row] of rows.entries()) {
      if (index === column) continue
      const factor = (row[column] ?? 0) / head
      for (let k = column; k <= size; k += 1) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0)
    }
  }
  return rows.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1))
}
