import { Z_975 } from '../../metrics/distributions.ts'

/**
 * 95 % interval of Cohen's κ by its large-sample standard error (Fleiss, Cohen and Everitt 1969, Psychological Bulletin
 * 72:323), within −1 to 1. `table` has one coder in rows, the other in columns. Null where κ is not defined.
 */
export function kappaInterval(table: readonly (readonly number[])[]): { low: number; high: number } | null {
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columns = table.map((_, k) => table.reduce((sum, row) => sum + (row[k] ?? 0), 0))
  const n = rows.reduce((sum, count) => sum + count, 0)
  if (n === 0) return null
  const po = table.reduce((sum, row, k) => sum + (row[k] ?? 0), 0) / n
  const pe = rows.reduce((sum, count, k) => sum + count * (columns[k] ?? 0), 0) / (n * n)
  if (pe === 1) return null
  const kappa = (po - pe) / (1 - pe)
  let agreeing = 0
  let apart = 0
  table.forEach((row, i) => {
    row.forEach((count, j) => {
      const margins = ((columns[i] ?? 0) + (rows[j] ?? 0)) / n
      if (i === j) agreeing += (count / n) * (1 - ((rows[i] ?? 0) / n + (columns[i] ?? 0) / n) * (1 - kappa)) ** 2
      else apart += (count / n) * margins ** 2
    })
  })
  const variance = agreeing + (1 - kappa) ** 2 * apart - (kappa - pe * (1 - kappa)) ** 2
  const half = (Z_975 * Math.sqrt(Math.max(0, variance) / n)) / (1 - pe)
  return { low: Math.max(-1, kappa - half), high: Math.min(1, kappa + half) }
}
