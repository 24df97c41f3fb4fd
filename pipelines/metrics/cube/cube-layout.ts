import { readSqlFolder } from '../../warehouse/sql-file.ts'
import { dimensionCatalogue, type FactMetric, metricCatalogue } from '../catalogue.ts'
import { rowWeight } from '../packed-parts.ts'
import { addDays, periodOf } from '../periods.ts'

/** Facts of which a snapshot holds a cube, and the day by which its rows are sorted. */
export const CUBED_FACTS = { complaint: 'received_on', survey: 'sent_on' } as const
export type CubedFact = keyof typeof CUBED_FACTS

/** How a metric's column of a row becomes its sums: three conditions as bits of 1, 2 and 4, or a whole number. */
export type CubedKind = 'bits' | 'number'

/** A metric's column in the narrow table of its fact, and the day by which it is counted. */
export interface CubedMetric {
  readonly column: string
  readonly kind: CubedKind
  readonly fact: CubedFact
  readonly period_by: string
  /** SQL of the column over a row of the fact. */
  readonly value: string
  /** Summed for each pair of the main dimensions as well. */
  readonly isPaired: boolean
  /** Counts all rows: summed for every pair of dimensions. */
  readonly isPlain: boolean
}

const BITS = ['1', '2', '4'] as const
/** What a count of all rows, all of them known, adds. */
const ALL_ROWS = '1 + 2'
const WHOLE = /^(TINYINT|SMALLINT|INTEGER|BIGINT)$/
/** Dimensions that so many facts know are the ones that a dashboard is filtered by. */
const FACTS_OF_MAIN = 3

/** The columns by which a metric is summed from a cube; none where it is not made of whole numbers that add up. */
export function cubedMetrics(definition: FactMetric): CubedMetric[] {
  const { metric, fact, period_by } = definition
  if (!isCubedFact(fact)) return []
  if (definition.kind === 'stock') {
    const value = `case when ${definition.where ?? 'true'} then 1 else 0 end`
    const moved = { kind: 'bits', fact, value, isPaired: true, isPlain: false } as const
    return [
      { ...moved, column: `${metric}_enters`, period_by: definition.enters },
      { ...moved, column: `${metric}_leaves`, period_by: definition.leaves },
    ]
  }
  const shared = { column: metric, fact, period_by }
  const bits = rowWeight(definition, BITS)
  if (bits !== null) {
    const isPaired =
      fact !== 'complaint' ||
      definition.kind !== 'share' ||
      definition.status !== undefined ||
      definition.target !== undefined
    const isPlain = definition.kind === 'count' && period_by === CUBED_FACTS[fact] && bits === ALL_ROWS
    return [{ ...shared, kind: 'bits', value: bits, isPaired, isPlain }]
  }
  if (definition.kind !== 'mean' || !isWholeNumber(fact, definition.value)) return []
  const value =
    definition.where === undefined ? definition.value : `case when ${definition.where} then ${definition.value} end`
  return [{ ...shared, kind: 'number', value, isPaired: true, isPlain: false }]
}

/** All columns of a fact's narrow table, by the metrics of the catalogue. */
export function cubedColumns(fact: CubedFact): CubedMetric[] {
  return [...metricCatalogue().values()].flatMap((definition) =>
    definition.kind === 'rate' || definition.kind === 'ratio' || definition.fact !== fact
      ? []
      : cubedMetrics(definition),
  )
}

/** The dimensions of a fact, in the catalogue's order. */
export function cubedDimensions(fact: CubedFact): string[] {
  return [...dimensionCatalogue().values()].filter(({ facts }) => facts.includes(fact)).map(({ name }) => name)
}

export function isMainDimension(name: string): boolean {
  return (dimensionCatalogue().get(name)?.facts.length ?? 0) >= FACTS_OF_MAIN
}

export function isCubedFact(fact: string): fact is CubedFact {
  return Object.hasOwn(CUBED_FACTS, fact)
}

/** The stretch of days around a day that lies in one week and in one month: the grain of a cube's sums. */
export function segmentOf(day: string): { start: string; end: string } {
  const [week, month] = [periodOf(day, 'week'), periodOf(day, 'month')]
  return {
    start: week.start > month.start ? week.start : month.start,
    end: week.end < month.end ? week.end : month.end,
  }
}

/** SQL of the first day of a day's segment. */
export function segmentSql(day: string): string {
  return `cast(greatest(date_trunc('week', ${day}), date_trunc('month', ${day})) as date)`
}

/** The whole segments within a range of days, and the ranges of single days that are left over at its ends. */
export function wholeSegments(from: string, to: string) {
  const [first, last] = [segmentOf(from), segmentOf(to)]
  const start = first.start === from ? from : addDays(first.end, 1)
  const end = last.end === to ? to : addDays(last.start, -1)
  if (start > end) return { whole: null, edges: [{ from, to }] }
  const edges = [
    ...(start === from ? [] : [{ from, to: addDays(start, -1) }]),
    ...(end === to ? [] : [{ from: addDays(end, 1), to }]),
  ]
  return { whole: { from: start, to: end }, edges }
}

function isWholeNumber(fact: CubedFact, value: string): boolean {
  const file = readSqlFolder('2_facts').find(({ name }) => name === `facts.${fact}`)
  return WHOLE.test(file?.columns.find(({ name }) => name === value)?.type ?? '')
}
