import type { DuckDBConnection } from '@duckdb/node-api'
import { madeOnce } from '../../core/made-once.ts'
import { answerMetrics } from '../../metrics/answer-metrics.ts'
import { filterOf, type MetricQuery, type Statement } from '../../metrics/metric-query.ts'
import type { MetricRow } from '../../metrics/metric-row.ts'
import { type OutwardRow, outwardRows } from '../../metrics/outward-rows.ts'
import { addDays } from '../../metrics/periods.ts'
import { type Coverage, type CoverageScope, normCoverage } from '../../norms/coverage.ts'
import { queryRows } from '../../warehouse/query.ts'
import type { Snapshot, SnapshotRun } from '../../warehouse/snapshot.ts'
import { type AskRows, type FactFilter, type FigureBook, type FigureRow, figureBook } from '../figure.ts'
import type { ReportDefinition } from '../report-definition.ts'
import { periodBefore, type ReportPeriod } from '../report-period.ts'
import { type DataCoverage, readCoverage } from './data-coverage.ts'
import { isSmall } from './outward-counts.ts'

/** What the figures of one report are computed from. */
export interface FigureContext {
  readonly definition: ReportDefinition
  readonly run: SnapshotRun
  readonly period: ReportPeriod
  readonly coverage: DataCoverage
  readonly book: FigureBook
  /**
   * Answers from the metrics, of what the report's filters let through; in an outward copy, numbers that are not to
   * leave the department are blank and say so. Throws HY-M-002 for a metric that cannot be filtered so.
   */
  metrics(query: MetricQuery): Promise<Answer<OutwardRow>>
  /** As `metrics`, with small cells: for a figure that puts them together itself before it shows them. */
  unsuppressed(query: MetricQuery): Promise<Answer<MetricRow>>
  /** Rows of a statement of the figure's own: one that reads a fact has to ask `filter` for its condition. */
  readonly rows: AskRows
  filter: FactFilter
  /** How the norms' requirements stand in the snapshot; of all its rows, whatever the report's filters. */
  norms(scope?: CoverageScope): Promise<Coverage>
}

export interface Answer<Row> {
  readonly rows: readonly Row[]
  readonly statements: readonly Statement[]
}

export async function figureContext(
  snapshot: Snapshot,
  definition: ReportDefinition,
  period: ReportPeriod,
): Promise<FigureContext> {
  const { connection } = snapshot.database
  const rows = rowsOf(connection)
  const filter = factFilter(definition)
  const unsuppressed = (query: MetricQuery) =>
    answerMetrics(connection, snapshot.run, { ...query, where: { ...query.where, ...definition.filters } })
  const norms = madeOnce((scope: string) => normCoverage(connection, snapshot.run, JSON.parse(scope)))
  return {
    definition,
    run: snapshot.run,
    period,
    coverage: await readCoverage(rows, period, filter),
    book: figureBook(),
    metrics: async (query) => {
      const { rows, statements } = await unsuppressed(query)
      return { rows: definition.is_outward ? outwardRows(rows).map(withoutSmallPending) : rows.map(shown), statements }
    },
    unsuppressed,
    rows,
    filter,
    norms: (scope: CoverageScope = {}) => norms(JSON.stringify(scope)),
  }
}

function shown(row: MetricRow): OutwardRow {
  return { ...row, suppressed: null }
}

function withoutSmallPending(row: OutwardRow): OutwardRow {
  return isSmall(row.pending ?? 0) ? { ...row, pending: null } : row
}

/** What a definition's filters let through of a fact. */
export function factFilter({ filters }: Pick<ReportDefinition, 'filters'>): FactFilter {
  return (fact) => {
    const { conditions, parameters } = filterOf({ metrics: [], where: filters }, { metric: fact, fact })
    return { sql: conditions.length === 0 ? 'true' : conditions.join(' and '), parameters }
  }
}

function rowsOf(connection: DuckDBConnection): AskRows {
  return <Row extends FigureRow>({ sql, parameters }: Statement) => queryRows<Row>(connection, sql, parameters)
}

/** The days of up to `count` periods before the one given, no earlier than the data; null where there is none. */
export function periodsBefore(
  { coverage }: Pick<FigureContext, 'coverage'>,
  period: ReportPeriod,
  count: number,
): { from: string; to: string; periods: number } | null {
  const { first_period: first } = coverage
  let [earliest, periods] = [period, 0]
  while (periods < count) {
    const before = periodBefore(earliest, 1)
    if (first === null || before.start < first) break
    ;[earliest, periods] = [before, periods + 1]
  }
  return periods === 0 ? null : { from: earliest.start, to: addDays(period.start, -1), periods }
}
