import { largestGrid, largestKeys } from './api/largest-keys.ts'
import { EXPLORE_GRID, MOST_LINES } from './api/pages.ts'
import type { FigureRow } from './api/tables.ts'

/** Rows that an answer has at most in all, so that it comes quickly; each metric has its part of them. */
const MOST_FIGURES = 4800
const MOST_GROUPS = 1200

/** How many groups there are, and the sum of their n. */
export interface GroupCount {
  readonly count: number
  readonly n: number
}

export function groupCounts(metrics: readonly string[], groups: readonly FigureRow[]): Record<string, GroupCount> {
  const own = (name: string) => groups.filter(({ metric }) => metric === name)
  return Object.fromEntries(
    metrics.map((name) => [name, { count: own(name).length, n: own(name).reduce((sum, { n }) => sum + n, 0) }]),
  )
}

/**
 * What the page draws, and the groups that its tables list, of each metric those with the largest n: of periods the groups
 * that are drawn at least, without periods the largest values of one dimension against those of the other.
 */
export function largestGroups(
  { metrics, by }: { readonly metrics: readonly string[]; readonly by: readonly string[] },
  { figures, groups }: { readonly figures: readonly FigureRow[]; readonly groups: readonly FigureRow[] },
): { figures: FigureRow[]; groups: FigureRow[] } {
  const isTwo = by.length === 2
  const each = (rows: readonly FigureRow[], take: (own: FigureRow[]) => readonly FigureRow[]) =>
    metrics.flatMap((name) => take(rows.filter(({ metric }) => metric === name)))
  const listed = Math.floor((isTwo ? MOST_FIGURES : MOST_GROUPS) / metrics.length)
  return {
    figures: each(figures, (own) =>
      isTwo ? largestGrid(own, EXPLORE_GRID) : coursesOf(own, MOST_FIGURES / metrics.length),
    ),
    groups: each(groups, (own) => own.toSorted((a, b) => b.n - a.n).slice(0, listed)),
  }
}

function coursesOf(rows: readonly FigureRow[], most: number): readonly FigureRow[] {
  if (rows.length <= most) return rows
  const periods = new Set(rows.map(({ period }) => period)).size
  const keys = new Set(largestKeys(rows, ({ key }) => key, Math.max(MOST_LINES, Math.floor(most / periods))))
  return rows.filter(({ key }) => keys.has(key))
}
