import type { DuckDBConnection } from '@duckdb/node-api'
import type { Settings } from '../../core/settings-schema.ts'
import { dimensionCatalogue, factOf } from '../../metrics/catalogue.ts'
import { localDay } from '../../metrics/periods.ts'
import type { MartRow } from '../../warehouse/fill-mart.ts'
import type { SnapshotRun } from '../../warehouse/snapshot.ts'
import { effectVerdict } from '../effect/before-after.ts'
import { comparisonWindows } from '../effect/comparison-windows.ts'
import { effectOf, type ImprovementAction, sliceOf, startOf } from '../effect/improvement-action.ts'
import { type TargetMeasure, targetMeasure } from '../effect/target-measure.ts'
import { actionSeries, type Compared, compare, recurrenceOf } from './compare-action.ts'

type Analysis = Settings['analysis']

/** The rows of `marts.improvement_effect`: one for each action, with a verdict or the reason why there is none. */
export async function improvementRows(
  connection: DuckDBConnection,
  run: SnapshotRun,
  actions: readonly ImprovementAction[],
  analysis: Analysis,
): Promise<MartRow[]> {
  const rows: MartRow[] = []
  for (const action of actions) {
    rows.push(await improvementRow(connection, run, action, analysis))
  }
  return rows
}

async function improvementRow(
  connection: DuckDBConnection,
  run: SnapshotRun,
  action: ImprovementAction,
  analysis: Analysis,
): Promise<MartRow> {
  const today = localDay(new Date(run.asOf), run.timezone)
  const measure = targetMeasure(action)
  const slice = sliceOf(action)
  const [dated, sliced] = [datedColumns(action, today), slicedColumns(measure, slice ?? {})]
  const effect = effectOf(action, today)
  if (measure === null) return { ...dated, ...sliced, ...NOTHING, obstacle: 'no_metric' }
  if (effect === null) return { ...dated, ...sliced, ...NOTHING, obstacle: 'not_in_effect' }
  if (slice === null || !isSlice(slice, measure)) return { ...dated, ...sliced, ...NOTHING, obstacle: 'no_slice' }
  const series = await actionSeries(connection, run, measure, slice, effect.pilot, analysis.spring_festival)
  const first = series.own.periods.find(({ x }) => (x ?? 0) > 0)
  const last = series.own.periods.at(-1)
  const windows =
    first === undefined || last === undefined
      ? null
      : comparisonWindows(
          { startedOn: startOf(action), effectiveOn: effect.from },
          { dataFrom: first.period, dataTo: last.periodTo, washOutDays: analysis.wash_out_days },
        )
  if (windows === null) return { ...dated, ...sliced, ...NOTHING, obstacle: 'no_baseline' }
  const compared = compare(measure, series, windows)
  const verdict = effectVerdict(compared.change, measure.good, {
    nAfter: compared.nAfter,
    plannedN: analysis.planned_n,
    daysAfter: daysBetween(windows.after.from, windows.after.to),
    cycleDays: analysis.cycle_days,
  })
  return {
    ...dated,
    ...sliced,
    before_from: windows.before[0]?.from ?? null,
    before_to: windows.before.at(-1)?.to ?? null,
    left_out_from: windows.leftOut.from,
    left_out_to: windows.leftOut.to,
    after_from: windows.after.from,
    after_to: windows.after.to,
    ...comparedColumns(measure, compared),
    verdict,
    obstacle: null,
    is_closed_without_evidence: action.closed_on !== null && verdict !== 'improved' && action.exception === null,
    recurrence: action.closed_on === null ? null : recurrenceOf(measure, series, windows, action.closed_on),
  }
}

const NOTHING = {
  before_from: null,
  before_to: null,
  left_out_from: null,
  left_out_to: null,
  after_from: null,
  after_to: null,
  numerator_before: null,
  denominator_before: null,
  numerator_after: null,
  denominator_after: null,
  method: null,
  scale: null,
  effect: null,
  effect_low: null,
  effect_high: null,
  dispersion: null,
  verdict: null,
  is_closed_without_evidence: false,
  recurrence: null,
}

function datedColumns(action: ImprovementAction, today: string) {
  const isDone = action.closed_on !== null || (action.effective_on !== null && action.effective_on <= today)
  return {
    improvement_id: action.improvement_id,
    title: action.title,
    phase: action.phase,
    due_on: action.due_on,
    effective_on: action.effective_on,
    closed_on: action.closed_on,
    is_overdue: action.due_on !== null && action.due_on < today && !isDone,
  }
}

function slicedColumns(measure: TargetMeasure | null, slice: Readonly<Record<string, string>>) {
  return {
    metric: measure?.definition.metric ?? null,
    comparison: measure?.comparison ?? null,
    slice: Object.entries(slice)
      .map(([dimension, member]) => `${dimension}=${member}`)
      .join(';'),
    good_direction: measure?.good ?? null,
  }
}

function comparedColumns({ comparison }: TargetMeasure, { x0, n0, x1, n1, method, change, dispersion }: Compared) {
  return {
    numerator_before: x0,
    denominator_before: n0,
    numerator_after: x1,
    denominator_after: n1,
    method,
    scale: comparison === 'count' ? 'ratio' : 'difference',
    effect: change?.estimate ?? null,
    effect_low: change?.low ?? null,
    effect_high: change?.high ?? null,
    dispersion,
  }
}

/** A count or a part of all needs a slice; every slice needs its dimension in the metric's fact. */
function isSlice(slice: Readonly<Record<string, string>>, { definition, comparison }: TargetMeasure): boolean {
  const names = Object.keys(slice)
  const isKnown = names.every((name) => dimensionCatalogue().get(name)?.facts.includes(factOf(definition)) === true)
  return isKnown && (names.length > 0 || comparison === 'value')
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
}
