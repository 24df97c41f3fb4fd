import { metricDefinition } from '../metrics/catalogue.ts'
import { COUNTED_KINDS } from '../metrics/counted-kinds.ts'
import { type Interval, wilsonInterval } from '../metrics/intervals.ts'
import type { MetricRow, Tier } from '../metrics/metric-row.ts'
import { targetVerdict, type Verdict } from '../metrics/target-verdict.ts'
import { type Evidence, type Part, sliceKey } from './evidence.ts'
import type { Requirement } from './register.ts'
import type { Slice } from './register-schema.ts'

/** One number that shows a requirement. Shares are fractions of 1. */
export interface NormFigure {
  readonly kind: 'metric' | 'slice' | 'complete' | 'breakdown' | 'check' | 'table'
  /** The metric, the slice (`metric dimension=value`), the fields with blanks between them, the dimension, the check or the register. */
  readonly subject: string
  readonly unit: string
  readonly numerator: number | null
  readonly denominator: number | null
  readonly value: number | null
  readonly interval: Interval | null
  /** Null where the number is itself a count or sum of all there is. */
  readonly n: number | null
  readonly pending: number | null
  readonly tier: Tier
  /** Against target or limit; null where the clause sets none that this number can be held against. */
  readonly verdict: Verdict | null
}

const PER_CASE: readonly string[] = ['hours', 'working_days', 'days', 'minutes']

/**
 * The figures that show a requirement, each with n > 0: its metrics, the most specific first, then the rest.
 * A limit that holds for every case is kept or not kept by counting all cases, without an interval; a target for a
 * share is judged by the interval (metric-spec M17); a figure that a clause only quotes is judged where `adoptsQuoted`.
 */
export function figuresOf(
  requirement: Requirement,
  metrics: readonly string[],
  evidence: Evidence,
  adoptsQuoted: boolean,
): NormFigure[] {
  const { measured_by: by, limit } = requirement
  const slices = by.slices.flatMap((slice) => sliceFigure(slice, requirement, evidence))
  // What is known of all cases says nothing of a part that has none.
  if (by.slices.length > 0 && slices.every(({ tier }) => tier === 'none')) return []
  const figures = [
    ...slices,
    ...metrics.flatMap((name) => metricFigure(name, requirement, evidence)),
    ...shares('complete', [by.complete.join(' ')], evidence.sets).map((figure) => everyRecord(figure)),
    ...by.breakdown.flatMap((name) => breakdownFigure(name, evidence)),
    ...shares('check', by.checks, evidence.checks).map((figure) => noOffender(figure)),
    ...by.tables.flatMap((name) => tableFigure(name, requirement, evidence)),
  ]
  const shown = inOrder(
    figures.filter(({ tier }) => tier !== 'none'),
    by.lead,
  )
  return limit?.is_quoted === true && !adoptsQuoted ? shown.map((figure) => ({ ...figure, verdict: null })) : shown
}

/** The figure that the register puts first, then the others as they came. */
function inOrder(figures: readonly NormFigure[], lead: string | undefined): NormFigure[] {
  return [...figures.filter(({ subject }) => subject === lead), ...figures.filter(({ subject }) => subject !== lead)]
}

function sliceFigure(slice: Slice, requirement: Requirement, { slices }: Evidence): NormFigure[] {
  const row = slices.get(sliceKey(slice))
  if (row === undefined) return []
  return rowFigure(row, requirement).map((figure) => ({ ...figure, kind: 'slice', subject: sliceKey(slice) }))
}

function metricFigure(name: string, requirement: Requirement, { metrics }: Evidence): NormFigure[] {
  const row = metrics.get(name)
  return row === undefined ? [] : rowFigure(row, requirement)
}

function rowFigure(row: MetricRow, { limit }: Requirement): NormFigure[] {
  const name = row.metric
  const { unit, kind } = metricDefinition(name)
  const { numerator, denominator, value, interval, n, pending, tier } = row
  const figure = {
    kind: 'metric',
    subject: name,
    unit,
    numerator,
    denominator,
    value,
    interval,
    n: COUNTED_KINDS.includes(kind) ? null : n,
    pending,
    tier,
  } as const
  if (row.verdict !== null || limit === undefined || unit !== 'share') return [{ ...figure, verdict: row.verdict }]
  if (PER_CASE.includes(limit.unit)) return [everyRecord({ ...figure, verdict: null })]
  const { comparator } = limit
  if (limit.unit !== 'share' || comparator === '=' || interval === null) return [{ ...figure, verdict: null }]
  return [{ ...figure, verdict: targetVerdict({ value: limit.value, comparator }, interval) }]
}

function breakdownFigure(name: string, { fields }: Evidence): NormFigure[] {
  const counted = name.split('|').map((field) => fields.get(field))
  const [best] = counted.filter((field) => field !== undefined).sort((a, b) => b.filled_count - a.filled_count)
  if (best === undefined || best.filled_count === 0) return []
  return [shareFigure('breakdown', name, { part: best.filled_count, whole: best.row_count })]
}

function shares(kind: 'complete' | 'check', names: readonly string[], parts: ReadonlyMap<string, Part>): NormFigure[] {
  return names.flatMap((name) => {
    const part = parts.get(name)
    return part === undefined ? [] : [shareFigure(kind, name, part)]
  })
}

function shareFigure(kind: NormFigure['kind'], subject: string, { part, whole }: Part): NormFigure {
  return {
    kind,
    subject,
    unit: 'share',
    numerator: part,
    denominator: whole,
    value: whole === 0 ? null : part / whole,
    interval: wilsonInterval(part, whole),
    n: whole,
    pending: null,
    tier: whole === 0 ? 'none' : whole < 30 ? 'small' : 'enough',
    verdict: null,
  }
}

/** What the product keeps is counted; only of the exported records a share says something. */
function tableFigure(name: string, { limit }: Requirement, { tables }: Evidence): NormFigure[] {
  const counted = tables.get(name)
  if (counted === undefined || counted.part === 0) return []
  const share = { ...shareFigure('table', name, counted), interval: null, tier: 'enough' } as const
  if (name === 'reconciliation') return [share]
  const isHeld = limit?.unit === 'months' && limit.comparator === '>='
  const verdict = isHeld ? (counted.part >= limit.value ? 'met' : 'below') : null
  return [{ ...share, unit: 'count', value: counted.part, denominator: null, n: null, verdict }]
}

function everyRecord(figure: NormFigure): NormFigure {
  const { numerator, denominator } = figure
  if (denominator === null || denominator === 0) return figure
  return { ...figure, verdict: numerator === denominator ? 'met' : 'below' }
}

function noOffender(figure: NormFigure): NormFigure {
  return figure.n === 0 ? figure : { ...figure, verdict: figure.numerator === 0 ? 'met' : 'below' }
}
