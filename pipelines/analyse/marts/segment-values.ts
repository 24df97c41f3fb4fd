import type { DuckDBConnection } from '@duckdb/node-api'
import { answerSlices } from '../../metrics/answer-slices.ts'
import { dimensionCatalogue, factOf, type MetricDefinition } from '../../metrics/catalogue.ts'
import { studentQuantile, Z_975 } from '../../metrics/distributions.ts'
import type { MetricRow } from '../../metrics/metric-row.ts'
import { addDays, localDay } from '../../metrics/periods.ts'
import type { SnapshotRun } from '../../warehouse/snapshot.ts'
import type { Span } from '../effect/comparison-windows.ts'
import { OPEN_SHARE } from './metric-series.ts'
import { dimensionsOf, memberCounts } from './segment-dimensions.ts'
import { latestSpans } from './spans.ts'

/** A metric in one span: numerator (or count, or sum), denominator (or exposure), value, and its standard error. */
export interface SpanValue {
  readonly x: number
  readonly n: number
  readonly value: number | null
  /** Of a mean, an NPS or a rate; null for shares, whose parts say it. */
  readonly standardError: number | null
  /** So much is still inside its limit that what is decided are the quick ones. */
  readonly isOpen: boolean
}

/** A metric of a segment, or of the whole, in the latest weeks and in as many before them. */
export interface SegmentValue {
  readonly definition: MetricDefinition
  readonly dimension: string | null
  /** Null for the whole, and for the unknown. */
  readonly member: string | null
  readonly spans: [Span, Span]
  readonly before: SpanValue
  readonly after: SpanValue
}

/** Dimensions of more members, such as lots, are not compared member by member: hardly one of them has enough cases. */
const MOST_SEGMENTS = 500

/** Kinds whose change between two spans is tested. */
const TESTED: readonly MetricDefinition['kind'][] = ['share', 'pooled', 'mean', 'nps', 'rate']

/** The metrics of the catalogue that a scan compares: shares, means, scores and rates, and the number of complaints. */
export function comparable(definitions: readonly MetricDefinition[]): MetricDefinition[] {
  return definitions.filter(({ kind, metric }) => TESTED.includes(kind) || metric === 'complaints_received')
}

/**
 * Every given metric as a whole and by every dimension of its fact, over the last `weeks` complete weeks that have settled
 * and as many before them. Read in two scans for all metrics of a fact whose spans are the same.
 */
export async function segmentValues(
  connection: DuckDBConnection,
  run: SnapshotRun,
  definitions: readonly MetricDefinition[],
  weeks: number,
): Promise<SegmentValue[]> {
  const today = localDay(new Date(run.asOf), run.timezone)
  const spanned = definitions.flatMap((definition) => {
    const { settles_after_days: settles } = definition
    return settles === 'never' ? [] : [{ definition, spans: latestSpans(addDays(today, -settles), weeks) }]
  })
  const groups = Map.groupBy(spanned, ({ definition, spans }) => `${factOf(definition)} ${spans[1].to}`)
  const sizesOf = new Map<string, ReadonlyMap<string, number>>()
  const found: SegmentValue[] = []
  for (const own of groups.values()) {
    const [first] = own
    if (first === undefined) continue
    const { spans } = first
    const fact = factOf(first.definition)
    const group = own.map(({ definition }) => definition)
    const sizes = sizesOf.get(fact) ?? (await memberCounts(connection, fact, dimensionsOf(fact)))
    sizesOf.set(fact, sizes)
    const dimensions = [...sizes].filter(([, size]) => size > 1 && size <= MOST_SEGMENTS).map(([name]) => name)
    const exposed = dimensions.filter((name) => dimensionCatalogue().get(name)?.facts.includes('activity'))
    for (const [own, names] of [
      [group.filter(({ kind }) => kind !== 'rate'), dimensions],
      [group.filter(({ kind }) => kind === 'rate'), exposed],
    ] as const) {
      const slices = [[], ...names.map((name) => [name])]
      const before = await answered(connection, run, own, spans[0], slices)
      const after = await answered(connection, run, own, spans[1], slices)
      found.push(...paired(own, before, after, spans))
    }
  }
  return found
}

type Answered = Map<string, { row: MetricRow; dimension: string | null }>

async function answered(
  connection: DuckDBConnection,
  run: SnapshotRun,
  definitions: readonly MetricDefinition[],
  span: Span,
  slices: readonly (readonly string[])[],
): Promise<Answered> {
  const metrics = definitions.map(({ metric }) => metric)
  const answers = metrics.length === 0 ? [] : await answerSlices(connection, run, { metrics, ...span }, slices)
  const rows: Answered = new Map()
  for (const [index, answer] of answers.entries()) {
    const dimension = slices[index]?.[0] ?? null
    for (const row of answer.rows) rows.set(keyOf(row, dimension), { row, dimension })
  }
  return rows
}

function keyOf({ metric, by }: MetricRow, dimension: string | null): string {
  return JSON.stringify([metric, dimension, dimension === null ? null : (by[dimension] ?? null)])
}

/** Segments of both spans; one that a span lacks has nothing there. */
function paired(
  definitions: readonly MetricDefinition[],
  before: Answered,
  after: Answered,
  spans: [Span, Span],
): SegmentValue[] {
  const byName = new Map(definitions.map((definition) => [definition.metric, definition]))
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [first, last] = [before.get(key), after.get(key)]
    const any = last ?? first
    const definition = byName.get(any?.row.metric ?? '')
    if (any === undefined || definition === undefined) return []
    const member = any.dimension === null ? null : (any.row.by[any.dimension] ?? null)
    return [
      {
        definition,
        dimension: any.dimension,
        member,
        spans,
        before: spanValue(first?.row),
        after: spanValue(last?.row),
      },
    ]
  })
}

function spanValue(row: MetricRow | undefined): SpanValue {
  if (row === undefined) return { x: 0, n: 0, value: null, standardError: null, isOpen: false }
  return {
    x: row.numerator ?? 0,
    n: row.denominator ?? 0,
    value: row.value,
    standardError: standardErrorOf(row),
    isOpen: row.pending !== null && row.pending > OPEN_SHARE * (row.pending + row.n),
  }
}

/** Read from the interval: half of it by the quantile that it was made with. */
function standardErrorOf({ interval, denominator }: MetricRow): number | null {
  const method = interval?.method
  if (interval === null || (method !== 'student_t' && method !== 'adjusted_wald')) return null
  const quantile = method === 'student_t' ? studentQuantile(0.975, Math.max(1, (denominator ?? 2) - 1)) : Z_975
  return (interval.high - interval.low) / 2 / quantile
}
