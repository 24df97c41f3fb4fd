import type { MetricRow } from '../metrics/metric-row.ts'
import type { RowOf } from './api/columns.ts'
import type { CROSS } from './api/figure-tables.ts'
import { type Asking, without } from './asking.ts'
import { suppressionOf } from './figure-row.ts'

const MOST_CELLS = 1500

/**
 * Complaints by two dimensions, largest first, with what independence would make them (row total × column total ÷ total)
 * and the adjusted standardised residual (Haberman 1973).
 */
export async function crossCells(asking: Asking, first: string, second: string): Promise<RowOf<typeof CROSS>[]> {
  const where = without(asking.where, [first, second])
  const [rows = []] = await asking.slices({ metrics: ['complaints_received'], where }, [[first, second]])
  const sums = [first, second].map((name) => sumsBy(rows, name))
  const total = rows.reduce((sum, row) => sum + (row.value ?? 0), 0)
  const cells = rows.map((row) => {
    const [across = 0, down = 0] = [first, second].map((name, at) => sums[at]?.get(row.by[name] ?? null) ?? 0)
    const n = row.value
    const expected = total === 0 ? 0 : (across * down) / total
    const variance = expected * (1 - across / total) * (1 - down / total)
    return {
      dimension: first,
      key: row.by[first] ?? null,
      dimension_2: second,
      key_2: row.by[second] ?? null,
      n,
      expected,
      ratio: n === null || expected === 0 ? null : n / expected,
      residual: n === null || !(variance > 0) ? null : (n - expected) / Math.sqrt(variance),
      suppressed: suppressionOf(row),
    }
  })
  return cells.toSorted((a, b) => (b.n ?? 0) - (a.n ?? 0)).slice(0, MOST_CELLS)
}

function sumsBy(rows: readonly MetricRow[], name: string): Map<string | null, number> {
  const sums = new Map<string | null, number>()
  for (const row of rows) {
    const key = row.by[name] ?? null
    sums.set(key, (sums.get(key) ?? 0) + (row.value ?? 0))
  }
  return sums
}
