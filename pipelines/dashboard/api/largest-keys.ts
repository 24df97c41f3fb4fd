/** The keys with the largest sums of `n`, in that order. */
export function largestKeys<Row extends { readonly n: number | null }>(
  rows: readonly Row[],
  keyOf: (row: Row) => string | null,
  most: number,
): (string | null)[] {
  const sums = new Map<string | null, number>()
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + (row.n ?? 0))
  return [...sums]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([key]) => key)
}
