import { describe, expect, test } from 'vitest'
import { type Counted, type CountWork, countedCells } from '../../../pipelines/metrics/cube/count-cells.ts'
import { onThreads } from '../../../pipelines/metrics/cube/counting-threads.ts'
import { NO_DAY, NO_NUMBER } from '../../../pipelines/metrics/cube/cube-tables.ts'
import { filteredRows, orderedRows } from '../../../pipelines/metrics/cube/row-order.ts'
import { codesAt } from '../../../pipelines/metrics/cube/run-cells.ts'
import { doWork, type ThreadWork } from '../../../pipelines/metrics/cube/thread-work.ts'
import { seededRandom } from '../../crash/random.ts'

const ROWS = 20_000
const { between } = seededRandom(7)
const column = (most: number) => {
  const codes = new Uint16Array(new SharedArrayBuffer(ROWS * 2))
  for (let row = 0; row < ROWS; row += 1) codes[row] = between(0, most)
  return codes
}
const [small, wide, wider, values, bits] = [column(4), column(700), column(900), column(5000), column(99)]
const numbers = Int32Array.from({ length: ROWS }, () => (between(1, 9) === 1 ? NO_NUMBER : between(-5, 5)))
const days = Int32Array.from({ length: ROWS }, () => (between(1, 9) === 1 ? NO_DAY : between(100, 140)))
const everySecond = Uint32Array.from({ length: ROWS / 2 }, (_row, at) => at * 2)
const METRICS = [1, 2].map(() => Uint8Array.from({ length: 100 }, () => between(0, 7)))
const COUNTED: Counted[] = [
  { kind: 'bits', column: bits, bits: METRICS },
  { kind: 'number', column: numbers },
]
const SMALL = { codes: small, size: 5 }
const WIDE = { codes: wide, size: 701 }
const WIDER = { codes: wider, size: 901 }

const VALUES = Float64Array.from({ length: 5001 }, (_value, code) => code / 2)

const WORKS: Record<string, CountWork> = {
  'in total': { kind: 'count', runs: { rows: null, bounds: Uint32Array.of(0, ROWS) }, keys: [], counted: COUNTED },
  'by runs of a list': {
    kind: 'count',
    runs: { rows: everySecond, bounds: Uint32Array.of(10, 10, 4000, 9000) },
    keys: [],
    counted: COUNTED,
  },
  'by one column': {
    kind: 'count',
    runs: { rows: everySecond, bounds: Uint32Array.of(5, 500, 9990) },
    keys: [SMALL],
    counted: COUNTED,
  },
  'by so many cells that bits are counted otherwise': {
    kind: 'count',
    runs: { rows: null, bounds: Uint32Array.of(7, 9000, ROWS) },
    keys: [SMALL, WIDE],
    counted: [...COUNTED, { kind: 'bits', column: bits, bits: METRICS.slice(0, 1) }],
  },
  'by so many cells that only some occur': {
    kind: 'count',
    runs: { rows: everySecond, bounds: Uint32Array.of(0, 2, 9000) },
    keys: [WIDER, WIDE, SMALL],
    counted: COUNTED,
  },
}

/** What a work finds, row by row. */
function plainly({ runs: { rows, bounds }, keys, counted }: CountWork): Map<string, number[][]> {
  const found = new Map<string, number[][]>()
  for (let run = 0; run < bounds.length - 1; run += 1)
    for (let at = bounds[run] ?? 0; at < (bounds[run + 1] ?? 0); at += 1) {
      const row = rows === null ? at : (rows[at] ?? 0)
      const key = [run, ...keys.map(({ codes }) => codes[row])].join(' ')
      const columns = counted.flatMap((one) => (one.kind === 'bits' ? one.bits.map(() => []) : [[]]))
      const cell = found.get(key) ?? [[0], ...columns]
      found.set(key, cell)
      const [count = []] = cell
      count[0] = (count[0] ?? 0) + 1
      let next = 1
      for (const one of counted) {
        const value = one.column[row] ?? 0
        if (one.kind === 'bits') for (const own of one.bits) cell[next++]?.push(own[value] ?? 0)
        else cell[next++]?.push(value)
      }
    }
  return found
}

function sumsOf(one: Counted['kind'], own: readonly number[]): number[] {
  if (one === 'bits') return [1, 2, 4].map((bit) => own.filter((value) => (value & bit) !== 0).length)
  const known = own.filter((value) => value !== NO_NUMBER)
  return [known.length, known.reduce((sum, value) => sum + value, 0), known.reduce((sum, value) => sum + value ** 2, 0)]
}

describe('cells are those of counting row by row', () => {
  test.each(Object.entries(WORKS))('%s', (_label, work) => {
    const expected = plainly(work)
    const kinds = work.counted.flatMap((one) => (one.kind === 'bits' ? one.bits.map(() => one.kind) : [one.kind]))
    const { places, rows, found } = countedCells(work)
    expect(places.length).toBe(expected.size)
    for (const [at, place] of places.entries()) {
      const sizes = [work.runs.bounds.length - 1, ...work.keys.map(({ size }) => size)]
      const [count = [], ...columns] = expected.get(codesAt(place, sizes).join(' ')) ?? []
      expect(rows[at]).toBe(count[0])
      for (const [index, kind] of kinds.entries()) {
        const [own, wanted] = [found[index], columns[index] ?? []]
        if (own === undefined) throw new Error('nothing found')
        expect(own.map((sum) => sum[at])).toEqual(sumsOf(kind, wanted))
      }
    }
  })

  test('rows in the order of a day are all that have one, each day after the other', () => {
    const order = orderedRows({ kind: 'order', days, first: 100, last: 140 })
    const expected = [...days.keys()].filter((row) => days[row] !== NO_DAY)
    expect([...order]).toEqual(expected.toSorted((a, b) => (days[a] ?? 0) - (days[b] ?? 0) || a - b))
  })

  test('rows that are filtered keep their order', () => {
    const wanted = Uint8Array.of(0, 1, 0, 1, 0)
    const others = new Uint8Array(701).fill(1, 100, 400)
    const filters = [
      { codes: small, wanted },
      { codes: wide, wanted: others },
    ]
    const isKept = (row: number) => wanted[small[row] ?? 0] === 1 && others[wide[row] ?? 0] === 1
    const found = filteredRows({ kind: 'filter', rows: everySecond, from: 10, to: 9000, filters })
    expect([...found]).toEqual([...everySecond.subarray(10, 9000)].filter(isKept))
    const all = filteredRows({ kind: 'filter', rows: null, from: 10, to: 9000, filters })
    expect([...all]).toEqual([...small.keys()].slice(10, 9000).filter(isKept))
  })
})

describe('on threads', () => {
  const nobodyStops = () => undefined
  const works: ThreadWork[] = [
    ...Object.values(WORKS),
    {
      kind: 'values',
      runs: { rows: everySecond, bounds: Uint32Array.of(5, 500, 9990) },
      slices: [[], [SMALL]],
      columns: [{ column: values, values: VALUES, questions: { kind: 'quantile', asked: [0.5] } }],
    },
    { kind: 'order', days, first: 100, last: 140 },
    {
      kind: 'filter',
      rows: null,
      from: 0,
      to: ROWS,
      filters: [{ codes: small, wanted: Uint8Array.of(0, 1, 0, 0, 1) }],
    },
  ]

  test('many works at once give what they give here', async () => {
    const asked = [...works, ...works, ...works]
    const done = await Promise.all(asked.map((work) => onThreads(work, nobodyStops, 0)))
    expect(done).toEqual(asked.map(doWork))
  })

  test('work that nobody wants any more is not begun', async () => {
    const stop = () => {
      throw new Error('given up')
    }
    const [first] = works
    const asked = works.map((work) => onThreads(work, work === first ? stop : nobodyStops, 0))
    await expect(asked[0]).rejects.toThrow('given up')
    await expect(Promise.all(asked.slice(1))).resolves.toHaveLength(works.length - 1)
  })

  test('a thread that fails tells who waits, and others go on', async () => {
    const broken = { kind: 'filter', rows: null, from: 0, to: ROWS, filters: [{ wanted: null }] } as never as ThreadWork
    const asked = [broken, ...works, broken, ...works].map((work) => onThreads(work, nobodyStops, 0))
    const settled = await Promise.allSettled(asked)
    expect(settled.map(({ status }) => status)).toEqual(
      [broken, ...works, broken, ...works].map((work) => (work === broken ? 'rejected' : 'fulfilled')),
    )
  })
})
