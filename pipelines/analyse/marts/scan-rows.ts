import type { MartRow } from '../../warehouse/fill-mart.ts'
import { newcombeDifference, type ProportionDifference } from '../compare/two-proportions.ts'
import type { Span } from '../effect/comparison-windows.ts'
import { variationOf } from '../rules/verdicts.ts'
import { benjaminiHochberg } from '../scan/benjamini-hochberg.ts'
import { ranked, type ScanFinding, type ScanSegment, segmentScan } from '../scan/segment-scan.ts'
import { type Step, stepTest } from '../scan/step-test.ts'
import type { MetricSeries } from './metric-series.ts'
import type { SegmentValue, SpanValue } from './segment-values.ts'

export interface ScanOptions {
  readonly smallestSegment: number
  readonly falseDiscoveryRate: number
}

export interface StepFinding {
  readonly series: MetricSeries
  readonly step: Step
  readonly adjusted: number
  readonly isFlagged: boolean
}

/**
 * Compares the later span with the earlier one in every segment of every metric, all tested together (metric-spec M29).
 * Of what is not flagged, rows are kept where the p-value alone is at most 0.05, or where the metric is `followed`.
 */
export function recentScanRows(
  all: readonly SegmentValue[],
  followed: readonly string[],
  { smallestSegment: minN, falseDiscoveryRate: q }: ScanOptions,
): MartRow[] {
  const siblings = Map.groupBy(all, ({ definition, dimension }) => `${definition.metric} ${dimension}`)
  const segments = all.flatMap((value, index) => {
    const own = siblings.get(`${value.definition.metric} ${value.dimension}`) ?? []
    const segment = isSegment(value) ? segmentOf(value, own, minN) : null
    return segment === null ? [] : [{ ...segment, value, id: String(index) }]
  })
  const { findings, tested: tests } = segmentScan(segments, { minN, q, test: 'fitting' })
  const wholes = new Map(
    findings.flatMap((one) => (one.value.dimension === null ? [[one.value.definition.metric, one] as const] : [])),
  )
  const follows = (one: (typeof findings)[number]) => followsWhole(one, wholes.get(one.value.definition.metric))
  const order = ranked(findings)
  return [...order.filter((one) => !follows(one)), ...order.filter(follows)].flatMap((one) => {
    const { value } = one
    const { definition, spans } = value
    if (!one.isFlagged && (one.pValue ?? 1) > 0.05 && !followed.includes(definition.metric)) return []
    const isPart = definition.kind === 'count'
    return {
      ...scanColumns('recent', value, tests),
      is_share_of_all: isPart,
      ...spanColumns(spans),
      ...sumColumns(one),
      ...effectColumns(one.effect),
      p_value: one.pValue,
      adjusted_p: one.adjusted,
      is_flagged: one.isFlagged,
      follows_whole: follows(one),
      judgement: one.isFlagged ? judgementOf(value, one.effect?.difference ?? 0, isPart) : null,
    }
  })
}

/** A segment that changed no otherwise than the whole did, as far as its interval tells, is no finding of its own. */
function followsWhole(one: ScanFinding & { value: SegmentValue }, whole: ScanFinding | undefined): boolean {
  if (!one.isFlagged || one.value.dimension === null || whole?.isFlagged !== true) return false
  const [own, all] = [one.effect, whole.effect]
  return own !== null && all !== null && own.low <= all.difference && all.difference <= own.high
}

/** What is tested of a segment; null for what is no comparison. */
function segmentOf(
  { definition, dimension, before, after }: SegmentValue,
  siblings: readonly SegmentValue[],
  smallest: number,
): Omit<ScanSegment, 'id'> | null {
  if (before.isOpen || after.isOpen) return null
  const sums = { x0: before.x, n0: before.n, x1: after.x, n1: after.n }
  switch (definition.kind) {
    case 'count':
      return dimension === null
        ? null
        : { ...sums, n0: sizeOf(siblings, (one) => one.before), n1: sizeOf(siblings, (one) => one.after) }
    case 'mean':
    case 'nps': {
      const [first, last] = [before.standardError, after.standardError]
      if (first === null || last === null || before.value === null || after.value === null) return null
      return {
        ...sums,
        contrast: { difference: after.value - before.value, standardError: Math.hypot(first, last) },
      }
    }
    case 'rate':
      // The exposure is large; what must not be few is the events.
      if (before.x + after.x < 2 * smallest || before.value === null || after.value === null) return null
      return {
        ...sums,
        contrast: {
          difference: after.value - before.value,
          standardError: definition.per * Math.hypot(Math.sqrt(before.x) / before.n, Math.sqrt(after.x) / after.n),
        },
      }
    default:
      return sums
  }
}

/**
 * Of a count the segment's part of all known segments, since recent cases have blanks that older ones have filled. Where
 * most cases are blank for good, as lots are, the part of all cases.
 */
function sizeOf(siblings: readonly SegmentValue[], side: (one: SegmentValue) => SpanValue): number {
  const sum = (some: readonly SegmentValue[]) => some.reduce((total, one) => total + side(one).x, 0)
  const [known, all] = [sum(siblings.filter(({ member }) => member !== null)), sum(siblings)]
  return 2 * known >= all ? known : all
}

/** Tests every series of shares and counts for a step anywhere in it; flagged by Benjamini–Hochberg over all of them. */
export function stepFindings(
  all: readonly MetricSeries[],
  { falseDiscoveryRate, ...options }: ScanOptions,
): StepFinding[] {
  const steps = all.flatMap((series) => {
    if (!isSegment(series) || (series.measure !== 'share' && series.measure !== 'count')) return []
    const column = (name: 'x' | 'n') => series.periods.map((one) => (one.isSetAside === true ? null : one[name]))
    const step = stepTest(column('x'), series.measure === 'count' ? null : column('n'))
    const size = (side: 0 | 1) => (series.measure === 'count' ? step?.[`x${side}`] : step?.[`n${side}`]) ?? 0
    // A level of nothing is as good a level as any: what counts is how much there is on both sides together.
    return step === null || size(0) + size(1) < 2 * options.smallestSegment ? [] : [{ series, step }]
  })
  const adjusted = benjaminiHochberg(steps.map(({ step }) => step.pValue))
  return steps.map((one, index) => {
    const own = adjusted[index] ?? 1
    return { ...one, adjusted: own, isFlagged: own <= falseDiscoveryRate }
  })
}

/** The rows of `marts.scan` of steps: flagged first, then by p-value. */
export function stepScanRows(findings: readonly StepFinding[]): MartRow[] {
  const byP = (a: StepFinding, b: StepFinding) => a.adjusted - b.adjusted || a.step.pValue - b.step.pValue
  return [...findings].sort(byP).map(({ series, step, adjusted, isFlagged }) => {
    const { periods, measure } = series
    const effect = measure === 'share' ? newcombeDifference(step.x1, step.n1, step.x0, step.n0) : countStep(step)
    return {
      ...scanColumns('step', series, findings.length),
      is_share_of_all: false,
      before_from: periods[0]?.period ?? null,
      before_to: periods[step.index - 1]?.periodTo ?? null,
      after_from: periods[step.index]?.period ?? null,
      after_to: periods.at(-1)?.periodTo ?? null,
      ...sumColumns(step),
      ...effectColumns(effect),
      p_value: step.pValue,
      adjusted_p: adjusted,
      is_flagged: isFlagged,
      follows_whole: false,
      judgement: isFlagged ? judgementOf(series, effect?.difference ?? 0) : null,
    }
  })
}

/** What is not known of a case is no segment: recent cases have blanks that older ones have filled since. */
function isSegment({ dimension, member }: Pick<MetricSeries, 'dimension' | 'member'>): boolean {
  return dimension === null || member !== null
}

/** Difference of two mean counts a period, with a normal interval from Poisson variances. */
function countStep({ x0, n0, x1, n1 }: Step): Pick<ProportionDifference, 'difference' | 'low' | 'high'> | null {
  if (n0 === 0 || n1 === 0) return null
  const difference = x1 / n1 - x0 / n0
  const half = 1.959963984540054 * Math.sqrt(x1 / n1 ** 2 + x0 / n0 ** 2)
  return { difference, low: difference - half, high: difference + half }
}

type Sliced = Pick<MetricSeries, 'definition' | 'dimension' | 'member'>

function scanColumns(comparison: 'recent' | 'step', { definition, dimension, member }: Sliced, tests: number) {
  return { comparison, metric: definition.metric, dimension, member, tests }
}

function spanColumns([before, after]: [Span, Span]) {
  return { before_from: before.from, before_to: before.to, after_from: after.from, after_to: after.to }
}

function sumColumns({ x0, n0, x1, n1 }: { x0: number; n0: number; x1: number; n1: number }) {
  return { numerator_before: x0, denominator_before: n0, numerator_after: x1, denominator_after: n1 }
}

function effectColumns(effect: Pick<ProportionDifference, 'difference' | 'low' | 'high'> | null) {
  return { effect: effect?.difference ?? null, effect_low: effect?.low ?? null, effect_high: effect?.high ?? null }
}

/** More of one segment's part of a count is neither good nor bad: the declared direction is that of the whole count. */
function judgementOf({ definition }: Pick<MetricSeries, 'definition'>, effect: number, isPart = false): string {
  return variationOf(effect > 0 ? 1 : -1, isPart ? 'none' : definition.direction)
}
