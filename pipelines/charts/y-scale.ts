/** A scale from values to px from the top, with a margin above and below what is drawn. */
export interface YScale {
  readonly domain: readonly [number, number]
  toPx(value: number): number
}

/** Share of the range that is left free above and below. */
const MARGIN = 0.1

/**
 * The scale that holds all values; `least` and `most` are ends that the measure cannot pass (a share: 0 and 1).
 * A single value gets room around it.
 */
export function yScale(
  values: readonly (number | null)[],
  height: number,
  { least = -Infinity, most = Infinity }: { least?: number; most?: number } = {},
): YScale {
  const known = values.filter((value) => value !== null)
  const [low, high] = known.length === 0 ? [0, 1] : [Math.min(...known), Math.max(...known)]
  const margin = (high - low || Math.abs(high) * 0.2 || 1) * MARGIN
  const domain = [Math.max(least, low - margin), Math.min(most, high + margin)] as const
  const span = domain[1] - domain[0]
  return { domain, toPx: (value) => height * (1 - (value - domain[0]) / span) }
}
