import { addTo, NO_PERIOD, type SummedCell } from './cell-book.ts'
import { type Counted, PLAIN_BITS } from './count-cells.ts'
import { THREADS } from './counting-threads.ts'
import type { CubeSlice, SlicedBook } from './cube-ask.ts'
import type { Numbers } from './cube-columns.ts'
import type { CubedMetric } from './cube-layout.ts'
import { rowsTable } from './cube-tables.ts'
import type { CubeReader } from './read-cube.ts'
import { type CodedColumn, codesAt, type RowRuns } from './run-cells.ts'

const NONE: Numbers = new Uint8Array(0)

/** Adds rows, cut into runs of periods that begin at `starts`, to the cells of a slice; columns are shared among threads. */
export async function addSlice(
  reader: CubeReader,
  columns: readonly CubedMetric[],
  runs: RowRuns,
  starts: readonly number[],
  { slice, book }: SlicedBook,
): Promise<void> {
  const keys = await keyColumns(reader, slice)
  const counted = columns.filter(({ isPlain }) => !isPlain)
  const parts = inParts(await countedColumns(reader, counted))
  const found = await Promise.all(parts.map((part) => reader.work({ kind: 'count', runs, keys, counted: part })))
  const [first] = found
  if (first === undefined) return
  const sizes = keys.map(({ size }) => size)
  const cellsOfRun = sizes.reduce((product, size) => product * size, 1)
  const cells = Array.from(first.places, (place) =>
    book.at(starts[Math.floor(place / cellsOfRun)] ?? NO_PERIOD, codesAt(place % cellsOfRun, sizes)),
  )
  addRowCounts(cells, first.rows, columns)
  const each = found.flatMap((part) => part.found)
  for (const [index, column] of counted.entries()) {
    const [a, b, c] = each[index] ?? []
    if (a === undefined || b === undefined || c === undefined) continue
    const place = columns.indexOf(column)
    for (const [at, cell] of cells.entries()) addTo(cell, place, a[at] ?? 0, b[at] ?? 0, c[at] ?? 0)
  }
}

/** The codes of a list of dimensions. */
export async function keyColumns({ cube, columns }: CubeReader, slice: CubeSlice): Promise<CodedColumn[]> {
  const codes = await columns(
    rowsTable(cube.fact),
    slice.map((name) => `d_${name}`),
  )
  return slice.map((name, index) => ({ codes: codes[index] ?? NONE, size: cube.members.get(name)?.length ?? 1 }))
}

async function countedColumns(reader: CubeReader, columns: readonly CubedMetric[]): Promise<Counted[]> {
  const numbers = await reader.columns(
    rowsTable(reader.cube.fact),
    columns.map(({ column }) => `m_${column}`),
  )
  return columns.map(({ kind }, index): Counted => {
    const column = numbers[index] ?? NONE
    return kind === 'bits' ? { kind, column, bits: [PLAIN_BITS] } : { kind: 'number', column }
  })
}

/** As many parts as there are threads, in order; one at least, since rows are counted anyway. */
function inParts(counted: readonly Counted[]): Counted[][] {
  const size = Math.max(1, Math.ceil(counted.length / THREADS))
  const count = Math.max(1, Math.ceil(counted.length / size))
  return Array.from({ length: count }, (_part, part) => counted.slice(part * size, (part + 1) * size))
}

/** A count of all rows needs no column. */
function addRowCounts(cells: readonly SummedCell[], counts: Int32Array, columns: readonly CubedMetric[]): void {
  const plain = [...columns.keys()].filter((index) => columns[index]?.isPlain)
  for (const [at, cell] of cells.entries()) {
    const count = counts[at] as number
    cell.counted += count
    for (const index of plain) addTo(cell, index, count, count, 0)
  }
}
