import type { FactMetric } from '../catalogue.ts'
import { NO_PARTS, type Parts } from '../metric-row.ts'
import { cellBook, NO_PERIOD, type SummedCell } from './cell-book.ts'
import { THREADS } from './counting-threads.ts'
import type { CubeAsk, CubeSlice } from './cube-ask.ts'
import { cubedMetrics } from './cube-layout.ts'
import { rowsTable } from './cube-tables.ts'
import { type PeriodRuns, periodRuns } from './period-runs.ts'
import type { CubeReader } from './read-cube.ts'
import { keyColumns } from './row-slices.ts'
import { codesAt } from './run-cells.ts'
import type { ValueCells, ValueWork } from './value-cells.ts'
import type { ValueColumn } from './value-readings.ts'
import { READ, type ValueQuestions } from './value-readings.ts'

/** The cells of one list of dimensions, and the parts of each metric in each of them. */
export interface ValueSlice {
  readonly cells: readonly SummedCell[]
  partsAt(cell: SummedCell, definition: FactMetric): Parts
}

/** Metrics that read the same column. */
interface AskedColumn {
  readonly column: string
  readonly metrics: FactMetric[]
}

/** Part of the work: runs from one on, and the numbers of the columns. */
interface Task {
  readonly work: ValueWork
  readonly firstRun: number
  readonly columns: readonly number[]
}

/** So many parts for each thread, so that none waits long for another, and short questions get in between. */
const PARTS_A_THREAD = 2

/** Reads quantiles, distinct counts and curves from the rows, all lists of dimensions at once. */
export async function valueSlices(
  reader: CubeReader,
  definitions: readonly FactMetric[],
  ask: Omit<CubeAsk, 'columns'>,
  slices: readonly CubeSlice[],
): Promise<ValueSlice[]> {
  const asked = askedColumns(definitions)
  const books = slices.map((slice) => cellBook(reader.cube, slice, []))
  const reads = slices.map(() => new Map<SummedCell, Map<number, CellRead>>())
  const found = await periodRuns(reader, ask, ask)
  if (found !== null) {
    const keys = await Promise.all(slices.map((slice) => keyColumns(reader, slice)))
    const tasks = tasksOf(found, keys, await valueColumns(reader, asked))
    const done = await Promise.all(tasks.map(({ work }) => reader.work(work)))
    for (const [part, task] of tasks.entries())
      for (const [at, cells] of (done[part] ?? []).entries()) {
        const [book, read, sizes] = [books[at], reads[at], (keys[at] ?? []).map(({ size }) => size)]
        if (book !== undefined && read !== undefined) addCells(book, read, cells, task, found.starts, sizes)
      }
  }
  return books.map((book, at) => ({
    cells: book.cells(),
    partsAt: (cell, definition) => partsOf(definition, asked, cell, reads[at]?.get(cell)),
  }))
}

function askedColumns(definitions: readonly FactMetric[]): AskedColumn[] {
  const groups = Map.groupBy(definitions, (definition) => cubedMetrics(definition)[0]?.column ?? '')
  return [...groups].map(([column, metrics]) => ({ column, metrics }))
}

async function valueColumns(reader: CubeReader, asked: readonly AskedColumn[]): Promise<ValueColumn[]> {
  const names = asked.map(({ column }) => `m_${column}`)
  const numbers = await reader.columns(rowsTable(reader.cube.fact), names)
  return Promise.all(
    asked.map(async ({ column, metrics }, index) => ({
      column: numbers[index] ?? new Uint8Array(0),
      values: await reader.values(column),
      questions: questionsOf(metrics),
    })),
  )
}

function questionsOf(metrics: readonly FactMetric[]): ValueQuestions {
  const quantiles = metrics.flatMap((metric) => (metric.kind === 'quantile' ? [metric.p] : []))
  if (quantiles.length > 0) return { kind: 'quantile', asked: quantiles }
  const curves = metrics.flatMap((metric) => (metric.kind === 'survival' ? [metric] : []))
  if (curves.length === 0) return { kind: 'distinct' }
  return { kind: 'survival', asked: curves.map(({ p, within }) => ({ p, within })) }
}

/** Work for the threads: the runs in parts of about as many rows, or, where there are too few of them, the columns. */
function tasksOf({ runs }: PeriodRuns, slices: ValueWork['slices'], columns: readonly ValueColumn[]): Task[] {
  const { rows, bounds } = runs
  const numbers = [...columns.keys()]
  const task = (from: number, to: number, own: readonly number[]): Task => ({
    work: {
      kind: 'values',
      runs: { rows, bounds: bounds.slice(from, to + 1) },
      slices,
      columns: columns.filter((_column, index) => own.includes(index)),
    },
    firstRun: from,
    columns: own,
  })
  const count = bounds.length - 1
  const parts = THREADS * PARTS_A_THREAD
  if (count >= parts) {
    const cuts = Array.from({ length: parts + 1 }, (_cut, part) => cutAt(bounds, part / parts))
    return cuts.slice(1).flatMap((to, part) => ((cuts[part] ?? 0) < to ? [task(cuts[part] ?? 0, to, numbers)] : []))
  }
  const size = Math.max(1, Math.ceil(columns.length / parts))
  return Array.from({ length: Math.ceil(columns.length / size) }, (_part, part) =>
    task(0, count, numbers.slice(part * size, (part + 1) * size)),
  )
}

/** The first run that begins with at least a share of the rows before it. */
function cutAt(bounds: Uint32Array, share: number): number {
  const [first = 0, last = 0] = [bounds[0], bounds.at(-1)]
  return bounds.findIndex((bound) => bound >= first + (last - first) * share)
}

/** Where the readings of a cell stand. */
interface CellRead {
  readonly read: Float64Array
  readonly at: number
}

function addCells(
  book: ReturnType<typeof cellBook>,
  reads: Map<SummedCell, Map<number, CellRead>>,
  { places, rows, read }: ValueCells,
  { firstRun, columns }: Task,
  starts: readonly number[],
  sizes: readonly number[],
): void {
  const cellsOfRun = sizes.reduce((product, size) => product * size, 1)
  for (const [at, place] of places.entries()) {
    const start = starts[firstRun + Math.floor(place / cellsOfRun)] ?? NO_PERIOD
    const cell = book.at(start, codesAt(place % cellsOfRun, sizes))
    cell.counted = rows[at] as number
    const own = reads.get(cell) ?? new Map<number, CellRead>()
    reads.set(cell, own)
    for (const [index, column] of columns.entries()) own.set(column, { read: read[index] ?? new Float64Array(0), at })
  }
}

function partsOf(
  definition: FactMetric,
  asked: readonly AskedColumn[],
  { counted }: SummedCell,
  reads: ReadonlyMap<number, CellRead> | undefined,
): Parts {
  const column = asked.findIndex(({ metrics }) => metrics.includes(definition))
  const [own, metrics] = [reads?.get(column), asked[column]?.metrics ?? []]
  if (own === undefined) return NO_PARTS
  const asks = definition.kind === 'distinct' ? 1 : metrics.length
  const start = (own.at * asks + (definition.kind === 'distinct' ? 0 : metrics.indexOf(definition))) * READ
  const [a = 0, b = 0, value, low, high] = own.read.subarray(start, start + READ)
  if (definition.kind === 'distinct') return { a, b, c: counted }
  if (definition.kind !== 'survival') return { a, b, c: 0 }
  return { a, b, c: 0, reading: { value: known(value), low: known(low), high: known(high) } }
}

function known(number: number | undefined): number | null {
  return number === undefined || Number.isNaN(number) ? null : number
}
