import type { MetricRow } from '../metrics/metric-row.ts'
import { isNamed, vitalFew } from '../metrics/vital-few.ts'

/** One bar of a Pareto chart. */
export interface ParetoBar {
  /** The dimension's value; null for a blank, and for the bar of all that is folded. */
  readonly key: string | null
  /** How many values the bar stands for where small ones are folded together, else 0. */
  readonly folded: number
  readonly count: number
  /** Of all, and together with the bars before it, as fractions of 1. */
  readonly share: number
  readonly cumulative: number
  /** Belongs to the vital few: the first values that make 80 % of all, with the one that crosses it. */
  readonly vital: boolean
}

export interface Pareto {
  readonly bars: readonly ParetoBar[]
  readonly total: number
  /** How many named values there are, and how many of them make 80 %; null where nothing stands out. */
  readonly values: number
  readonly vitalFew: number | null
  /** Share of all that the vital few make together. */
  readonly vitalShare: number | null
}

type Counted = Pick<MetricRow, 'numerator'> & { key: string | null }

/**
 * Ranks counts by the rules of metric-spec M19: largest first, ties by text, blank and unmapped last and never among
 * the vital few, integers compared. Beyond `most` bars the small ones are folded into one, those in `keep` excepted.
 */
export function pareto(rows: readonly MetricRow[], dimension: string, most: number, keep: ReadonlySet<string>): Pareto {
  const counted = rows
    .map((row) => ({ key: row.by[dimension] ?? null, numerator: row.numerator }))
    .filter(({ numerator }) => countOf(numerator) > 0)
    .sort(byRank)
  const total = counted.reduce((sum, { numerator }) => sum + countOf(numerator), 0)
  const named = counted.filter(({ key }) => isNamed(key))
  const vitalFew = vitalFewOf(named, total)
  const vital = new Set(named.slice(0, vitalFew ?? 0).map(({ key }) => key))
  let sum = 0
  const bars = folded(counted, most, keep).map(({ key, count, values }) => {
    sum += count
    const isVital = values === 0 && key !== null && vital.has(key)
    return { key, folded: values, count, share: count / total, cumulative: sum / total, vital: isVital }
  })
  const vitalSum = named.slice(0, vitalFew ?? 0).reduce((part, { numerator }) => part + countOf(numerator), 0)
  return { bars, total, values: named.length, vitalFew, vitalShare: vitalFew === null ? null : vitalSum / total }
}

function countOf(numerator: number | null): number {
  return numerator ?? 0
}

function byRank(a: Counted, b: Counted): number {
  if (isNamed(a.key) !== isNamed(b.key)) return isNamed(a.key) ? -1 : 1
  const difference = countOf(b.numerator) - countOf(a.numerator)
  return difference !== 0 ? difference : (a.key ?? '') < (b.key ?? '') ? -1 : 1
}

function vitalFewOf(named: readonly Counted[], total: number): number | null {
  const few =
    named.length < 2
      ? 0
      : vitalFew(
          named.map(({ numerator }) => countOf(numerator)),
          total,
        )
  return few === 0 ? null : few
}

interface Bar {
  readonly key: string | null
  readonly count: number
  readonly values: number
}

/** The first bars, then those to keep, then one for the rest, then blank and unmapped. */
function folded(counted: readonly Counted[], most: number, keep: ReadonlySet<string>): Bar[] {
  const named = counted.filter(({ key }) => isNamed(key))
  const isShown = ({ key }: Counted, index: number) => index < most || named.length <= most + 1 || keep.has(key ?? '')
  const rest = named.filter((row, index) => !isShown(row, index))
  const restCount = rest.reduce((sum, { numerator }) => sum + countOf(numerator), 0)
  const bar = ({ key, numerator }: Counted): Bar => ({ key, count: countOf(numerator), values: 0 })
  return [
    ...named.filter(isShown).map(bar),
    ...(rest.length === 0 ? [] : [{ key: null, count: restCount, values: rest.length }]),
    ...counted.filter(({ key }) => !isNamed(key)).map(bar),
  ]
}
