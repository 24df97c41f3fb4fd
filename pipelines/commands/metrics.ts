import { findMessage } from '../core/messages.ts'
import { openWorkspace } from '../core/workspace.ts'
import { answerMetrics } from '../metrics/answer-metrics.ts'
import { dimensionCatalogue, factOf, metricCatalogue, metricDefinition } from '../metrics/catalogue.ts'
import { knownFilters } from '../metrics/filter-values.ts'
import { formatInstant, formatValue } from '../metrics/format-value.ts'
import { dimensionTitle, metricTitle } from '../metrics/labels.ts'
import { checkDay, localDay } from '../metrics/periods.ts'
import { openSnapshot } from '../warehouse/snapshot.ts'
import { askedMetrics } from './asked-metrics.ts'
import { type CommandContext, type CommandOptions, textOption } from './context.ts'
import { metricsTable } from './metrics-table.ts'
import { textTable } from './text-table.ts'

export default async function metrics(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  if (options['list'] === true || args.length === 0) return listCatalogue(context)
  const asked = askedMetrics(args, options)
  const workspace = await openWorkspace(context.folder)
  await using snapshot = await openSnapshot(workspace.paths.published, textOption(options, 'run'))
  const { database, run } = snapshot
  const today = localDay(new Date(run.asOf), run.timezone)
  // What lies after the as-of is not known: it is left out, rather than told as 0.
  const last = asked.to === undefined || checkDay(asked.to, '--to') < today ? asked.to : today
  const query = { ...asked, to: last, where: await knownFilters(database.connection, asked) }
  const { runId, asOf, from, to, rows: found } = await answerMetrics(database.connection, run, query)
  const rows = found.map((row) => ({
    ...row,
    cut: (row.period ?? from) < from || (row.period_end ?? to) > to,
  }))
  context.answer({
    run_id: runId,
    as_of: asOf,
    timezone: run.timezone,
    from,
    to,
    rows: rows.map((row) => ({ ...row, unit: metricDefinition(row.metric).unit })),
  })
  context.line(metricsTable(context.locale, query, rows))
  context.line('')
  if (query.period !== undefined && rows.some(({ complete, cut }) => cut || !complete)) context.say('metrics_partial')
  const as_of = formatInstant(context.locale, asOf, run.timezone)
  context.say('metrics_of', { from, to, as_of, timezone: run.timezone })
  return 0
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
