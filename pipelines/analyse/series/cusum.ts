import { isKnown, type Series } from '../charts/control-chart.ts'

export interface CusumOptions {
  readonly target: number
  /** Half the shift of interest, in the unit of the values. */
  readonly k: number
  /** Decision interval, in the unit of the values; usually 4 or 5 sigmas. */
  readonly h: number
}

export interface Cusum {
  readonly upper: Series
  readonly lower: Series
  /** Place of the first point beyond h, counted from 0, and its side; null where there is none. */
  readonly signal: { readonly index: number; readonly direction: 1 | -1; readonly since: number } | null
}

/**
 * Tabular CUSUM: C⁺ = max(0, C⁺ + x − T − k), C⁻ mirrored, a signal strictly above h (metric-spec M26). `since` is the first
 * point after the sum last was 0: where the shift began. A gap leaves the sums as they are.
 */
export function cusum(x: Series, { target, k, h }: CusumOptions): Cusum {
  const up = oneSided(x, (value) => value - target - k, h)
  const down = oneSided(x, (value) => target - value - k, h)
  const signals = [
    ...(up.signal === null ? [] : [{ ...up.signal, direction: 1 as const }]),
    ...(down.signal === null ? [] : [{ ...down.signal, direction: -1 as const }]),
  ].sort((a, b) => a.index - b.index)
  return { upper: up.sums, lower: down.sums, signal: signals[0] ?? null }
}

function oneSided(x: Series, step: (value: number) => number, h: number) {
  const sums: (number | null)[] = []
  let [sum, since] = [0, 0]
  let signal: { index: number; since: number } | null = null
  for (const [index, value] of x.entries()) {
    if (!isKnown(value)) {
      sums.push(null)
      continue
    }
    if (sum === 0) since = index
    sum = Math.max(0, sum + step(value))
    sums.push(sum)
    if (sum > h) signal ??= { index, since }
  }
  return { sums, signal }
}
