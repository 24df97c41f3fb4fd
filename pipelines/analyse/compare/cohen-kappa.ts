export interface Kappa {
  readonly n: number
  /** Observed and expected agreement. */
  readonly po: number | null
  readonly pe: number | null
  /** Null where all cases fall into one category, so that agreement is certain by chance alone. */
  readonly kappa: number | null
}

/** Below this a Pareto of causes carries a warning (metric-spec M32). */
export const KAPPA_ENOUGH = 0.6

/** Cohen's κ of a square table: rows as the first coder put the cases, columns as the second. Throws RangeError if not square. */
export function cohenKappa(table: readonly (readonly number[])[]): Kappa {
  if (table.some((row) => row.length !== table.length)) throw new RangeError('the table is not square')
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columns = table.map((_row, j) => table.reduce((sum, row) => sum + (row[j] ?? 0), 0))
  const n = rows.reduce((sum, count) => sum + count, 0)
  if (n <= 0) return { n, po: null, pe: null, kappa: null }
  const po = table.reduce((sum, row, i) => sum + (row[i] ?? 0), 0) / n
  const pe = rows.reduce((sum, count, i) => sum + count * (columns[i] ?? 0), 0) / (n * n)
  return { n, po, pe, kappa: pe === 1 ? null : (po - pe) / (1 - pe) }
}
