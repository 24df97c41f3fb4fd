import { addTo, NO_PERIOD, type SummedCell } from './cell-book.ts'
import { type Counted, type CountedCells, PLAIN_BITS } from './count-cells.ts'
import { THREADS } from './counting-threads.ts'
import type { CubeSlice, SlicedBook } from './cube-ask.ts'
import type { Numbers } from './cube-columns.ts'
import type { CubedMetric } from './cube-layout.ts'
import { rowsTable } from './cube-tables.ts'
import type { CubeReader } from './read-cube.ts'
import { type CodedColumn, codesAt, type RowRuns } from './run-cells.ts'
import type { Sums } from './tally.ts'
import { valuesAt } from './value-counts.ts'

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
    const own = each[index]
    if (own !== undefined) await addFound(reader, cells, columns, column, own)
  }
}

async function keyColumns({ cube, columns }: CubeReader, slice: CubeSlice): Promise<CodedColumn[]> {
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
  return Promise.all(
    columns.map(async ({ kind, column: name }, index): Promise<Counted> => {
      const column = numbers[index] ?? NONE
      if (kind === 'bits') return { kind, column, bits: [PLAIN_BITS] }
      return kind === 'number' ? { kind, column } : { kind, column, size: (await reader.values(name)).length }
    }),
  )
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

async function addFound(
  reader: CubeReader,
  cells: readonly SummedCell[],
  columns: readonly CubedMetric[],
  column: CubedMetric,
  found: CountedCells['found'][number],
): Promise<void> {
  const index = columns.indexOf(column)
  if (!isSums(found)) {
    const values = await reader.values(column.column)
    for (const [at, cell] of cells.entries()) cell.values.set(index, valuesAt(found, at, values))
    return
  }
  const [a, b, c] = found
  for (const [at, cell] of cells.entries()) addTo(cell, index, a[at] ?? 0, b[at] ?? 0, c[at] ?? 0)
}

function isSums(found: CountedCells['found'][number]): found is Sums {
  return Array.isArray(found)
}
