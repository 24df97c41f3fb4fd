import { type DurationColumns, productLimit, stepMemory } from '../kaplan-meier.ts'
import { type CurveQuestion, curveReading } from '../survival-reading.ts'

/** What is asked of a column, whose codes mean: */
export type ValueQuestions =
  /** The place of a value in the order of size. */
  | { readonly kind: 'quantile'; readonly asked: readonly number[] }
  /** Twice the number of a value, and 1 more where it counts. */
  | { readonly kind: 'distinct' }
  /** The place of twice the full minutes, and 1 more where they ended. */
  | { readonly kind: 'survival'; readonly asked: readonly CurveQuestion[] }

/** Numbers of a reading: the metric's parts a and b, then value, lower and upper limit of a curve, NaN where there is none. */
export const READ = 5

/**
 * Reads the codes of one cell, in their order, and tells what was asked about: `READ` numbers for each question, the same
 * list at each call.
 */
export type ReadCodes = (codes: Uint32Array) => Float64Array

/**
 * @param values those of the codes, ascending from code 1 on; none for distinct values
 * @param most so many codes at most are in a cell
 */
export function codesReader(questions: ValueQuestions, values: Float64Array, most: number): ReadCodes {
  switch (questions.kind) {
    case 'quantile':
      return quantileReader(questions.asked, values)
    case 'distinct':
      return distinctCounter()
    case 'survival':
      return curveReader(questions.asked, values, most)
  }
}

function quantileReader(asked: readonly number[], values: Float64Array): ReadCodes {
  const read = new Float64Array(asked.length * READ)
  return (codes) => {
    for (const [index, p] of asked.entries())
      read.set([codes.length, continuousQuantile(codes, values, p)], index * READ)
    return read
  }
}

/** The quantile between the two values nearest to it, as DuckDB's `quantile_cont`; 0 of nothing. */
function continuousQuantile(codes: Uint32Array, values: Float64Array, p: number): number {
  if (codes.length === 0) return 0
  const place = (codes.length - 1) * p
  const [low, high] = [Math.floor(place), Math.ceil(place)].map((at) => values[codes[at] as number] as number)
  const share = place - Math.floor(place)
  return low === high ? (low as number) : (low as number) * (1 - share) + (high as number) * share
}

function distinctCounter(): ReadCodes {
  const read = new Float64Array(READ)
  return (codes) => {
    let [count, last] = [0, 0]
    for (let at = 0; at < codes.length; at += 1) {
      const code = codes[at] as number
      if (code === last || (code & 1) === 0) continue
      count += 1
      last = code
    }
    read[0] = count
    read[1] = codes.length
    return read
  }
}

function curveReader(asked: readonly CurveQuestion[], values: Float64Array, most: number): ReadCodes {
  const read = new Float64Array(asked.length * READ)
  const distinct = Math.min(most, values.length)
  const durations = durationMemory(distinct)
  const memory = stepMemory(distinct)
  const [minutes, hasEnded] = [new Float64Array(values.length), new Uint8Array(values.length)]
  for (let code = 0; code < values.length; code += 1) {
    const value = values[code] as number
    minutes[code] = Math.floor(value / 2)
    hasEnded[code] = value % 2 === 0 ? 0 : 1
  }
  return (codes) => {
    const length = fillDurations(durations, codes, minutes, hasEnded)
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

/** Cases at each duration in hours, ended or not; those below 0 are no durations. */
function fillDurations(
  { times, events, censored }: Omit<DurationColumns, 'length'>,
  codes: Uint32Array,
  minutes: Float64Array,
  hasEnded: Uint8Array,
): number {
  let [length, last] = [0, Number.NaN]
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] as number
    const own = minutes[code] as number
    if (own < 0) continue
    if (own !== last) {
      times[length] = own / 60
      events[length] = 0
      censored[length] = 0
      length += 1
      last = own
    }
    const counts = hasEnded[code] === 1 ? events : censored
    counts[length - 1] = (counts[length - 1] as number) + 1
  }
  return length
}
