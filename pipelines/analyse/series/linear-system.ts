/** Solves A·x = b by elimination with partial pivoting; null where A is singular. A is square, rows as lists. */
export function solveLinear(a: readonly (readonly number[])[], b: readonly number[]): number[] | null {
  const inverse = eliminate(
    a,
    b.map((value) => [value]),
  )
  return inverse === null ? null : inverse.map(([value = Number.NaN]) => value)
}

/** Inverse of a square matrix; null where it is singular. */
export function invert(a: readonly (readonly number[])[]): number[][] | null {
  return eliminate(
    a,
    a.map((_row, i) => a.map((_other, j) => (i === j ? 1 : 0))),
  )
}

function eliminate(a: readonly (readonly number[])[], right: readonly (readonly number[])[]): number[][] | null {
  const rows = a.map((row, i) => [...row, ...(right[i] ?? [])])
  const n = rows.length
  const scale = Math.max(...a.flat().map(Math.abs), 0)
  for (let column = 0; column < n; column += 1) {
    let pivot = column
    for (let i = column + 1; i < n; i += 1)
      if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = i
    const top = rows[pivot]
    const head = top?.[column] ?? 0
    if (top === undefined || Math.abs(head) <= scale * 1e-14) return null
    rows[pivot] = rows[column] ?? []
    rows[column] = top.map((value) => value / head)
    for (const [i, row] of rows.entries()) {
      const factor = row[column] ?? 0
      if (i === column || factor === 0) continue
      rows[i] = row.map((value, j) => value - factor * (rows[column]?.[j] ?? 0))
    }
  }
  return rows.map((row) => row.slice(n))
}
