import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import { queryRange } from '../metrics/answer-metrics.ts'
import { answerSlices } from '../metrics/answer-slices.ts'
import { componentsOf, dimensionCatalogue, metricDefinition } from '../metrics/catalogue.ts'
import type { MetricRow } from '../metrics/metric-row.ts'
import { addDays, dayNumber, type PeriodUnit, periodsBetween } from '../metrics/periods.ts'
import type { SnapshotRun } from '../warehouse/snapshot.ts'
import { MOST_PERIODS } from './api/pages.ts'
import type { FigureRow } from './api/tables.ts'
import { dataDays } from './data-days.ts'
import { figureRow } from './figure-row.ts'
import type { SnapshotView } from './follow-published.ts'
import type { PageState } from './page-state.ts'
import { wholeWeeks, withoutSmallCells } from './small-cells-of-viewer.ts'
import { scopeOf, type Viewer } from './viewer.ts'

export type Filters = Readonly<Record<string, readonly string[]>>

/** What to ask for beside what the state says. */
export interface Asked {
  readonly metrics: readonly string[]
  readonly period?: PeriodUnit | undefined
  readonly from?: string
  readonly to?: string
  readonly where?: Filters
}

/** The state with what the server chose filled in. */
export interface FullState extends PageState {
  readonly from: string
  readonly to: string
  readonly period: PeriodUnit
  /** Whether the range ends at a day that was asked for, rather than at the as-of. */
  readonly isRangeAsked: boolean
}

/** One request's way to its numbers: each query ends with the limits of the viewer's role. */
export interface Asking {
  readonly connection: DuckDBConnection
  readonly run: SnapshotRun
  readonly locale: Locale
  readonly viewer: Viewer
  readonly state: FullState
  /** The filters that are applied, those of the viewer's role included. */
  readonly where: Filters
  /** Metrics that were left out so far, since their fact lacks a dimension asked for. */
  readonly leftOut: ReadonlySet<string>
  /** Rows of the metrics for each list of dimensions; the state's range and filters unless others are given. */
  slices(asked: Asked, lists: readonly (readonly string[])[]): Promise<MetricRow[][]>
  figures(asked: Asked, by?: readonly string[]): Promise<FigureRow[]>
}

/** Fills in what the state leaves open, and checks that the range has not too many periods. Throws HY-M-003. */
export async function askingFor(view: SnapshotView, viewer: Viewer, state: PageState, locale: Locale): Promise<Asking> {
  const { connection, run } = view
  const { from, to } = state.from === undefined ? { ...state, from: (await dataDays(view)).from } : state
  const found = await queryRange(connection, run, { metrics: ['complaints_received'], from, to })
  const range = viewer.department === null ? found : wholeWeeks(found)
  const period = periodFor(viewer, state.period ?? suitablePeriod(range.from, range.to))
  refuseTooMany(range.from, range.to, period)
  const leftOut = new Set<string>()
  const where = { ...state.where, ...scopeOf(viewer) }
  const asking: Asking = {
    connection,
    run,
    locale,
    viewer,
    state: {
      ...state,
      ...range,
      period,
      isRangeAsked: state.to !== undefined,
    },
    where,
    leftOut,
    async slices(asked, lists) {
      const own = { ...range, ...asked, where: { ...(asked.where ?? where), ...scopeOf(viewer) } }
      const metrics = asked.metrics.filter((name) => fits(name, [...lists.flat(), ...filtered(own.where)]))
      for (const name of asked.metrics) if (!metrics.includes(name)) leftOut.add(name)
      if (metrics.length === 0) return lists.map(() => [])
      const answers = await answerSlices(connection, run, { ...own, metrics }, lists)
      const rows = answers.map((answer) => [...answer.rows])
      if (viewer.department === null) return rows
      const unfiltered = { ...own, metrics, where: scopeOf(viewer) }
      const wholes = filtered(own.where).length === 1 ? null : await answerSlices(connection, run, unfiltered, lists)
      return rows.map((list, index) => withoutSmallCells(list, wholes?.[index]?.rows ?? null))
    },
    async figures(asked, by = []) {
      const [rows = []] = await asking.slices(asked, [by])
      return rows.map((row) => figureRow(row, range))
    },
  }
  return asking
}

/** The filters without those of some dimensions: a chart of a dimension keeps what is not chosen in sight. */
export function without(where: Filters, dimensions: readonly string[]): Filters {
  return Object.fromEntries(Object.entries(where).filter(([name]) => !dimensions.includes(name)))
}

/** The range of the same length that ends the day before. */
export function rangeBefore({ from, to }: { from: string; to: string }): { from: string; to: string } {
  const days = dayNumber(to) - dayNumber(from) + 1
  return { from: addDays(from, -days), to: addDays(from, -1) }
}

function filtered(where: Filters): string[] {
  return Object.entries(where).flatMap(([name, values]) => (values.length === 0 ? [] : [name]))
}

/** Whether all facts that a metric is computed from have the dimensions. */
export function fits(metric: string, dimensions: readonly string[]): boolean {
  const facts = componentsOf(metricDefinition(metric)).map(({ fact }) => fact)
  return dimensions.every((name) => facts.every((fact) => dimensionCatalogue().get(name)?.facts.includes(fact)))
}

/** A unit that gives a readable number of points: weeks for about two years, months beyond, then quarters and years. */
function suitablePeriod(from: string, to: string): PeriodUnit {
  if (periodsBetween(from, to, 'day').length <= 14) return 'day'
  if (periodsBetween(from, to, 'week').length <= 110) return 'week'
  if (periodsBetween(from, to, 'month').length <= 120) return 'month'
  return periodsBetween(from, to, 'quarter').length <= 120 ? 'quarter' : 'year'
}

/** Days would tell small counts apart that weeks hide. */
function periodFor(viewer: Viewer, period: PeriodUnit): PeriodUnit {
  return viewer.department !== null && period === 'day' ? 'week' : period
}

function refuseTooMany(from: string, to: string, unit: PeriodUnit): void {
  if (periodsBetween(from, to, unit).length <= MOST_PERIODS) return
  throw new HuiyinError('HY-M-003', { option: 'period', got: unit, expected: `≤ ${MOST_PERIODS} (${from} – ${to})` })
}
