import type { MetricRow } from '../../metrics/metric-row.ts'
import { isNamed } from '../../metrics/vital-few.ts'
import type { MartRow } from '../../warehouse/fill-mart.ts'
import type { ComplaintCell } from '../causes/complaint-cells.ts'
import { pareto } from '../change/pareto.ts'
import type { Span } from '../effect/comparison-windows.ts'

/** What stands for the unknown among labels; no member of a dimension is blank. */
const UNKNOWN_LABEL = ''

/** The rows of `marts.pareto` of one dimension by count, and weighted by level where some case counts more than another. */
export function paretoRows(cells: readonly ComplaintCell[], span: Span): MartRow[] {
  const byCount = weighedRows(cells, span, 'count', (cell) => cell.ranked)
  const isWeighed = cells.some(({ ranked, weighted }) => ranked !== weighted)
  return isWeighed ? [...byCount, ...weighedRows(cells, span, 'level', (cell) => cell.weighted)] : byCount
}

/** The rows of `marts.pareto` by rate: complaints by exposure with their interval, the worst rate first. */
export function paretoRateRows(answered: readonly MetricRow[], dimension: string, span: Span): MartRow[] {
  const rated = answered.filter(({ numerator, denominator }) => (numerator ?? 0) > 0 || (denominator ?? 0) > 0)
  const labelOf = (row: MetricRow) => row.by[dimension] ?? null
  const total = rated.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0)
  return [...rated]
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || ((labelOf(a) ?? '') < (labelOf(b) ?? '') ? -1 : 1))
    .map((row, place) => ({
      ...spanColumns(dimension, 'rate', span),
      rank: place + 1,
      member: labelOf(row),
      is_other: !isNamed(labelOf(row)),
      case_count: row.numerator,
      weight: row.value,
      share: null,
      cumulative_share: null,
      is_vital_few: false,
      total: total,
      exposure: row.denominator,
      rate_metric: row.metric,
      rate_low: row.interval?.low ?? null,
      rate_high: row.interval?.high ?? null,
      other_share: null,
      flag: null,
    }))
}

function weighedRows(
  cells: readonly ComplaintCell[],
  span: Span,
  weighting: 'count' | 'level',
  weightOf: (cell: ComplaintCell) => number,
): MartRow[] {
  const own = cells.filter(({ ranked }) => ranked > 0)
  const label = ({ member }: ComplaintCell) => member ?? UNKNOWN_LABEL
  const cellOf = new Map(own.map((cell) => [label(cell), cell]))
  const isOther = (name: string) => name === UNKNOWN_LABEL || !isNamed(name)
  const found = pareto(Object.fromEntries(own.map((cell) => [label(cell), weightOf(cell)])), { isOther })
  return found.bars.map((bar, place) => ({
    ...spanColumns(own[0]?.dimension ?? '', weighting, span),
    rank: place + 1,
    member: bar.label === UNKNOWN_LABEL ? null : bar.label,
    is_other: isOther(bar.label),
    case_count: cellOf.get(bar.label)?.ranked ?? 0,
    weight: bar.count,
    share: bar.share,
    cumulative_share: bar.cumulative,
    is_vital_few: found.vitalFew.includes(bar.label),
    total: found.total,
    exposure: null,
    rate_metric: null,
    rate_low: null,
    rate_high: null,
    other_share: found.otherShare,
    flag: found.flag,
  }))
}

function spanColumns(dimension: string, weighting: string, span: Span) {
  return { dimension, weighting, span_from: span.from, span_to: span.to }
}
