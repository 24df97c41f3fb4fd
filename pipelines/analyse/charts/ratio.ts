import { isKnown, type Series } from './control-chart.ts'

/** `x / n` by period; a period without a denominator is a gap, not 0 (metric-spec M22). Throws RangeError on unequal lengths. */
export function ratios(x: Series, n: Series): Series {
  if (x.length !== n.length) throw new RangeError(`${x.length} numerators for ${n.length} denominators`)
  return x.map((value, index) => {
    const size = n[index]
    return isKnown(value) && isKnown(size) && size > 0 ? value / size : null
  })
}

/** Sum of the numerators by sum of the denominators of the first `baseline` periods; null where nothing was counted. */
export function pooledRatio(x: Series, n: Series, baseline = x.length): number | null {
  let [events, size] = [0, 0]
  for (const [index, value] of x.slice(0, baseline).entries()) {
    const own = n[index]
    if (!isKnown(value) || !isKnown(own) || own <= 0) continue
    events += value
    size += own
  }
  return size > 0 ? events / size : null
}
