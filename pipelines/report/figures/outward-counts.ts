import { hideSmallCells } from '../../metrics/small-cells.ts'

/** Counts below it are not shown outside, unless they are 0 (metric-spec M18). */
const SMALL = 5

/**
 * Which values of a dimension an outward copy may not show by themselves, so that they are put together: small counts,
 * further ones where total less the shown would reveal them, and
 * more until what is put together is no small count itself. Null where even their sum would.
 */
export function valuesToMerge(counts: ReadonlyMap<string | null, number>): ReadonlySet<string | null> | null {
  const values = [...counts.keys()]
  const cells = values.map((value, index) => ({ label: String(index), count: counts.get(value) ?? 0 }))
  const { hidden, isTotalHidden } = hideSmallCells(cells, true, SMALL)
  if (isTotalHidden) return null
  const merged = new Set(hidden.map((label) => values[Number(label)] ?? null))
  const sum = () => [...merged].reduce((total, value) => total + (counts.get(value) ?? 0), 0)
  const spare = values
    .filter((value) => !merged.has(value) && (counts.get(value) ?? 0) > 0)
    .sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0))
  while (isSmall(sum())) {
    const [next] = spare.splice(0, 1)
    if (next === undefined) return null
    merged.add(next)
  }
  return merged
}

export function isSmall(count: number): boolean {
  return count > 0 && count < SMALL
}
