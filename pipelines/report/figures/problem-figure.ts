import type { Statement } from '../../metrics/metric-query.ts'
import type { MetricRow } from '../../metrics/metric-row.ts'
import { isNamed } from '../../metrics/vital-few.ts'
import type { Figure } from '../figure.ts'
import { periodBefore } from '../report-period.ts'
import type { FigureContext } from './figure-context.ts'
import { type ParetoRow, paretoRows } from './pareto-figure.ts'

export interface ProblemOptions {
  readonly dimension: string
  readonly most: number
  /** What one complaint of a level weighs; `unknown` where the level is not known. */
  readonly weights: Readonly<Record<'L1' | 'L2' | 'L3' | 'L4' | 'unknown', number>>
}

/** A problem of the period by its weight: what is counted, how it changed, and what is being done about it. */
export type ProblemRow = Pick<ParetoRow, 'kind' | 'value' | 'values' | 'vital' | 'cumulative' | 'total'> & {
  readonly weight: number
  readonly complaints: number
  /** Of these, important and emergency ones. */
  readonly severe: number
  readonly before: number
  /** The newest special cause of its weekly counts in the period: improvement, concern, high or low. */
  readonly signal: string | null
  /** Numbers of the open actions that are aimed at it, with commas between. */
  readonly actions: string
}

const DEFAULT_WEIGHTS: ProblemOptions['weights'] = { L1: 1, L2: 2, L3: 4, L4: 8, unknown: 1 }

/** What the analysis of this snapshot takes a complaint of each level to weigh; one of an unknown level weighs 1. */
export async function levelWeights(context: FigureContext): Promise<ProblemOptions['weights']> {
  const [row] = await context.rows<{ setting: string }>({
    sql: "select setting from marts.analysis_parameter where analysis = 'pareto' and parameter = 'level_weights'",
    parameters: {},
  })
  return { ...DEFAULT_WEIGHTS, ...(row === undefined ? {} : (JSON.parse(row.setting) as Record<string, number>)) }
}

type Counts = { weight: number; complaints: number; severe: number }
const NOTHING: Counts = { weight: 0, complaints: 0, severe: 0 }

/**
 * The period's problems, heaviest first: a complaint weighs what its level weighs. Those that together hold 80 % of the
 * weight are the vital few; blanks and "other" stand last and are never vital. Null without complaints.
 */
export async function problemFigure(
  context: FigureContext,
  options: ProblemOptions,
): Promise<Figure<ProblemRow> | null> {
  const { dimension, most } = options
  const { period } = context
  const query = { metrics: ['complaints_received'], by: [dimension, 'level'] }
  const now = await context.metrics({ ...query, from: period.start, to: period.end })
  if (now.rows.length === 0) return null
  const earlier = periodBefore(period, 1)
  const before = await context.metrics({ ...query, from: earlier.start, to: earlier.end })
  const [signals, actions] = [signalStatement(context, dimension), ACTIONS]
  const signalled = await context.rows<{ member: string | null; variation: string }>(signals)
  const aimed = await context.rows<{ improvement_id: string; slice: string }>(actions)
  const counts = countsBy(now.rows, options)
  const counted = [...counts].map(([value, { weight }]) => ({ value, complaints: weight, before: 0 }))
  const bars = paretoRows(counted, most, 0)
  const rows = bars.map((bar): ProblemRow => {
    const own = valuesOf(bar, bars, [...counts.keys()])
    return {
      ...{ kind: bar.kind, value: bar.value, values: bar.values, vital: bar.vital },
      weight: bar.complaints,
      cumulative: bar.cumulative,
      total: bar.total,
      ...sums(own, counts),
      before: sums(own, countsBy(before.rows, options)).complaints,
      signal: bar.kind === 'rest' ? null : (signalled.find(({ member }) => member === bar.value)?.variation ?? null),
      actions: bar.kind === 'value' ? aimedAt(aimed, dimension, bar.value).join(', ') : '',
    }
  })
  return context.book.add({ figure: 'problems', dimension }, rows, [
    now.statements,
    before.statements,
    signals,
    actions,
  ])
}

/** The values of the dimension that a bar stands for. */
function valuesOf(bar: ParetoRow, bars: readonly ParetoRow[], values: readonly (string | null)[]): (string | null)[] {
  const shown = bars.filter(({ kind }) => kind === 'value').map(({ value }) => value)
  switch (bar.kind) {
    case 'value':
    case 'unknown':
      return [bar.value]
    case 'rest':
      return values.filter((value) => isNamed(value) && !shown.includes(value))
    case 'other':
      return values.filter((value) => value !== null && !isNamed(value))
  }
}

function countsBy(rows: readonly MetricRow[], { dimension, weights }: ProblemOptions): Map<string | null, Counts> {
  const counts = new Map<string | null, Counts>()
  for (const { by, value } of rows) {
    const [key, level, count] = [by[dimension] ?? null, by['level'] ?? 'unknown', value ?? 0]
    const known = counts.get(key) ?? NOTHING
    const weight = Object.hasOwn(weights, level) ? weights[level as keyof typeof weights] : weights.unknown
    counts.set(key, {
      weight: known.weight + weight * count,
      complaints: known.complaints + count,
      severe: known.severe + (level === 'L3' || level === 'L4' ? count : 0),
    })
  }
  return counts
}

function sums(values: readonly (string | null)[], counts: ReadonlyMap<string | null, Counts>) {
  const own = values.map((value) => counts.get(value) ?? NOTHING)
  const sum = (part: keyof Counts) => own.reduce((total, item) => total + item[part], 0)
  return { complaints: sum('complaints'), severe: sum('severe') }
}

/** Actions whose slice is this value; one that is narrowed further by another dimension counts too. */
function aimedAt(
  actions: readonly { improvement_id: string; slice: string }[],
  dimension: string,
  value: string | null,
) {
  return actions
    .filter(({ slice }) => slice.split(';').some((part) => part.trim() === `${dimension}=${value}`))
    .map(({ improvement_id: id }) => id)
}

function signalStatement({ period }: FigureContext, dimension: string): Statement {
  return {
    sql: `select member, variation
from marts.signal
where metric = 'complaints_received' and dimension = $dimension and variation not in ('common', 'unknown')
    and period_to between cast($from as date) and cast($to as date)
qualify row_number() over (partition by member order by period_to desc) = 1
order by member`,
    parameters: { dimension, from: period.start, to: period.end },
  }
}

const ACTIONS: Statement = {
  sql: `select improvement_id, slice
from marts.improvement_effect
where closed_on is null and slice is not null
order by improvement_id`,
  parameters: {},
}
