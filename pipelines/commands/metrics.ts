import { HuiyinError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import { findMessage } from '../core/messages.ts'
import { openWorkspace } from '../core/workspace.ts'
import { answerMetrics } from '../metrics/answer-metrics.ts'
import { dimensionCatalogue, factOf, metricCatalogue, metricDefinition } from '../metrics/catalogue.ts'
import { formatInterval, formatValue } from '../metrics/format-value.ts'
import { dimensionTitle, metricTitle, valueLabel } from '../metrics/labels.ts'
import type { MetricQuery } from '../metrics/metric-query.ts'
import type { MetricRow } from '../metrics/metric-row.ts'
import { PERIODS, type PeriodUnit } from '../metrics/periods.ts'
import { openSnapshot } from '../warehouse/snapshot.ts'
import { type CommandContext, type CommandOptions, listOption, textOption } from './context.ts'
import { textTable } from './text-table.ts'

export default async function metrics(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  if (options['list'] === true || args.length === 0) return listCatalogue(context)
  const query = queryOf(args, options)
  const workspace = await openWorkspace(context.folder)
  await using snapshot = await openSnapshot(workspace.paths.published, textOption(options, 'run'))
  const answer = await answerMetrics(snapshot.database.connection, snapshot.run, query)
  context.answer({
    run_id: answer.runId,
    as_of: answer.asOf,
    timezone: snapshot.run.timezone,
    from: answer.from,
    to: answer.to,
    rows: answer.rows.map((row) => ({ ...row, unit: metricDefinition(row.metric).unit })),
  })
  context.line(textTable(tableOf(context.locale, query, answer.rows)))
  return 0
}

function queryOf(names: readonly string[], options: CommandOptions): MetricQuery {
  const period = textOption(options, 'period')
  if (period !== undefined && !(PERIODS as readonly string[]).includes(period)) {
    throw new HuiyinError('HY-M-003', { option: '--period', got: period, expected: PERIODS.join(', ') })
  }
  return {
    metrics: names,
    by: listOption(options, 'by'),
    period: period as PeriodUnit | undefined,
    from: textOption(options, 'from'),
    to: textOption(options, 'to'),
    where: filtersOf(options['where']),
  }
}

function filtersOf(given: CommandOptions[string]): Record<string, string[]> {
  const where: Record<string, string[]> = {}
  for (const text of Array.isArray(given) ? given : []) {
    const [, dimension, value] = /^([^=]+)=(.*)$/s.exec(text) ?? []
    if (dimension === undefined || value === undefined) {
      throw new HuiyinError('HY-C-001', {
        reason: `--where ${text}: expected dimension=value`,
        usage: 'huiyin metrics',
      })
    }
    where[dimension.trim()] = [...(where[dimension.trim()] ?? []), value.trim()]
  }
  return where
}

function tableOf(locale: Locale, query: MetricQuery, rows: readonly MetricRow[]): string[][] {
  const dimensions = query.by ?? []
  const head = [
    'metric',
    ...(query.period === undefined ? [] : [query.period]),
    ...dimensions.map((name) => dimensionTitle(locale, name)),
    'value',
    '95 %',
    'n',
  ]
  const body = rows.map((row) => {
    const format = metricDefinition(row.metric)
    return [
      metricTitle(locale, row.metric),
      ...(query.period === undefined ? [] : [`${row.period}${row.complete ? '' : ' …'}`]),
      ...dimensions.map((name) => valueLabel(locale, name, row.by[name] ?? null)),
      formatValue(locale, format, row.value),
      formatInterval(locale, format, row.interval),
      row.denominator === null ? '' : String(row.n),
    ]
  })
  return [head, ...body]
}

function listCatalogue(context: CommandContext): number {
  const definitions = [...metricCatalogue().values()]
  const dimensions = [...dimensionCatalogue().values()]
  context.answer({
    metrics: definitions.map((definition) => ({
      fact: factOf(definition),
      ...definition,
      title: metricTitle(context.locale, definition.metric),
      definition: findMessage(context.locale, 'catalogue', `metrics.${definition.metric}.definition`) ?? '',
    })),
    dimensions: dimensions.map((dimension) => ({
      ...dimension,
      title: dimensionTitle(context.locale, dimension.name),
    })),
  })
  context.line(
    textTable([
      ['metric', '', 'fact', 'unit', 'target', 'requirements'],
      ...definitions.map((item) => [
        item.metric,
        metricTitle(context.locale, item.metric),
        factOf(item),
        item.unit,
        item.target === undefined
          ? ''
          : `${item.target.comparator} ${formatValue(context.locale, item, item.target.value)}`,
        item.requirements.join(' '),
      ]),
    ]),
  )
  context.line('')
  context.line(
    textTable([
      ['dimension', '', '5W1H'],
      ...dimensions.map((item) => [item.name, dimensionTitle(context.locale, item.name), item.question]),
    ]),
  )
  return 0
}
