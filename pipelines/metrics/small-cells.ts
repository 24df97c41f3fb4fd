/** One row or column of a table: what is counted under each label. */
export type Cells = readonly { readonly label: string; readonly count: number }[]

export interface HiddenCells {
  /** Labels in the order of the row. */
  readonly hidden: readonly string[]
  readonly shown: readonly string[]
  /** The total has to be hidden as well: no further cell is left that could protect what is hidden. */
  readonly isTotalHidden: boolean
}

/**
 * Which cells of a row to hide in a copy that leaves the department (metric-spec M18): counts from 1 to below the
 * threshold, and, where the total is shown, the smallest others until the total no longer reveals them. Zero is shown.
 */
export function hideSmallCells(cells: Cells, isTotalShown: boolean, threshold = 5): HiddenCells {
  const hidden = new Set(cells.filter(({ count }) => count > 0 && count < threshold))
  const spare = cells
    .filter((cell) => !hidden.has(cell))
    .sort((a, b) => order(a.count, b.count) || (a.label < b.label ? -1 : 1))
  let isTotalHidden = false
  while (isTotalShown && isRevealed([...hidden], threshold)) {
    const next = spare.shift()
    if (next === undefined) {
      isTotalHidden = true
      break
    }
    hidden.add(next)
  }
  const labels = (isHidden: boolean) => cells.filter((cell) => hidden.has(cell) === isHidden).map(({ label }) => label)
  return { hidden: labels(true), shown: labels(false), isTotalHidden }
}

/** Zeros protect worst: they are taken last. */
function order(a: number, b: number): number {
  if (a === 0 || b === 0) return Number(a === 0) - Number(b === 0)
  return a - b
}

/** Total less what is shown gives the sum of what is hidden: it tells the cells where there is one way to make it up. */
function isRevealed(hidden: Cells, threshold: number): boolean {
  if (hidden.length === 0) return false
  if (hidden.some(({ count }) => count === 0 || count >= threshold)) return hidden.length === 1
  const sum = hidden.reduce((total, { count }) => total + count, 0)
  return hidden.length === 1 || sum === hidden.length || sum === hidden.length * (threshold - 1)
}
