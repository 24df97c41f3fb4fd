/** Cases by the coder's class and the proposed class. */
export type Confusion = readonly (readonly number[])[]

/**
 * Counts cases by their coder's class (rows) and proposed class (columns); a last row and column for the coder's classes
 * that are unknown to the model, −1.
 */
export function confusionOf(labels: ArrayLike<number>, proposed: ArrayLike<number>, classes: number): Confusion {
  const table = Array.from({ length: classes + 1 }, () => new Array<number>(classes + 1).fill(0))
  for (let at = 0; at < labels.length; at += 1) {
    const label = labels[at] ?? -1
    const row = table[label < 0 ? classes : label]
    const column = proposed[at] ?? 0
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1
  }
  return table
}

/** Mean over the classes that coders used of F1 = 2·TP / (2·TP + FP + FN), 0 to 1. */
export function macroF1(table: Confusion): number {
  let sum = 0
  let used = 0
  table.forEach((row, k) => {
    const coded = total(row)
    if (coded === 0) return
    const proposed = total(table.map((other) => other[k] ?? 0))
    sum += (2 * (row[k] ?? 0)) / (coded + proposed)
    used += 1
  })
  return used === 0 ? 0 : sum / used
}

/** Share of cases on the diagonal, and of the commonest of the coder's classes. */
export function accuracyOf(table: Confusion): { accuracy: number; baseline: number } {
  const rows = table.map(total)
  const n = total(rows)
  return { accuracy: total(table.map((row, k) => row[k] ?? 0)) / n, baseline: Math.max(...rows) / n }
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
