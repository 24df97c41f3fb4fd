import { vitalFew } from '../../metrics/vital-few.ts'

export interface ParetoBar {
  readonly label: string
  readonly count: number
  readonly share: number | null
  readonly cumulative: number | null
}

export interface Pareto {
  /** Largest first, equal counts by label, "other" and unknown last. */
  readonly bars: readonly ParetoBar[]
  readonly total: number
  /** Labels that make up the cut-off together, the one that crosses it included; none where all are equal. */
  readonly vitalFew: readonly string[]
  readonly otherShare: number | null
  /** `other_exceeds_threshold`: so much stands under "other" that the codes need work; `no_concentration`: all are equal. */
  readonly flag: 'other_exceeds_threshold' | 'no_concentration' | null
}

export interface ParetoOptions {
  /** Whether a label stands for "other" or for what is not known. */
  readonly isOther?: (label: string) => boolean
  /** Share of "other" above which it is flagged. */
  readonly otherThreshold?: number
  /** What the vital few make together, in per cent; 80 by default. */
  readonly cutoffPerCent?: number
}

/**
 * Pareto table of counts, or of weights by level (metric-spec M19). Shares are of the total, null where it is 0.
 * Counts that are equal throughout show no concentration, whatever their number.
 */
export function pareto(counts: Readonly<Record<string, number>>, options: ParetoOptions = {}): Pareto {
  const { isOther = () => false, otherThreshold = 0.2, cutoffPerCent } = options
  const entries = Object.entries(counts)
  const largestFirst = (a: [string, number], b: [string, number]) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)
  const named = entries.filter(([label]) => !isOther(label)).sort(largestFirst)
  const others = entries.filter(([label]) => isOther(label)).sort(largestFirst)
  const total = entries.reduce((sum, [, count]) => sum + count, 0)
  const namedCounts = named.map(([, count]) => count)
  const vital = total > 0 ? vitalFew(namedCounts, total, cutoffPerCent) : 0
  const share = (count: number) => (total > 0 ? count / total : null)
  const otherShare = share(others.reduce((sum, [, count]) => sum + count, 0))
  let running = 0
  const bars = [...named, ...others].map(([label, count]) => {
    running += count
    return { label, count, share: share(count), cumulative: share(running) }
  })
  const flag =
    otherShare !== null && otherShare > otherThreshold
      ? 'other_exceeds_threshold'
      : total > 0 && namedCounts.length > 1 && namedCounts[0] === namedCounts.at(-1)
        ? 'no_concentration'
        : null
  return { bars, total, vitalFew: named.slice(0, vital).map(([label]) => label), otherShare, flag }
}

export interface RateBar {
  readonly label: string
  readonly count: number
  readonly exposure: number
  readonly rate: number | null
}

/** The same causes by rate, where exposure is known: the largest count is not the worst rate. Without exposure last. */
export function paretoByRate(
  counts: Readonly<Record<string, number>>,
  exposure: Readonly<Record<string, number>>,
): RateBar[] {
  const bars = Object.entries(counts).map(([label, count]) => {
    const size = exposure[label] ?? 0
    return { label, count, exposure: size, rate: size > 0 ? count / size : null }
  })
  return bars.sort((a, b) => (b.rate ?? -1) - (a.rate ?? -1) || (a.label < b.label ? -1 : 1))
}
