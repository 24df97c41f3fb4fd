import type { Locale } from '../core/locale.ts'
import { message } from '../core/messages.ts'
import { type MetricDefinition, metricDefinition } from '../metrics/catalogue.ts'
import { formatCount, formatInterval, formatValue, NO_VALUE } from '../metrics/format-value.ts'
import { dimensionTitle, metricTitle, valueLabel } from '../metrics/labels.ts'
import type { MetricQuery } from '../metrics/metric-query.ts'
import type { MetricRow } from '../metrics/metric-row.ts'
import { periodHolding } from '../report/report-period.ts'
import { textTable } from './text-table.ts'

/** A row of an answer; a period is cut where only a part of it was asked for. */
export type AnsweredRow = MetricRow & { readonly cut: boolean }

/** Rows of metrics as columns for a person, with their parts; pending cases where a metric has any. */
export function metricsTable(locale: Locale, { by = [], period }: MetricQuery, rows: readonly AnsweredRow[]): string {
  const word = (name: string) => message(locale, 'core', `metrics_table.${name}`)
  const hasPending = rows.some(({ pending }) => pending !== null)
  const head = [
    word('metric'),
    ...(period === undefined ? [] : [word('period')]),
    ...by.map((name) => dimensionTitle(locale, name)),
    ...['value', 'unit', 'interval', 'parts', 'n'].map(word),
    ...(hasPending ? [word('pending')] : []),
  ]
  const body = rows.map((row) => {
    const definition = metricDefinition(row.metric)
    const isFew = row.tier === 'too_few'
    return [
      metricTitle(locale, row.metric),
      ...(period === undefined ? [] : [periodCell(row, period)]),
      ...by.map((name) => valueLabel(locale, name, row.by[name] ?? null)),
      isFew ? word('too_few') : formatValue(locale, definition, row.value),
      definition.unit === 'share' ? '' : message(locale, 'catalogue', `units.${definition.unit}`),
      isFew ? NO_VALUE : formatInterval(locale, definition, row.interval),
      partsCell(locale, definition, row),
      row.denominator === null ? '' : formatCount(locale, row.n),
      ...(hasPending ? [row.pending === null ? '' : formatCount(locale, row.pending)] : []),
    ]
  })
  return textTable([head, ...body])
}

/** A week, month, quarter or year by its name, a day as it is; with a mark where not all of it is in the number. */
function periodCell({ period, complete, cut }: AnsweredRow, unit: NonNullable<MetricQuery['period']>): string {
  const day = period ?? ''
  return `${unit === 'day' ? day : periodHolding(day, unit).name}${complete && !cut ? '' : ' …'}`
}

function partsCell(locale: Locale, { kind }: MetricDefinition, { numerator, denominator }: MetricRow): string {
  if (numerator === null || denominator === null || kind === 'survival') return ''
  const part = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(numerator)
  return `${part} / ${formatCount(locale, denominator)}`
}
