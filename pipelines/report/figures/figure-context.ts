import type { DuckDBConnection } from '@duckdb/node-api'
import { answerMetrics, type MetricAnswer } from '../../metrics/answer-metrics.ts'
import type { MetricQuery, Statement } from '../../metrics/metric-query.ts'
import { addDays } from '../../metrics/periods.ts'
import { queryRows } from '../../warehouse/query.ts'
import type { Snapshot, SnapshotRun } from '../../warehouse/snapshot.ts'
import { type AskRows, type FigureBook, type FigureRow, figureBook } from '../figure.ts'
import type { ReportWeek } from '../report-week.ts'
import { type DataCoverage, readCoverage } from './data-coverage.ts'

/** What the figures of one report are computed from. */
export interface FigureContext {
  readonly run: SnapshotRun
  readonly week: ReportWeek
  readonly coverage: DataCoverage
  readonly book: FigureBook
  metrics(query: MetricQuery): Promise<MetricAnswer>
  readonly rows: AskRows
}

export async function figureContext(snapshot: Snapshot, week: ReportWeek): Promise<FigureContext> {
  const { connection } = snapshot.database
  const rows = rowsOf(connection)
  return {
    run: snapshot.run,
    week,
    coverage: await readCoverage(rows, week),
    book: figureBook(),
    metrics: (query) => answerMetrics(connection, snapshot.run, query),
    rows,
  }
}

function rowsOf(connection: DuckDBConnection): AskRows {
  return <Row extends FigureRow>({ sql, parameters }: Statement) => queryRows<Row>(connection, sql, parameters)
}

/** The days of up to `weeks` weeks before `week`, no earlier than the data; null where there is none. */
export function weeksBefore(
  { coverage }: FigureContext,
  week: { start: string },
  weeks: number,
): { from: string; to: string; weeks: number } | null {
  const earliest = addDays(week.start, -7 * weeks)
  const from = coverage.first_week === null || coverage.first_week > earliest ? coverage.first_week : earliest
  if (from === null || from >= week.start) return null
  const days = (Date.parse(week.start) - Date.parse(from)) / 86_400_000
  return { from, to: addDays(week.start, -1), weeks: days / 7 }
}
