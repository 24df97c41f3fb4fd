import { dimensionCatalogue, type Question } from '../metrics/catalogue.ts'
import { wilsonInterval } from '../metrics/intervals.ts'
import type { MetricRow } from '../metrics/metric-row.ts'
import type { RowOf } from './api/columns.ts'
import type { CELL } from './api/figure-tables.ts'
import { type Asking, type Filters, fits, rangeBefore, without } from './asking.ts'
import { suppressionOf } from './figure-row.ts'
import { scopeOf } from './viewer.ts'

type Cell = RowOf<typeof CELL>
const COUNTED = 'complaints_received'
/** Values of a dimension that are sent; the explorer shows the largest. */
const MOST_VALUES = 20

/**
 * Counts of the complaints by every dimension of 5W1H that has values, each beside its share, what the reference would make
 * it, and the range of the same length before. A dimension's own filter is left out of its cells.
 */
export async function questionCells(
  asking: Asking,
): Promise<{ cells: Cell[]; before: { from: string; to: string } | null }> {
  const dimensions = [...dimensionCatalogue().values()].filter(({ name }) => fits(COUNTED, [name]))
  const names = dimensions.map(({ name }) => name)
  const before = rangeBefore(asking.state)
  const own = Object.keys(without(asking.where, Object.keys(scopeOf(asking.viewer))))
  const [now, earlier, whole] = await Promise.all([
    countsBy(asking, names, asking.where),
    countsBy(asking, names, asking.where, before),
    own.length === 0 ? undefined : countsBy(asking, names, scopeOf(asking.viewer)),
  ])
  const all = whole ?? earlier
  const cells = dimensions.flatMap(({ name, question }) =>
    cellsOf(name, question, { now: now.get(name) ?? [], earlier: earlier.get(name) ?? [], all: all.get(name) ?? [] }),
  )
  return { cells, before }
}

async function countsBy(
  asking: Asking,
  names: readonly string[],
  where: Filters,
  range: { from?: string; to?: string } = {},
): Promise<Map<string, MetricRow[]>> {
  const free = names.filter((name) => (where[name] ?? []).length === 0)
  const filtered = names.filter((name) => !free.includes(name))
  const [ofFree, ...ofFiltered] = await Promise.all([
    asking.slices(
      { metrics: [COUNTED], where, ...range },
      free.map((name) => [name]),
    ),
    ...filtered.map((name) =>
      asking.slices({ metrics: [COUNTED], where: without(where, [name]), ...range }, [[name]]).then(([rows]) => rows),
    ),
  ])
  return new Map([
    ...free.map((name, index) => [name, ofFree[index] ?? []] as const),
    ...filtered.map((name, index) => [name, ofFiltered[index] ?? []] as const),
  ])
}

interface Counts {
  readonly now: readonly MetricRow[]
  readonly earlier: readonly MetricRow[]
  readonly all: readonly MetricRow[]
}

function cellsOf(dimension: string, question: Question, { now, earlier, all }: Counts): Cell[] {
  if (now.every((row) => row.by[dimension] === null)) return []
  const [counts, countsBefore, reference] = [now, earlier, all].map(
    (rows) => new Map(rows.map((row) => [row.by[dimension] ?? null, row])),
  )
  const [total, totalOfReference] = [sumOf(now), sumOf(all)]
  const keys = [...new Set([...(counts?.keys() ?? []), ...(reference?.keys() ?? [])])]
  const cells = keys.map((key) => {
    const n = valueAt(counts, key)
    const known = valueAt(reference, key)
    const expected = known === null || totalOfReference === 0 ? null : (total * known) / totalOfReference
    return {
      question,
      dimension,
      key,
      n,
      share: n === null || total === 0 ? null : n / total,
      expected,
      ratio: n === null || expected === null || expected === 0 ? null : n / expected,
      stands_out: n === null || known === null ? null : standsOut(n, total, known, totalOfReference),
      before: valueAt(countsBefore, key),
      suppressed: suppressionOf(counts?.get(key)),
    }
  })
  return cells
    .toSorted((a, b) => (b.n ?? 0) - (a.n ?? 0) || (b.expected ?? 0) - (a.expected ?? 0) || inOrder(a.key, b.key))
    .slice(0, MOST_VALUES)
}

function inOrder(a: string | null, b: string | null): number {
  return String(a) < String(b) ? -1 : 1
}

/** 0 where nothing was counted, null where the count is not shown. */
function valueAt(counts: ReadonlyMap<string | null, MetricRow> | undefined, key: string | null): number | null {
  const row = counts?.get(key)
  return row === undefined ? 0 : row.value
}

function sumOf(rows: readonly MetricRow[]): number {
  return rows.reduce((sum, row) => sum + (row.value ?? 0), 0)
}

function standsOut(n: number, total: number, known: number, all: number): 'higher' | 'lower' | null {
  const [mine, theirs] = [wilsonInterval(n, total), wilsonInterval(known, all)]
  if (mine === null || theirs === null) return null
  if (mine.low > theirs.high) return 'higher'
  return mine.high < theirs.low ? 'lower' : null
}
