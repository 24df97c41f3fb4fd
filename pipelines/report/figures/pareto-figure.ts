import type { MetricRow } from '../../metrics/metric-row.ts'
import { isNamed, vitalFew } from '../../metrics/vital-few.ts'
import type { Figure } from '../figure.ts'
import { type FigureContext, periodsBefore } from './figure-context.ts'
import { valuesToMerge } from './outward-counts.ts'

export interface ParetoOptions {
  readonly dimension: string
  /** Bars; further values are put together. */
  readonly most: number
  readonly reference_periods: number
}

/** A bar: a value; the values called "other"; those beyond the largest, put together; or those left blank. */
export type ParetoRow = {
  readonly kind: 'value' | 'rest' | 'other' | 'unknown'
  readonly value: string | null
  /** How many values the row stands for, and how many of them belong to the vital few. */
  readonly values: number
  readonly vital: number
  readonly complaints: number
  readonly cumulative: number
  readonly total: number
  readonly before: number
  readonly before_periods: number
}

/** One value of the dimension: its weight in the Pareto chart, now and in the periods before. */
export interface Counted {
  readonly value: string | null
  readonly complaints: number
  readonly before: number
}

/**
 * Complaints of the period by value, largest first. The bar that crosses 80 % belongs to the vital few, by whole
 * numbers; blanks and "other" stand last and are never vital, but count in the total (metric-spec M19).
 */
export async function paretoFigure(context: FigureContext, options: ParetoOptions): Promise<Figure<ParetoRow> | null> {
  const { dimension } = options
  const query = { metrics: ['complaints_received'], by: [dimension] }
  const now = await context.unsuppressed({ ...query, from: context.period.start, to: context.period.end })
  if (now.rows.length === 0) return null
  const { is_outward: isOutward } = context.definition
  const span = isOutward ? null : periodsBefore(context, context.period, options.reference_periods)
  const earlier = span === null ? null : await context.metrics({ ...query, from: span.from, to: span.to })
  const before = new Map(earlier?.rows.map((row) => [row.by[dimension] ?? null, row.value ?? 0]))
  const counted = now.rows.map((row) => countedOf(row, dimension, before))
  const counts = new Map(counted.map(({ value, complaints }) => [value, complaints]))
  const merged = isOutward ? valuesToMerge(counts) : new Set<string | null>()
  if (merged === null) return null
  const rows = paretoRows(counted, options.most, span?.periods ?? 0, merged)
  return context.book.add({ figure: 'pareto', dimension }, rows, [now.statements, earlier?.statements ?? []])
}

function countedOf(row: MetricRow, dimension: string, before: ReadonlyMap<string | null, number>): Counted {
  const value = row.by[dimension] ?? null
  return { value, complaints: row.value ?? 0, before: before.get(value) ?? 0 }
}

/** The bars, largest first, with the vital few marked; see `paretoFigure`. Values to be merged have no bar of their own. */
export function paretoRows(
  counted: readonly Counted[],
  most: number,
  beforePeriods: number,
  merged: ReadonlySet<string | null> = new Set(),
): ParetoRow[] {
  const total = sum(counted, 'complaints')
  const named = counted.filter(({ value }) => isNamed(value)).sort(largestFirst)
  const vital = vitalFew(
    named.map(({ complaints }) => complaints),
    total,
  )
  const shown = named.filter(({ value }) => !merged.has(value)).slice(0, most)
  const rest = [...named, ...counted.filter(({ value }) => !isNamed(value) && merged.has(value))].filter(
    (item) => !shown.includes(item),
  )
  const apart = counted.filter(({ value }) => !merged.has(value))
  const groups: { kind: ParetoRow['kind']; items: readonly Counted[]; vital: number }[] = [
    ...shown.map((item, index) => ({ kind: 'value' as const, items: [item], vital: index < vital ? 1 : 0 })),
    { kind: 'rest', items: rest, vital: Math.max(0, vital - shown.length) },
    { kind: 'other', items: apart.filter((item) => item.value !== null && !isNamed(item.value)), vital: 0 },
    { kind: 'unknown', items: apart.filter((item) => item.value === null), vital: 0 },
  ]
  let cumulative = 0
  return groups
    .filter(({ items }) => items.length > 0)
    .map(({ kind, items, vital: vitalItems }) => {
      cumulative += sum(items, 'complaints')
      return {
        kind,
        value: kind === 'rest' ? null : (items[0]?.value ?? null),
        values: items.length,
        vital: vitalItems,
        complaints: sum(items, 'complaints'),
        cumulative,
        total,
        before: sum(items, 'before'),
        before_periods: beforePeriods,
      }
    })
}

function largestFirst(a: Counted, b: Counted): number {
  return b.complaints - a.complaints || ((a.value ?? '') < (b.value ?? '') ? -1 : 1)
}

function sum(items: readonly Counted[], part: 'complaints' | 'before'): number {
  return items.reduce((total, item) => total + item[part], 0)
}
