import { isKnown, type Series } from './control-chart.ts'

/**
 * Absolute differences of neighbouring points; a gap has none to either side. One shorter than the series. Where gaps leave
 * fewer than half of the points a neighbour, as with a metric of every other week, each point's is the one before the gap.
 */
export function movingRanges(values: Series): Series {
  const known = values.flatMap((value, place) => (isKnown(value) ? [{ value, place }] : []))
  const ranges = values.slice(1).map((value, index) => {
    const previous = values[index]
    return isKnown(value) && isKnown(previous) ? Math.abs(value - previous) : null
  })
  if (2 * ranges.filter(isKnown).length >= known.length - 1) return ranges
  for (const [index, { value, place }] of known.entries()) {
    const previous = known[index - 1]
    if (previous !== undefined) ranges[place - 1] = Math.abs(value - previous.value)
  }
  return ranges
}

/** Mean of the numbers that are known; null where none is. */
export function meanOf(values: Series): number | null {
  const known = values.filter(isKnown)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}
