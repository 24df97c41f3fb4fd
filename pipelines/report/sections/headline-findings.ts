import { metricDefinition } from '../../metrics/catalogue.ts'
import type { HeadlineRow } from '../figures/headline-figure.ts'
import { intervalOf } from '../figures/metric-cells.ts'
import { measuredText, type Words } from '../words.ts'
import { targetText } from './verdict.ts'

/** What a reader in a hurry must know: volume, targets missed or open, clear changes, overdue cases, what is not known. */
export function headlineFindings(words: Words, rows: readonly HeadlineRow[]): string[] {
  return [
    ...rows.filter((row) => row.metric === 'complaints_received').map((row) => received(words, row)),
    ...rows.filter((row) => row.verdict !== null && row.tier !== 'too_few').map((row) => verdict(words, row)),
    ...rows.filter(isClearChange).map((row) => changed(words, row)),
    ...rows
      .filter((row) => row.metric === 'overdue_open' && row.missing === null)
      .map((row) => words.say('findings.overdue', { count: words.count(row.value ?? 0) })),
    ...unknown(words, rows),
  ]
}

function isClearChange(row: HeadlineRow): boolean {
  return (row.change === 'higher' || row.change === 'lower') && row.metric !== 'complaints_received'
}

function received(words: Words, row: HeadlineRow): string {
  const count = words.count(row.value ?? 0)
  if (row.change === null || row.reference_value === null) return words.say('findings.received', { count })
  const { reference_periods: weeks } = row
  const mean = words.decimal(row.reference_value, 1)
  return words.say(`findings.received_${row.change}`, { count, weeks, mean })
}

function verdict(words: Words, row: HeadlineRow): string {
  return words.say(`findings.${row.verdict}`, {
    metric: words.metric(row.metric),
    value: measuredText(words, row),
    target: targetText(words, row.metric),
    interval: words.interval(row.metric, intervalOf(row)),
  })
}

function changed(words: Words, row: HeadlineRow): string {
  const { kind } = metricDefinition(row.metric)
  const reference = row.reference_value
  return words.say(`findings.${row.change}`, {
    metric: words.metric(row.metric),
    value: measuredText(words, row),
    weeks: row.reference_periods,
    reference:
      kind === 'count' && reference !== null ? words.decimal(reference, 1) : words.number(row.metric, reference),
  })
}

function unknown(words: Words, rows: readonly HeadlineRow[]): string[] {
  const metrics = rows.filter((row) => row.missing !== null).map((row) => words.metric(row.metric))
  return metrics.length === 0 ? [] : [words.say('findings.unknown', { metrics: words.list(metrics) })]
}
