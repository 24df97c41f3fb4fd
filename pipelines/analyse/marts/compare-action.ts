import type { DuckDBConnection } from '@duckdb/node-api'
import { rateRatio } from '../../metrics/exposure-rate.ts'
import { addDays } from '../../metrics/periods.ts'
import type { SnapshotRun } from '../../warehouse/snapshot.ts'
import { newcombeDifference } from '../compare/two-proportions.ts'
import type { EstimatedChange } from '../effect/before-after.ts'
import type { Span, Windows } from '../effect/comparison-windows.ts'
import { type CountPoint, countDifference, countEffect, countPoints } from '../effect/count-effect.ts'
import { differenceInDifferences } from '../effect/difference-in-differences.ts'
import type { TargetMeasure } from '../effect/target-measure.ts'
import { weeklyDifference } from '../effect/weekly-difference.ts'
import { firstDay, type MetricSeries, metricSeries, type SeriesPeriod } from './metric-series.ts'
import { isWithin, type SpanSums, spanSums } from './spans.ts'

/** Weekly series that an action is judged by. */
export interface ActionSeries {
  /** The slice; within the pilot where there is one. */
  readonly own: MetricSeries
  /** All cases, for a part of all. */
  readonly all: MetricSeries
  /** The slice, and all cases, within the pilot and outside of it together; null without a pilot. */
  readonly slice: MetricSeries | null
  readonly everywhere: MetricSeries | null
}

export interface Compared {
  readonly x0: number
  readonly n0: number
  readonly x1: number
  readonly n1: number
  /** Cases after the action, for the question whether it is too early. */
  readonly nAfter: number
  readonly method: 'newcombe' | 'difference_in_differences' | 'weekly_values' | 'quasi_poisson' | 'exact_poisson'
  readonly change: EstimatedChange | null
  readonly dispersion: number | null
}

type Slice = Readonly<Record<string, string>>

/** Reads the series; weeks of the Spring Festival are set aside on both sides. */
export async function actionSeries(
  connection: DuckDBConnection,
  run: SnapshotRun,
  { definition }: TargetMeasure,
  slice: Slice,
  pilot: Slice,
  festival: boolean,
): Promise<ActionSeries> {
  const from = await firstDay(connection, run, definition)
  const read = async (where: Slice): Promise<MetricSeries> => {
    const lists = Object.fromEntries(Object.entries(where).map(([name, member]) => [name, [member]]))
    const query = { from, unit: 'week' as const, where: lists, festival }
    const [series] = await metricSeries(connection, run, [definition], query)
    if (series === undefined) throw new RangeError(`${definition.metric} has no series`)
    return { ...series, periods: series.periods.filter(({ isSetAside }) => isSetAside !== true) }
  }
  const hasPilot = Object.keys(pilot).length > 0
  return {
    own: await read({ ...slice, ...pilot }),
    all: await read(pilot),
    slice: hasPilot ? await read(slice) : null,
    everywhere: hasPilot ? await read({}) : null,
  }
}

/** Compares after with before, by the method that fits what is compared. */
export function compare({ definition, comparison }: TargetMeasure, series: ActionSeries, windows: Windows): Compared {
  const { before, after } = windows
  if (comparison === 'count') return compareCounts(series, windows)
  const parts = (...spans: readonly Span[]): SpanSums => {
    const own = spanSums(series.own.periods, ...spans)
    return comparison === 'share_of_all' ? { x: own.x, n: spanSums(series.all.periods, ...spans).x } : own
  }
  const [{ x: x0, n: n0 }, { x: x1, n: n1 }] = [parts(...before), parts(after)]
  const sums = { x0, n0, x1, n1, nAfter: n1, dispersion: null }
  if (definition.kind !== 'share' && comparison === 'value') {
    return { ...sums, ...compareWeekly(definition.kind, series, windows) }
  }
  const rest = outside(comparison, series, windows)
  const double = rest === null ? null : differenceInDifferences({ x0, n0, x1, n1 }, rest)
  if (double !== null) return { ...sums, method: 'difference_in_differences', change: double }
  const found = newcombeDifference(x1, n1, x0, n0)
  const change =
    found === null ? null : { estimate: found.difference, low: found.low, high: found.high, none: 0 as const }
  return { ...sums, method: 'newcombe', change }
}

/** Whether what an action had ended came back after it was closed: more than between its effect and its closing. */
export function recurrenceOf(
  { comparison, good }: TargetMeasure,
  { own, all }: ActionSeries,
  { after }: Windows,
  closedOn: string,
): 'recurred' | 'no_evidence' | null {
  const during = { from: after.from, to: addDays(closedOn, -1) }
  const since = { from: closedOn, to: after.to }
  const weeks = (span: Span) => own.periods.filter((period) => isWithin(period, [span])).length
  if (weeks(during) < 4 || weeks(since) < 4) return null
  const [then, now] = [spanSums(own.periods, during), spanSums(own.periods, since)]
  if (comparison === 'count') {
    const { low } = rateRatio([now.x, then.x], [weeks(since), weeks(during)])
    return low !== null && low > 1 ? 'recurred' : 'no_evidence'
  }
  const base = (span: Span, sums: SpanSums) => (comparison === 'share_of_all' ? spanSums(all.periods, span).x : sums.n)
  const found = newcombeDifference(now.x, base(since, now), then.x, base(during, then))
  if (found === null) return null
  const isWorse = good === 'up' ? found.high < 0 : found.low > 0
  return isWorse ? 'recurred' : 'no_evidence'
}

function compareCounts({ own: { periods }, slice }: ActionSeries, { before, after }: Windows): Compared {
  const [first] = periods
  const week = ({ period }: SeriesPeriod) =>
    (Date.parse(period) - Date.parse(first?.period ?? period)) / (7 * 86_400_000)
  const side = (period: SeriesPeriod | undefined) => {
    if (period === undefined) return null
    return isWithin(period, before) ? 'before' : isWithin(period, [after]) ? 'after' : null
  }
  const timed = (points: readonly CountPoint[]) =>
    points.map((point) => {
      const own = periods[point.time]
      return { ...point, time: own === undefined ? point.time : week(own) }
    })
  const counts = periods.map(({ x }) => x)
  const points = timed(countPoints(counts, (index) => side(periods[index])))
  const sum = (isAfter: boolean) =>
    points.filter((one) => one.isAfter === isAfter).reduce((all, { count }) => all + count, 0)
  const number = (isAfter: boolean) => points.filter((one) => one.isAfter === isAfter).length
  const wholes = new Map(slice?.periods.map((period) => [period.period, period.x ?? 0]))
  const rest = periods.map(({ period, x }) => (wholes.has(period) ? (wholes.get(period) ?? 0) - (x ?? 0) : null))
  const others = slice === null ? [] : timed(countPoints(rest, (index) => side(periods[index])))
  const found = countDifference(points, others) ?? countEffect(points)
  return {
    x0: sum(false),
    n0: number(false),
    x1: sum(true),
    n1: number(true),
    // Fewer after than before is the aim: what must not be few is both sides together.
    nAfter: sum(false) + sum(true),
    method: found?.method ?? 'exact_poisson',
    change: found,
    dispersion: found?.dispersion ?? null,
  }
}

/** Kinds whose weekly value outside a pilot can be told from the parts of the whole and of the pilot. */
const ADDITIVE_KINDS: readonly string[] = ['mean', 'nps']

/** Weekly values after against before; where there is a pilot, against what the rest of the slice did meanwhile. */
function compareWeekly(
  kind: string,
  { own, slice }: ActionSeries,
  { before, after }: Windows,
): Pick<Compared, 'method' | 'change'> {
  const sides = (weekValue: (period: SeriesPeriod) => number | null) => {
    const weekly = (spans: readonly Span[]) =>
      own.periods.flatMap((period) => {
        const value = isWithin(period, spans) ? weekValue(period) : null
        return value === null ? [] : [value]
      })
    return { before: weekly(before), after: weekly([after]) }
  }
  const inPilot = sides(({ value }) => value)
  if (slice !== null && ADDITIVE_KINDS.includes(kind)) {
    const wholes = new Map(slice.periods.map((period) => [period.period, period]))
    const double = weeklyDifference(
      inPilot,
      sides((period) => restValue(kind, wholes.get(period.period), period)),
    )
    if (double !== null) return { method: 'difference_in_differences', change: double }
  }
  return { method: 'weekly_values', change: weeklyDifference(inPilot) }
}

/** A week's mean outside of the pilot; null where nothing is outside. */
function restValue(kind: string, whole: SeriesPeriod | undefined, pilot: SeriesPeriod): number | null {
  const n = (whole?.n ?? 0) - (pilot.n ?? 0)
  const scale = kind === 'nps' ? 100 : 1
  return n <= 0 ? null : (scale * ((whole?.x ?? 0) - (pilot.x ?? 0))) / n
}

/** What happened to the slice outside the pilot; null without one. */
function outside(comparison: TargetMeasure['comparison'], series: ActionSeries, { before, after }: Windows) {
  const { own, all, slice, everywhere } = series
  if (slice === null || everywhere === null) return null
  const rest = (...spans: readonly Span[]) => {
    const difference = (whole: MetricSeries, pilot: MetricSeries, part: 'x' | 'n') =>
      spanSums(whole.periods, ...spans)[part] - spanSums(pilot.periods, ...spans)[part]
    return {
      x: difference(slice, own, 'x'),
      n: comparison === 'value' ? difference(slice, own, 'n') : difference(everywhere, all, 'x'),
    }
  }
  const [first, last] = [rest(...before), rest(after)]
  return { x0: first.x, n0: first.n, x1: last.x, n1: last.n }
}
