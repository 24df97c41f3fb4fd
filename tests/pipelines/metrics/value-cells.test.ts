import { describe, expect, test } from 'vitest'
import { codesAt, type RowRuns } from '../../../pipelines/metrics/cube/run-cells.ts'
import { valueCells } from '../../../pipelines/metrics/cube/value-cells.ts'
import type { ValueColumn } from '../../../pipelines/metrics/cube/value-readings.ts'
import { READ } from '../../../pipelines/metrics/cube/value-readings.ts'
import { durationCounts, kaplanMeier } from '../../../pipelines/metrics/kaplan-meier.ts'
import { quantile } from '../../../pipelines/metrics/quantile.ts'
import { curveReading } from '../../../pipelines/metrics/survival-reading.ts'
import { seededRandom } from '../../crash/random.ts'

const ROWS = 2000
const { between } = seededRandom(11)
const codesUpTo = (most: number) =>
  Uint32Array.from({ length: ROWS }, () => (between(1, 5) === 1 ? 0 : between(1, most)))
const SMALL = { codes: codesUpTo(4), size: 5 }
const WIDE = { codes: codesUpTo(700), size: 701 }
const WIDER = { codes: codesUpTo(900), size: 901 }
const everySecond = Uint32Array.from({ length: ROWS / 2 }, (_row, at) => at * 2)
const HALVES = Float64Array.from({ length: 3001 }, (_value, code) => code / 2 - 20)
const DURATIONS = Float64Array.from({ length: 4001 }, (_value, code) => code - 40)
const ASKED = [{ p: 0.5 }, { p: 0.9 }, { within: 20 }]

const COLUMNS: ValueColumn[] = [
  { column: codesUpTo(3000), values: HALVES, questions: { kind: 'quantile', asked: [0.5, 0.9, 1] } },
  { column: codesUpTo(50), values: new Float64Array(1), questions: { kind: 'distinct' } },
  { column: codesUpTo(4000), values: DURATIONS, questions: { kind: 'survival', asked: ASKED } },
  { column: codesUpTo(4_000_000), values: new Float64Array(1), questions: { kind: 'distinct' } },
]

/** What is read of the codes of one cell, value by value. */
function plainly({ values, questions }: ValueColumn, all: readonly number[]): number[] {
  const codes = all.filter((code) => code !== 0)
  if (questions.kind === 'distinct')
    return [new Set(codes.filter((code) => code % 2 === 1)).size, codes.length, 0, 0, 0]
  const own = codes.map((code) => values[code] ?? 0)
  if (questions.kind === 'quantile')
    return questions.asked.flatMap((p) => [codes.length, quantile(own, p) ?? 0, 0, 0, 0])
  const hours = own.map((value) => Math.floor(value / 2) / 60)
  const ended = own.map((value) => value % 2 !== 0)
  const curve = kaplanMeier(durationCounts(hours, ended))
  return questions.asked.flatMap((question) => {
    const { value, low, high } = curveReading(curve, question)
    return [curve.n, curve.events, ...[value, low, high].map((number) => number ?? Number.NaN)]
  })
}

/** Quantiles are interpolated in two ways, which may differ in the last digit. */
function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9
}

const RUNS: Record<string, RowRuns> = {
  'in total': { rows: null, bounds: Uint32Array.of(0, ROWS) },
  'in runs, one of them empty': { rows: null, bounds: Uint32Array.of(10, 300, 300, 900, 1990) },
  'in runs of a list': { rows: everySecond, bounds: Uint32Array.of(2, 400, 990) },
}

describe('values are read as one by one', () => {
  test.each(Object.entries(RUNS))('%s', (_label, runs) => {
    const slices = [[], [SMALL], [SMALL, WIDE], [WIDER, WIDE, SMALL]]
    const found = valueCells({ kind: 'values', runs, slices, columns: COLUMNS })
    for (const [index, keys] of slices.entries()) {
      const rows = new Map<string, number[]>()
      for (const [run, from] of runs.bounds.entries())
        for (let at = from; at < (runs.bounds[run + 1] ?? 0); at += 1) {
          const row = runs.rows === null ? at : (runs.rows[at] ?? 0)
          const key = [run, ...keys.map(({ codes }) => codes[row])].join(' ')
          rows.set(key, [...(rows.get(key) ?? []), row])
        }
      const cells = found[index]
      const sizes = [runs.bounds.length - 1, ...keys.map(({ size }) => size)]
      const keysOf = [...(cells?.places ?? [])].map((place) => codesAt(place, sizes).join(' '))
      expect(keysOf.toSorted()).toEqual([...rows.keys()].toSorted())
      for (const [at, key] of keysOf.entries()) {
        const own = rows.get(key) ?? []
        expect(cells?.rows[at]).toBe(own.length)
        for (const [number, column] of COLUMNS.entries()) {
          const expected = plainly(
            column,
            own.map((row) => column.column[row] ?? 0),
          )
          const length = expected.length
          expect(length % READ).toBe(0)
          const read = [...(cells?.read[number]?.subarray(at * length, (at + 1) * length) ?? [])]
          expect(read.map(rounded)).toEqual(expected.map(rounded))
        }
      }
    }
  })
})
