import type { Locale } from '../core/locale.ts'
import { findMessage } from '../core/messages.ts'
import { answerSlices } from '../metrics/answer-slices.ts'
import { dimensionCatalogue, factOf, type MetricDefinition, metricCatalogue } from '../metrics/catalogue.ts'
import { dimensionTitle, metricTitle, valueLabel } from '../metrics/labels.ts'
import { queryRows } from '../warehouse/query.ts'
import type { Meta, MetaDimension, MetaMetric } from './api/heads.ts'
import { UNKNOWN } from './api/pages.ts'
import { fits } from './asking.ts'
import { availableMetrics } from './available-metrics.ts'
import { dataDays } from './data-days.ts'
import type { SnapshotView } from './follow-published.ts'
import { pageMessages } from './page-messages.ts'
import { scopeOf, type Viewer, viewingOf } from './viewer.ts'

const COUNTED = 'complaints_received'
const MOST_VALUES = 200

/** Describes the snapshot, its filter values and the metrics' formats, as far as the viewer may know. */
export async function metaOf(view: SnapshotView, viewer: Viewer, locale: Locale): Promise<Meta> {
  const { run } = view
  const catalogue = [...metricCatalogue().values()]
  const { from, to } = await dataDays(view)
  const measured = await availableMetrics(view)
  return {
    locale,
    organisation: run.organisation[locale] ?? '',
    run: { id: run.runId, as_of: run.asOf, timezone: run.timezone, version: run.version },
    days: { first: from, last: to },
    ...(await reconciled(view)),
    viewer: viewingOf(viewer),
    dimensions: await metaDimensions(view, viewer, locale),
    metrics: catalogue.map((definition) => metaMetric(definition, locale, measured.has(definition.metric))),
    messages: pageMessages(locale),
  }
}

async function metaDimensions(
  { connection, run }: SnapshotView,
  viewer: Viewer,
  locale: Locale,
): Promise<MetaDimension[]> {
  const all = [...dimensionCatalogue().values()]
  const counted = all.filter(({ name }) => fits(COUNTED, [name])).map(({ name }) => name)
  const query = { metrics: [COUNTED], where: scopeOf(viewer) }
  const answers = await answerSlices(
    connection,
    run,
    query,
    counted.map((name) => [name]),
  )
  return all.map(({ name, question, facts }) => {
    const rows = answers[counted.indexOf(name)]?.rows ?? []
    const values = rows
      .map((row) => ({ value: row.by[name] ?? null, n: row.n }))
      .sort((a, b) => b.n - a.n || (String(a.value) < String(b.value) ? -1 : 1))
      .slice(0, MOST_VALUES)
      .map(({ value, n }) => ({ value: value ?? UNKNOWN, label: valueLabel(locale, name, value), n }))
    return { name, title: dimensionTitle(locale, name), question, facts, values: withoutCounts(values, viewer) }
  })
}

/** A viewer of one department may choose a value, and not learn from here how few cases it has. */
function withoutCounts(values: MetaDimension['values'], viewer: Viewer): MetaDimension['values'] {
  return viewer.department === null ? values : values.map((value) => ({ ...value, n: 0 }))
}

function metaMetric(definition: MetricDefinition, locale: Locale, available: boolean): MetaMetric {
  const { metric, unit, decimals, target, kind, chart, direction, smallest_n, requirements } = definition
  return {
    name: metric,
    title: metricTitle(locale, metric),
    definition: findMessage(locale, 'catalogue', `metrics.${metric}.definition`) ?? '',
    fact: factOf(definition),
    unit,
    unitLabel: hasUnit(definition) ? (findMessage(locale, 'catalogue', `units.${unit}`) ?? '') : '',
    decimals,
    target,
    kind,
    chart,
    direction,
    smallest_n,
    requirements,
    dimensions: [...dimensionCatalogue().keys()].filter((name) => fits(metric, [name])),
    available,
  }
}

/** A share has its sign; what is counted are cases, unless it is something that the title names. */
function hasUnit(definition: MetricDefinition): boolean {
  if (definition.unit === 'share') return false
  return definition.unit !== 'count' || factOf(definition) === 'complaint'
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
