import { HuiyinError } from '../core/errors.ts'
import { answerMetrics } from '../metrics/answer-metrics.ts'
import type { MetricQuery } from '../metrics/metric-query.ts'
import type { MetricRow } from '../metrics/metric-row.ts'
import { type PeriodUnit, periodsBetween } from '../metrics/periods.ts'
import type { SnapshotView } from './follow-published.ts'
import { COMPARED_METRICS, HEADLINE_METRICS, MOST_PERIODS, RANKED_METRIC } from './page-content.ts'
import { type PageQuery, withoutDimension } from './page-query.ts'
import { type Pareto, pareto } from './pareto.ts'
import type { Block, TidyFacts, TidyRow } from './tidy-row.ts'

export interface PageAnswer {
  readonly rows: readonly TidyRow[]
  readonly facts: TidyFacts
}

const MOST_BARS = 12

/**
 * All numbers of the page for one state of its filters, as one tidy table. A chart of a dimension leaves that
 * dimension's own filter out, so that what is not selected stays in sight. Throws HY-M-001/002/003.
 */
export async function answerPage({ connection, run }: SnapshotView, query: PageQuery): Promise<PageAnswer> {
  const ask = (asked: MetricQuery) =>
    answerMetrics(connection, run, { from: query.from, to: query.to, where: query.where, ...asked })
  const headline = await ask({ metrics: HEADLINE_METRICS })
  const range = { from: headline.from, to: headline.to }
  const period = query.period ?? suitablePeriod(range.from, range.to)
  refuseTooMany(range.from, range.to, period)
  const trend = await ask({ ...range, metrics: [query.metric], period })
  const categories = await ask({
    ...range,
    metrics: [RANKED_METRIC],
    by: ['category'],
    where: withoutDimension(query, 'category'),
  })
  const compared = await ask({
    ...range,
    metrics: COMPARED_METRICS,
    by: [query.by],
    where: withoutDimension(query, query.by),
  })
  const ranked = pareto(categories.rows, 'category', MOST_BARS, new Set(query.where.category))
  return {
    rows: [
      ...headline.rows.map((row) => tidy('headline', row)),
      ...trend.rows.map((row) => tidy('trend', row, { cut: isCut(row, range) })),
      ...paretoRows(ranked),
      ...compared.rows.map((row) => tidy('compare', row, { dimension: query.by, key: row.by[query.by] ?? null })),
    ],
    facts: {
      run_id: run.runId,
      as_of: run.asOf,
      ...range,
      period,
      metric: query.metric,
      by: query.by,
      categories: String(ranked.values),
      vital_few: String(ranked.vitalFew ?? ''),
      vital_share: String(ranked.vitalShare ?? ''),
    },
  }
}

/** A unit that gives a readable number of points: weeks for about two years, months beyond, then quarters and years. */
function suitablePeriod(from: string, to: string): PeriodUnit {
  if (periodsBetween(from, to, 'day').length <= 14) return 'day'
  if (periodsBetween(from, to, 'week').length <= 110) return 'week'
  if (periodsBetween(from, to, 'month').length <= 120) return 'month'
  return periodsBetween(from, to, 'quarter').length <= 120 ? 'quarter' : 'year'
}

function refuseTooMany(from: string, to: string, unit: PeriodUnit): void {
  if (periodsBetween(from, to, unit).length <= MOST_PERIODS) return
  throw new HuiyinError('HY-M-003', { option: 'period', got: unit, expected: `≤ ${MOST_PERIODS} (${from} – ${to})` })
}

function isCut(row: MetricRow, range: { from: string; to: string }): boolean {
  return (row.period ?? range.from) < range.from || (row.period_end ?? range.to) > range.to
}

function tidy(block: Block, row: MetricRow, more: Partial<TidyRow> = {}): TidyRow {
  const { metric, period, period_end, numerator, denominator, value, n, pending, tier, verdict, complete } = row
  return {
    block,
    metric,
    period,
    period_end,
    dimension: null,
    key: null,
    numerator,
    denominator,
    value,
    low: row.interval?.low ?? null,
    high: row.interval?.high ?? null,
    n,
    pending,
    tier,
    verdict,
    complete,
    cut: false,
    share: null,
    cumulative: null,
    vital: null,
    folded: null,
    ...more,
  }
}

function paretoRows({ bars, total }: Pareto): TidyRow[] {
  return bars.map(({ key, count, ...rest }) => {
    const measured = { numerator: count, denominator: total, value: count, interval: null, n: count, pending: null }
    const row: MetricRow = {
      ...measured,
      metric: RANKED_METRIC,
      period: null,
      period_end: null,
      complete: true,
      by: {},
      tier: 'enough',
      verdict: null,
    }
    return tidy('pareto', row, { dimension: 'category', key, ...rest })
  })
}
