import { newcombeDifference, type ProportionDifference } from '../compare/two-proportions.ts'
import type { Span } from '../effect/comparison-windows.ts'
import { variationOf } from '../rules/verdicts.ts'
import { benjaminiHochberg } from '../scan/benjamini-hochberg.ts'
import { ranked, segmentScan } from '../scan/segment-scan.ts'
import { type Step, stepTest } from '../scan/step-test.ts'
import type { MartRow } from './fill-mart.ts'
import type { MetricSeries } from './metric-series.ts'
import { type SpanSums, spanSums } from './spans.ts'

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

/** Compares the later span with the earlier one in every segment of every share and count (metric-spec M29). */
export function recentScanRows(all: readonly MetricSeries[], spans: [Span, Span], options: ScanOptions): MartRow[] {
  const tested = all.filter(
    (series) =>
      isSegment(series) && (series.measure === 'share' || (series.measure === 'count' && series.dimension !== null)),
  )
  const totals = Map.groupBy(all, ({ definition, dimension }) => `${definition.metric} ${dimension}`)
  const segments = tested.map((series, index) => {
    const siblings = totals.get(`${series.definition.metric} ${series.dimension}`) ?? []
    const [before, after] = spans.map((span) => parts(series, siblings, span))
    return { series, id: String(index), x0: before?.x ?? 0, n0: before?.n ?? 0, x1: after?.x ?? 0, n1: after?.n ?? 0 }
  })
  const { smallestSegment: minN, falseDiscoveryRate: q } = options
  const { findings, tested: tests } = segmentScan(segments, { minN, q, test: 'fitting' })
  const seriesOf = (id: string) => segments[Number(id)]?.series
  return ranked(findings).flatMap((one) => {
    const series = seriesOf(one.id)
    if (series === undefined) return []
    return {
      ...scanColumns('recent', series, tests),
      is_share_of_all: series.measure === 'count',
      ...spanColumns(spans),
      ...sumColumns(one),
      ...effectColumns(one.effect),
      p_value: one.pValue,
      adjusted_p: one.adjusted,
      is_flagged: one.isFlagged,
      judgement: one.isFlagged ? judgementOf(series, one.effect?.difference ?? 0, series.measure === 'count') : null,
    }
  })
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
      judgement: isFlagged ? judgementOf(series, effect?.difference ?? 0) : null,
    }
  })
}

/** What is not known of a case is no segment: recent cases have blanks that older ones have filled since. */
function isSegment({ dimension, member }: MetricSeries): boolean {
  return dimension === null || member !== null
}

/**
 * A share's own parts; of a count the segment's part of all known segments, since recent cases have blanks that older ones
 * have filled. Where most cases are blank for good, as lots are, the part of all cases.
 */
function parts(series: MetricSeries, siblings: readonly MetricSeries[], span: Span): SpanSums {
  const own = spanSums(series.periods, span)
  if (series.measure === 'share') return own
  const count = (some: readonly MetricSeries[]) => some.reduce((sum, { periods }) => sum + spanSums(periods, span).x, 0)
  const [known, all] = [count(siblings.filter(({ member }) => member !== null)), count(siblings)]
  return { ...own, n: 2 * known >= all ? known : all }
}

/** Difference of two mean counts a period, with a normal interval from Poisson variances. */
function countStep({ x0, n0, x1, n1 }: Step): Pick<ProportionDifference, 'difference' | 'low' | 'high'> | null {
  if (n0 === 0 || n1 === 0) return null
  const difference = x1 / n1 - x0 / n0
  const half = 1.959963984540054 * Math.sqrt(x1 / n1 ** 2 + x0 / n0 ** 2)
  return { difference, low: difference - half, high: difference + half }
}

function scanColumns(comparison: 'recent' | 'step', { definition, dimension, member }: MetricSeries, tests: number) {
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
function judgementOf({ definition }: MetricSeries, effect: number, isPart = false): string {
  return variationOf(effect > 0 ? 1 : -1, isPart ? 'none' : definition.direction)
}
