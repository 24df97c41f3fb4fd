import { answerSlices } from '../metrics/answer-slices.ts'
import { componentsOf, type FactMetric, type MetricDefinition, metricCatalogue } from '../metrics/catalogue.ts'
import { CUBED_FACTS } from '../metrics/cube/cube-layout.ts'
import { answersHeld, unlessColumnMissing } from '../warehouse/missing-column.ts'
import { queryRows } from '../warehouse/query.ts'
import { dataDays } from './data-days.ts'
import type { SnapshotView } from './follow-published.ts'
import { recent } from './recent.ts'

/** Slow to find out, and the same for everybody. */
const known = recent<ReadonlySet<string>>(2)

/** The metrics that have a value in the days of the data. */
export function availableMetrics(view: SnapshotView): Promise<ReadonlySet<string>> {
  return known(view.run.runId, async () => {
    const { from, to } = await dataDays(view)
    return measuredMetrics(view, from, to)
  })
}

type ValueMetric = Extract<FactMetric, { kind: 'survival' | 'quantile' | 'distinct' | 'sum' }>

/**
 * Sums are asked for; of values it is asked only whether there is one, since to order millions of them takes a while; a
 * ratio of such has one where both of its metrics have.
 */
async function measuredMetrics(view: SnapshotView, from: string, to: string): Promise<Set<string>> {
  const catalogue = [...metricCatalogue().values()]
  const values = catalogue.filter(isOfValues)
  const ratios = catalogue.filter(
    (definition) => definition.kind === 'ratio' && componentsOf(definition).some(isOfValues),
  )
  const isAsked = (definition: MetricDefinition) => !isOfValues(definition) && !ratios.includes(definition)
  const metrics = catalogue.filter(isAsked).map(({ metric }) => metric)
  const measured = new Set(await withNumbers(view, metrics, from, to))
  for (const definition of values)
    if (await unlessColumnMissing(() => hasValue(view, definition, from, to), false)) measured.add(definition.metric)
  for (const definition of ratios)
    if (componentsOf(definition).every(({ metric }) => measured.has(metric))) measured.add(definition.metric)
  return measured
}

/** Those of some metrics that have a number: a snapshot of an earlier version may lack a column that one reads. */
async function withNumbers(
  view: SnapshotView,
  metrics: readonly string[],
  from: string,
  to: string,
): Promise<string[]> {
  const { answers } = await answersHeld(metrics, (asked) =>
    answerSlices(view.connection, view.run, { metrics: asked, from, to }, [[]]),
  )
  return answers.flat().flatMap(({ rows }) => rows.filter(({ tier }) => tier !== 'none').map(({ metric }) => metric))
}

/** Sums and distinct values of a small fact are asked for like others: without rows they are 0, which is a value. */
function isOfValues(definition: MetricDefinition): definition is ValueMetric {
  if (definition.kind === 'survival' || definition.kind === 'quantile') return true
  return (definition.kind === 'distinct' || definition.kind === 'sum') && Object.hasOwn(CUBED_FACTS, definition.fact)
}

async function hasValue(
  { connection }: SnapshotView,
  definition: ValueMetric,
  from: string,
  to: string,
): Promise<boolean> {
  const { fact, where, period_by: day } = definition
  const value = definition.kind === 'survival' ? definition.time : definition.value
  const counted = where === undefined ? '' : ` and (${where})`
  const found = await queryRows(
    connection,
    `select 1 from facts.${fact} where ${day} between $from::date and $to::date and (${value}) is not null${counted} limit 1`,
    { from, to },
  )
  return found.length > 0
}
