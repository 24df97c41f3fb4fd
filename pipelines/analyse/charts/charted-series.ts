import { anhoejRules } from '../rules/anhoej-rules.ts'
import { nelsonRules } from '../rules/nelson-rules.ts'
import { nhsRules } from '../rules/nhs-rules.ts'
import type { Direction } from '../rules/rule-hits.ts'
import { type RuleSet, rulesAt } from '../rules/rule-set.ts'
import { specialCause } from '../rules/verdicts.ts'
import { westernElectricRules } from '../rules/western-electric-rules.ts'
import { type ChartData, fittingChart, type Measure, type Stage, stageOf } from './choose-chart.ts'
import { type Bounds, type ChartKind, type ControlChart, isKnown, type Series, standardised } from './control-chart.ts'

export const RULE_SETS = ['nhs', 'western_electric', 'nelson', 'anhoej'] as const
export type RuleSetName = (typeof RULE_SETS)[number]

/** One period of a metric. Partial periods are never handed in. */
export interface ChartedPeriod {
  /** First day, `YYYY-MM-DD`. */
  readonly period: string
  readonly x: number | null
  readonly n: number | null
  readonly value: number | null
  /** Drawn, but neither in the limits nor in the rules: a period known not to compare, such as the Spring Festival. */
  readonly isSetAside?: boolean
}

/** From this day on the limits are calculated anew, and why. */
export interface Rebase {
  readonly from: string
  readonly reason: string
}

export interface SeriesOptions extends Bounds {
  readonly rules?: RuleSetName
  readonly rebases?: readonly Rebase[]
  /** Limits are locked at what the first so many points of a phase gave. */
  readonly baselinePoints?: number
}

export interface ChartedPoint {
  readonly period: string
  readonly value: number | null
  readonly centre: number | null
  readonly lower: number | null
  readonly upper: number | null
  /** Distance from the centre in sigmas. */
  readonly z: number | null
  /** Rules that the point is part of, and which way they point. */
  readonly rules: readonly string[]
  readonly direction: Direction
  readonly isSetAside: boolean
  readonly phase: number
}

/** One stretch with limits of its own. */
export interface Phase {
  readonly from: string
  /** Why limits begin anew here; null for the first. */
  readonly reason: string | null
  readonly stage: Stage
  readonly chart: ChartKind | null
  readonly points: number
  /** Last period that the limits come from. */
  readonly baselineTo: string | null
  readonly sigmaZ: number | null
}

export interface ChartedSeries {
  readonly points: readonly ChartedPoint[]
  readonly phases: readonly Phase[]
}

/** M25's shares of false alarms are for limits from 24 points; the norms of the field ask for 20 or more. */
export const BASELINE_POINTS = 24

/**
 * A metric's control chart over complete periods in order: limits by phase, locked at their baseline, and the run rules
 * (metric-spec M22 to M25). Fewer than 8 points in a phase make a run chart around the median, without limits.
 */
export function chartedSeries(
  measure: Measure,
  periods: readonly ChartedPeriod[],
  options: SeriesOptions = {},
): ChartedSeries {
  const starts = (options.rebases ?? []).filter(({ from }) => periods.some(({ period }) => period >= from))
  const bounds = [null, ...[...starts].sort((a, b) => (a.from < b.from ? -1 : 1))]
  const parts = bounds.map((rebase, index) => ({
    reason: rebase?.reason ?? null,
    periods: periods.filter(
      ({ period }) => period >= (rebase?.from ?? '') && period < (bounds[index + 1]?.from ?? '9999-99-99'),
    ),
  }))
  const phases = parts
    .filter((part) => part.periods.length > 0)
    .map((part, index) => chartedPhase(measure, part.periods, index, part.reason, options))
  return { points: phases.flatMap(({ points }) => points), phases: phases.map(({ phase }) => phase) }
}

function chartedPhase(
  measure: Measure,
  periods: readonly ChartedPeriod[],
  index: number,
  reason: string | null,
  options: SeriesOptions,
): { points: ChartedPoint[]; phase: Phase } {
  const data = dataOf(periods)
  const places = data.value.flatMap((value, place) => (isKnown(value) ? [place] : []))
  const stage = stageOf(places.length)
  const last = places[Math.min(places.length, options.baselinePoints ?? BASELINE_POINTS) - 1]
  const { low, high } = options
  const bounds = { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) }
  const chart =
    stage === 'run' || stage === 'empty' || measure === 'level' || last === undefined
      ? null
      : fittingChart(measure, data, { ...bounds, baseline: last + 1 })
  // Neighbours of a stock depend on each other, so that every rule for independent points would call it special.
  const runRules = measure === 'level' ? {} : runChartRules(data.value)
  // A baseline without any variation has no limits (M22); that the level left it is still to be seen.
  const hasLimits = chart?.sigma.some(isKnown) === true
  const rules = chart === null || !hasLimits ? runRules : rulesOf(options.rules ?? 'nhs', chart)
  const z = chart === null ? [] : standardised(chart)
  const told = (value: number | null | undefined) =>
    !isKnown(value) ? null : chart?.told === undefined ? value : chart.told(value)
  const centre = chart === null ? median(data.value) : told(chart.centre)
  const points = periods.map(({ period, value, isSetAside = false }, place) => ({
    period,
    value: isKnown(value) ? value : null,
    centre,
    lower: told(chart?.lower[place]),
    upper: told(chart?.upper[place]),
    z: z[place] ?? null,
    rules: rulesAt(rules, place),
    direction: specialCause(rules, place),
    isSetAside,
    phase: index,
  }))
  const phase = {
    from: periods[0]?.period ?? '',
    reason,
    stage,
    chart: chart?.chart ?? null,
    points: places.length,
    baselineTo: chart === null || last === undefined ? null : (periods[last]?.period ?? null),
    sigmaZ: chart?.sigmaZ ?? null,
  }
  return { points, phase }
}

/** What goes into limits and rules: periods set aside are gaps there. */
function dataOf(periods: readonly ChartedPeriod[]): ChartData {
  const column = (pick: (period: ChartedPeriod) => number | null): Series =>
    periods.map((period) => (period.isSetAside === true ? null : pick(period)))
  return { x: column(({ x }) => x), n: column(({ n }) => n), value: column(({ value }) => value) }
}

function rulesOf(name: RuleSetName, chart: ControlChart): RuleSet {
  const z = standardised(chart)
  switch (name) {
    case 'nhs':
      return nhsRules(z, chart.values)
    case 'western_electric':
      return westernElectricRules(z)
    case 'nelson':
      return nelsonRules(z, chart.values)
    case 'anhoej':
      return runChartRules(chart.values)
  }
}

/** Anhøj's rules around the median; they speak of the series as a whole, so a signal stands at its last point. */
function runChartRules(values: Series): RuleSet {
  const centre = median(values)
  const result = centre === null || values.filter(isKnown).length < 8 ? null : anhoejRules(values, centre)
  if (result?.isSignal !== true || centre === null) return {}
  const lastPlace = values.findLastIndex(isKnown)
  const last = values[lastPlace] ?? centre
  const side: Direction = last >= centre ? 1 : -1
  const flags = values.map((_value, index): Direction => (index === lastPlace ? side : 0))
  return { anhoej: { completes: flags, part: flags } }
}

function median(values: Series): number | null {
  const sorted = values.filter(isKnown).sort((a, b) => a - b)
  if (sorted.length === 0) return null
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}
