/** A rising step function: `levels[i]` for what is at least `starts[i]`. */
export interface IsotonicFit {
  readonly starts: Float64Array
  readonly levels: Float64Array
}

/**
 * The non-decreasing function that is nearest to `outcomes` (0 or 1) over `values` by squares: pool adjacent violators
 * (Ayer et al. 1955). Each pool is drawn half a case towards its mean value, so that no pool of one says "always".
 */
export function fitIsotonic(values: ArrayLike<number>, outcomes: ArrayLike<number>): IsotonicFit {
  const order = Int32Array.from({ length: values.length }, (_, at) => at).sort(
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b,
  )
  const pools: { start: number; sum: number; hits: number; count: number }[] = []
  for (const at of order) {
    const value = values[at] ?? 0
    pools.push({ start: value, sum: value, hits: outcomes[at] ?? 0, count: 1 })
    while (pools.length > 1) {
      const last = pools[pools.length - 1]
      const before = pools[pools.length - 2]
      if (last === undefined || before === undefined) break
      const isRising = before.hits * last.count < last.hits * before.count
      if (isRising && before.start < last.start) break
      pools.pop()
      before.sum += last.sum
      before.hits += last.hits
      before.count += last.count
    }
  }
  return {
    starts: Float64Array.from(pools, ({ start }) => start),
    levels: Float64Array.from(pools, ({ sum, hits, count }) => (hits + (0.5 * sum) / count) / (count + 0.5)),
  }
}

/** The function's value; below the first start, the first level. */
export function isotonicAt({ starts, levels }: IsotonicFit, value: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return levels[low] ?? value
}
