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

/** The rows of the largest values of one dimension against those of another, in the order of these. */
export function largestGrid<
  Row extends { readonly n: number | null; readonly key: string | null; readonly key_2: string | null },
>(rows: readonly Row[], most: { readonly rows: number; readonly columns: number }): Row[] {
  const down = largestKeys(rows, ({ key }) => key, most.rows)
  const across = largestKeys(rows, ({ key_2: key }) => key, most.columns)
  return rows
    .filter(({ key, key_2: other }) => down.includes(key) && across.includes(other))
    .toSorted((a, b) => down.indexOf(a.key) - down.indexOf(b.key) || across.indexOf(a.key_2) - across.indexOf(b.key_2))
}
