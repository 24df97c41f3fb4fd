import { isKnown, type Series } from './control-chart.ts'

/** Absolute differences of neighbouring points; a gap has none to either side. One shorter than the series. */
export function movingRanges(values: Series): Series {
  return values.slice(1).map((value, index) => {
    const previous = values[index]
    return isKnown(value) && isKnown(previous) ? Math.abs(value - previous) : null
  })
}

/** Mean of the numbers that are known; null where none is. */
export function meanOf(values: Series): number | null {
  const known = values.filter(isKnown)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}
