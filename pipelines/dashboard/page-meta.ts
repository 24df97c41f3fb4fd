import type { Locale } from '../core/locale.ts'
import { findMessage, messageTree } from '../core/messages.ts'
import { answerMetrics } from '../metrics/answer-metrics.ts'
import { type MetricDefinition, metricCatalogue } from '../metrics/catalogue.ts'
import type { MetricFormat } from '../metrics/format-value.ts'
import { dimensionTitle, metricTitle, valueLabel } from '../metrics/labels.ts'
import { queryRows } from '../warehouse/query.ts'
import type { SnapshotView } from './follow-published.ts'
import { BLANK, FILTER_DIMENSIONS, type FilterDimension, RANKED_METRIC } from './page-content.ts'

/** What the page needs to know beside its numbers, in one language. */
export interface PageMeta {
  readonly locale: Locale
  readonly organisation: string
  readonly run: { readonly id: string; readonly as_of: string; readonly timezone: string; readonly version: string }
  /** First local day of the data, and the local day of the as-of. */
  readonly days: { readonly first: string; readonly last: string }
  readonly files: number
  readonly quarantined: number
  readonly dimensions: readonly MetaDimension[]
  readonly metrics: readonly MetaMetric[]
  /** The texts of the area `dashboard`. */
  readonly messages: MessageTree
}

export interface MetaDimension {
  readonly name: FilterDimension
  readonly title: string
  /** Most frequent first; the word for a blank is `unknown`. */
  readonly values: readonly { readonly value: string; readonly label: string }[]
}

export interface MetaMetric extends MetricFormat {
  readonly name: string
  readonly title: string
  readonly definition: string
  /** The unit in words, where it is not the per cent sign. */
  readonly unitLabel: string
  readonly kind: MetricDefinition['kind']
  readonly chart: 'line' | 'bar'
  readonly direction: 'up' | 'down' | 'none'
  readonly smallest_n: number
  /** False where no month of the snapshot has anything that it could be computed from. */
  readonly available: boolean
}

type MessageTree = { readonly [key: string]: string | MessageTree }

/** Describes the snapshot, its filter values and the metrics' formats. */
export async function pageMeta(view: SnapshotView, locale: Locale): Promise<PageMeta> {
  const { connection, run } = view
  const catalogue = [...metricCatalogue().values()]
  const names = catalogue.map(({ metric }) => metric)
  // The page's range is that of the complaints: trainings or actions may reach further back.
  const { from, to } = await answerMetrics(connection, run, { metrics: [RANKED_METRIC] })
  const monthly = await answerMetrics(connection, run, { metrics: names, from, to, period: 'month' })
  const measured = new Set(monthly.rows.filter(({ tier }) => tier !== 'none').map(({ metric }) => metric))
  const dimensions: MetaDimension[] = []
  for (const name of FILTER_DIMENSIONS) dimensions.push(await metaDimension(view, locale, name))
  return {
    locale,
    organisation: run.organisation[locale] ?? '',
    run: { id: run.runId, as_of: run.asOf, timezone: run.timezone, version: run.version },
    days: { first: from, last: to },
    ...(await reconciled(view)),
    dimensions,
    metrics: catalogue.map((definition) => metaMetric(definition, locale, measured.has(definition.metric))),
    messages: messageTree(locale, 'dashboard'),
  }
}

async function metaDimension(
  { connection, run }: SnapshotView,
  locale: Locale,
  name: FilterDimension,
): Promise<MetaDimension> {
  const { rows } = await answerMetrics(connection, run, { metrics: [RANKED_METRIC], by: [name] })
  const counted = rows.map((row) => ({ value: row.by[name] ?? null, n: row.n })).sort((a, b) => b.n - a.n)
  return {
    name,
    title: dimensionTitle(locale, name),
    values: counted.map(({ value }) => ({ value: value ?? BLANK, label: valueLabel(locale, name, value) })),
  }
}

function metaMetric(definition: MetricDefinition, locale: Locale, available: boolean): MetaMetric {
  const { metric, unit, decimals, target, kind, chart, direction, smallest_n } = definition
  return {
    name: metric,
    title: metricTitle(locale, metric),
    definition: findMessage(locale, 'catalogue', `metrics.${metric}.definition`) ?? '',
    unit,
    unitLabel: unit === 'share' ? '' : (findMessage(locale, 'catalogue', `units.${unit}`) ?? ''),
    decimals,
    target,
    kind,
    chart,
    direction,
    smallest_n,
    available,
  }
}

async function reconciled({ connection }: SnapshotView): Promise<{ files: number; quarantined: number }> {
  const [row] = await queryRows<{ files: number; quarantined: number | null }>(
    connection,
    `select count(*) as files, cast(sum(rows_quarantined) as bigint) as quarantined from marts.reconciliation`,
    {},
    'dashboard: marts.reconciliation',
  )
  return { files: row?.files ?? 0, quarantined: row?.quarantined ?? 0 }
}
