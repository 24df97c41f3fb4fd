import type { MetricDefinition } from './catalogue.ts'
import { exposureDimensions } from './exposure-statement.ts'
import { type DayRange, type Slices, sliceKey } from './fact-parts.ts'
import type { MetricQuery } from './metric-query.ts'
import { type MetricRow, metricRow, NO_PARTS, type Parts } from './metric-row.ts'
import { type Period, periodsBetween } from './periods.ts'

/** What the statements of a query found. */
export interface Answered {
  readonly slices: ReadonlyMap<string, Slices>
  readonly exposures: ReadonlyMap<string, Slices>
  readonly query: MetricQuery
  readonly range: DayRange
  /** The periods of the range, from `answeredPeriods`. */
  readonly periods: readonly (Period | null)[]
  /** Local day of the as-of. */
  readonly today: string
}

/** The periods that rows are given for: one that is null where the query asks for none. */
export function answeredPeriods({ period }: MetricQuery, { from, to }: DayRange): readonly (Period | null)[] {
  return period === undefined ? [null] : periodsBetween(from, to, period)
}

type PartsAt = (period: Period | null) => Parts

/** The rows of one metric: by slice in the order found, then by period. */
export function metricRows(definition: MetricDefinition, answered: Answered): MetricRow[] {
  const { periods, range, today } = answered
  const rows: MetricRow[] = []
  for (const { by, partsAt } of slicesOf(definition, answered)) {
    for (const period of periods)
      rows.push(metricRow(definition, partsAt(period), period, by, (period?.end ?? range.to) < today))
  }
  return rows
}

function slicesOf(definition: MetricDefinition, answered: Answered): { by: MetricRow['by']; partsAt: PartsAt }[] {
  switch (definition.kind) {
    case 'rate':
      return rateSlices(definition, answered)
    case 'ratio':
      return ratioSlices(definition, answered)
    default: {
      const slices = answered.slices.get(definition.metric) ?? new Map()
      return [...slices.values()].map(({ by, periods }) => ({ by, partsAt: partsReader(definition.kind, periods) }))
    }
  }
}

/** Reads the sums of a period; for a stock the running sum up to its end, so that periods must be read in order. */
function partsReader(kind: MetricDefinition['kind'], periods: ReadonlyMap<string, Parts>): PartsAt {
  if (kind !== 'stock') return (period) => periods.get(period?.start ?? '') ?? NO_PARTS
  const all = [...periods.values()]
  const isKnown = all.some(({ b }) => b > 0) || all.every(({ c }) => c === 0)
  let level = periods.get('before')?.a ?? 0
  return (period) => {
    level += period === null ? sumWithin(periods) : (periods.get(period.start)?.a ?? 0)
    return { a: level, b: isKnown ? 1 : 0, c: 1 }
  }
}

/** Sums of all periods but the one before the range, which is where the running sum begins. */
function sumWithin(periods: ReadonlyMap<string, Parts>): number {
  let total = 0
  for (const [period, { a }] of periods) if (period !== 'before') total += a
  return total
}

/** Events and exposure of the same slice; dimensions without an exposure of their own stand against that of all. */
function rateSlices(definition: MetricDefinition & { kind: 'rate' }, { slices, exposures, query }: Answered) {
  const known = exposureDimensions(query)
  const events = new Map(slices.get(definition.events) ?? [])
  const exposure = exposures.get(definition.exposure) ?? new Map()
  if (known.length === (query.by ?? []).length)
    for (const [key, { by }] of exposure) if (!events.has(key)) events.set(key, { by, periods: new Map() })
  return [...events.values()].map(({ by, periods }) => {
    const units = exposure.get(sliceKey(known.map((name) => by[name])))?.periods
    const partsAt: PartsAt = (period) => {
      const start = period?.start ?? ''
      return { a: periods.get(start)?.a ?? 0, b: units?.get(start)?.a ?? 0, c: 0 }
    }
    return { by, partsAt }
  })
}

function ratioSlices(definition: MetricDefinition & { kind: 'ratio' }, answered: Answered) {
  const [over, under] = [definition.over, definition.under].map((metric) => answered.slices.get(metric) ?? new Map())
  const all = new Map([...(under ?? []), ...(over ?? [])])
  return [...all].map(([key, { by }]) => {
    const read = [over, under].map(
      (side) => (period: Period | null) => side?.get(key)?.periods.get(period?.start ?? ''),
    )
    const partsAt: PartsAt = (period) => {
      const [a, b] = read.map((side) => side(period))
      return { a: a === undefined ? 0 : a.a, b: b === undefined ? 0 : b.a, c: 0 }
    }
    return { by, partsAt }
  })
}
