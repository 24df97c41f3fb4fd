import { type DurationColumns, productLimit, stepMemory } from '../kaplan-meier.ts'
import { type CurveQuestion, curveReading } from '../survival-reading.ts'
import type { Numbers } from './cube-columns.ts'

/** What is asked of a column, whose codes mean: */
export type ValueQuestions =
  /** The place of a value in the order of size. */
  | { readonly kind: 'quantile'; readonly asked: readonly number[] }
  /** Twice the number of a value, and 1 more where it counts. */
  | { readonly kind: 'distinct' }
  /** The place of twice the full minutes, and 1 more where they ended. */
  | { readonly kind: 'survival'; readonly asked: readonly CurveQuestion[] }

/** A column of coded values and what is asked of them. */
export interface ValueColumn {
  readonly column: Numbers
  /** Of its codes, the blank 0 first. */
  readonly values: Float64Array
  readonly questions: ValueQuestions
}

/** Numbers of a reading: the metric's parts a and b, then value, lower and upper limit of a curve, NaN where there is none. */
export const READ = 5

/**
 * Reads the codes of one cell, in their order, and tells what was asked about: `READ` numbers for each question, the same
 * list at each call.
 */
export type ReadCodes = (codes: Uint32Array) => Float64Array

/** Reads quantiles. @param values those of the codes, ascending from code 1 on */
export function quantileReader(asked: readonly number[], values: Float64Array): ReadCodes {
  const read = new Float64Array(asked.length * READ)
  return (codes) => {
    const ranks = quantileRanks(asked, codes.length).map((rank) => codes[rank] ?? 0)
    return readQuantiles(read, asked, codes.length, ranks, values)
  }
}

/** The two ranks of so many codes, from 0 on, that each quantile lies between. */
export function quantileRanks(asked: readonly number[], length: number): number[] {
  return asked.flatMap((p) => {
    const place = (length - 1) * p
    return [Math.floor(place), Math.ceil(place)]
  })
}

/**
 * Reads quantiles between the values of two codes each, as DuckDB's `quantile_cont`; 0 of no codes.
 * @param codes those at the ranks of so many codes (see `quantileRanks`)
 */
export function readQuantiles(
  read: Float64Array,
  asked: readonly number[],
  length: number,
  codes: ArrayLike<number>,
  values: Float64Array,
): Float64Array {
  for (let index = 0; index < asked.length; index += 1) {
    read[index * READ] = length
    if (length === 0) {
      read[index * READ + 1] = 0
      continue
    }
    const place = (length - 1) * (asked[index] as number)
    const share = place - Math.floor(place)
    const low = values[codes[index * 2] as number] as number
    const high = values[codes[index * 2 + 1] as number] as number
    read[index * READ + 1] = low === high ? low : low * (1 - share) + high * share
  }
  return read
}

/**
 * Reads curves.
 * @param values those of the codes, ascending from code 1 on
 * @param most so many codes at most are in a cell
 */
export function curveReader(asked: readonly CurveQuestion[], values: Float64Array, most: number): ReadCodes {
  const read = new Float64Array(asked.length * READ)
  const distinct = Math.min(most, values.length)
  const durations = durationMemory(distinct)
  const memory = stepMemory(distinct)
  const ends = durationEnds(values)
  return (codes) => {
    const length = fillDurations(durations, codes, ends)
    const curve = productLimit({ ...durations, length }, memory)
    for (const [index, question] of asked.entries()) {
      const { value, low, high } = curveReading(curve, question)
      const numbers = [value, low, high].map((number) => number ?? Number.NaN)
      read.set([curve.n, curve.events, ...numbers], index * READ)
    }
    return read
  }
}

function durationMemory(most: number): Omit<DurationColumns, 'length'> {
  return { times: new Float64Array(most), events: new Float64Array(most), censored: new Float64Array(most) }
}

/** What the codes of durations mean. */
interface DurationEnds {
  /** Of each code twice the number of its duration among all there are, and 1 more where it ended. */
  readonly ends: Int32Array
  /** Of each number the duration in hours. */
  readonly hours: Float64Array
  /** The first code that is not below 0. */
  readonly first: number
}

function durationEnds(values: Float64Array): DurationEnds {
  const [ends, hours] = [new Int32Array(values.length), new Float64Array(values.length)]
  let [number, last, first] = [-1, Number.NaN, 1]
  for (let code = 1; code < values.length; code += 1) {
    const value = values[code] as number
    const minutes = Math.floor(value / 2)
    if (minutes < 0) first = code + 1
    if (minutes !== last) number += 1
    last = minutes
    ends[code] = number * 2 + (value % 2 === 0 ? 0 : 1)
    hours[number] = minutes / 60
  }
  return { ends, hours, first }
}

/** Cases at each duration in hours, ended or not; those below 0 are no durations. Without branches, as none can be foreseen. */
function fillDurations(
  { times, events, censored }: Omit<DurationColumns, 'length'>,
  codes: Uint32Array,
  { ends, hours, first }: DurationEnds,
): number {
  let start = 0
  while (start < codes.length && (codes[start] as number) < first) start += 1
  let [place, last, ended, open] = [-1, -1, 0, 0]
  for (let at = start; at < codes.length; at += 1) {
    const end = ends[codes[at] as number] as number
    const number = end >> 1
    const isNew = +(number !== last)
    place += isNew
    ended = (ended & (isNew - 1)) + (end & 1)
    open = (open & (isNew - 1)) + (~end & 1)
    times[place] = hours[number] as number
    events[place] = ended
    censored[place] = open
    last = number
  }
  return place + 1
}
