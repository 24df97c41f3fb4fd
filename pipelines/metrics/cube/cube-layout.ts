import { readSqlFolder } from '../../warehouse/sql-file.ts'
import { dimensionCatalogue, type FactMetric, factOf, type MetricDefinition, metricCatalogue } from '../catalogue.ts'
import { rowWeight } from '../packed-parts.ts'
import { addDays, dayNumber, dayOfNumber, periodOf } from '../periods.ts'
import { fullMinutes } from '../survival-statement.ts'

/** Facts of which a snapshot holds a cube, and the day by which its rows are sorted. */
export const CUBED_FACTS = { complaint: 'received_on', survey: 'sent_on' } as const
export type CubedFact = keyof typeof CUBED_FACTS

/**
 * How a metric's column of a row becomes its sums: three conditions as bits of 1, 2 and 4, or a whole number; or it is a
 * value of which a distribution is wanted, as its place among all values there are; or an item that is counted once, as
 * twice its number, and 1 more where the metric looks at the row.
 */
export type CubedKind = 'bits' | 'number' | 'value' | 'item'

/** A metric's column in the narrow table of its fact, and the day by which it is counted. */
export interface CubedMetric {
  readonly column: string
  readonly kind: CubedKind
  readonly fact: CubedFact
  readonly period_by: string
  /** SQL of the column over a row of the fact. */
  readonly value: string
  /** So many times the value stands in the table, as a whole number; of a number alone. */
  readonly scale?: number
  /** SQL of whether the metric looks at a row, where it does not look at all of them; of an item alone. */
  readonly scope?: string
  /** Counts all rows: summed for every pair of dimensions. */
  readonly isPlain: boolean
}

const BITS = ['1', '2', '4'] as const
/** What a count of all rows, all of them known, adds. */
const ALL_ROWS = '1 + 2'
const DECIMAL = /^DECIMAL\(\d+,(\d)\)$/
const WHOLE = /^(TINYINT|SMALLINT|INTEGER|BIGINT)$/

const known = new WeakMap<FactMetric, CubedMetric[]>()

/** The columns by which a metric is answered from a cube; none where its parts are neither whole numbers nor values. */
export function cubedMetrics(definition: FactMetric): CubedMetric[] {
  const columns = known.get(definition) ?? columnsOf(definition)
  known.set(definition, columns)
  return columns
}

function columnsOf(definition: FactMetric): CubedMetric[] {
  const { metric, fact, period_by } = definition
  if (!isCubedFact(fact)) return []
  const shared = { fact, period_by, isPlain: false } as const
  if (definition.kind === 'stock') {
    const value = `case when ${definition.where ?? 'true'} then 1 else 0 end`
    return [
      { ...shared, kind: 'bits', column: `${metric}_enters`, period_by: definition.enters, value },
      { ...shared, kind: 'bits', column: `${metric}_leaves`, period_by: definition.leaves, value },
    ]
  }
  const bits = rowWeight(definition, BITS)
  if (bits !== null) {
    const isPlain = definition.kind === 'count' && period_by === CUBED_FACTS[fact] && bits === ALL_ROWS
    return [{ ...shared, kind: 'bits', column: metric, value: bits, isPlain }]
  }
  if (definition.kind === 'distinct') {
    const scope = definition.where === undefined ? {} : { scope: definition.where }
    return [{ ...shared, kind: 'item', column: metric, value: definition.value, ...scope }]
  }
  if (definition.kind === 'sum') {
    const scale = definition.where === undefined ? decimalScale(fact, definition.value) : undefined
    return scale === undefined ? [] : [{ ...shared, kind: 'number', column: metric, value: definition.value, scale }]
  }
  const value = rowValue(definition)
  if (value === null) return []
  const kind = definition.kind === 'mean' ? 'number' : 'value'
  return [{ ...shared, kind, column: columnOf(definition), value }]
}

/** Whether a metric is read from the values of rows, rather than from sums. */
export function isOfValues(definition: FactMetric): boolean {
  return cubedMetrics(definition).some(({ kind }) => kind === 'value' || kind === 'item')
}

/** Metrics that read the same values share their column. */
function columnOf(definition: FactMetric): string {
  const same = [...metricCatalogue().values()].find(
    (other) =>
      other.kind === definition.kind &&
      factOf(other) === definition.fact &&
      other.period_by === definition.period_by &&
      rowValue(other) === rowValue(definition),
  )
  return same?.metric ?? definition.metric
}

/**
 * SQL of the number of a row that a metric is made of, null where it does not count. A duration that ended or did not is
 * one number: twice its full minutes, and 1 more where it ended.
 */
function rowValue(definition: MetricDefinition): string | null {
  if (definition.kind === 'survival') {
    const { time, event } = definition
    const isKnown = [...(definition.where === undefined ? [] : [`(${definition.where})`]), `(${event}) is not null`]
    return `case when ${isKnown.join(' and ')} then ${fullMinutes(time)} * 2 + case when ${event} then 1 else 0 end end`
  }
  if (
    definition.kind !== 'quantile' &&
    !(definition.kind === 'mean' && isWholeNumber(definition.fact, definition.value))
  )
    return null
  const { value, where } = definition
  return where === undefined ? value : `case when ${where} then ${value} end`
}

/** All columns of a fact's narrow table, by the metrics of the catalogue. */
export function cubedColumns(fact: CubedFact): CubedMetric[] {
  const columns = [...metricCatalogue().values()].flatMap((definition) =>
    definition.kind === 'rate' || definition.kind === 'ratio' || definition.fact !== fact
      ? []
      : cubedMetrics(definition),
  )
  return [...new Map(columns.map((column) => [column.column, column])).values()]
}

/** The dimensions of a fact, in the catalogue's order. */
export function cubedDimensions(fact: CubedFact): string[] {
  return [...dimensionCatalogue().values()].filter(({ facts }) => facts.includes(fact)).map(({ name }) => name)
}

export function isCubedFact(fact: string): fact is CubedFact {
  return Object.hasOwn(CUBED_FACTS, fact)
}

/** The stretch of days around a day that lies in one week and in one month: the grain of a cube's sums. */
export function segmentOf(day: string): { start: string; end: string } {
  const periods = [periodOf(day, 'week'), periodOf(day, 'month')]
  const [, start = ''] = periods.map((period) => period.start).sort()
  const [end = ''] = periods.map((period) => period.end).sort()
  return { start, end }
}

/** As `segmentOf`, from and to days since 1970-01-01. */
export function segmentNumber(day: number): number {
  return dayNumber(segmentOf(dayOfNumber(day)).start)
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

function isWholeNumber(fact: string, value: string): boolean {
  return WHOLE.test(typeOf(fact, value))
}

/** By what a decimal number is multiplied to be whole. */
function decimalScale(fact: string, value: string): number | undefined {
  const digits = DECIMAL.exec(typeOf(fact, value))?.[1]
  return digits === undefined ? undefined : 10 ** Number(digits)
}

function typeOf(fact: string, column: string): string {
  const file = readSqlFolder('2_facts').find(({ name }) => name === `facts.${fact}`)
  return file?.columns.find(({ name }) => name === column)?.type ?? ''
}
