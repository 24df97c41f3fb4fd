import { addTo, type SummedCell } from './cell-book.ts'
import type { CubeAsk, CubeSlice, SlicedBook } from './cube-ask.ts'
import type { Numbers } from './cube-columns.ts'
import type { CubedMetric } from './cube-layout.ts'
import { rowsTable } from './cube-tables.ts'
import type { CubeReader } from './read-cube.ts'
import { selectedRows } from './row-selection.ts'
import { type CodedColumn, type SliceCells, sliceCells } from './slice-cells.ts'
import { countCells, countRows, sumCells } from './tally.ts'
import { valueCounts } from './value-counts.ts'

const NONE: Numbers = new Uint8Array(0)

/** Adds the single rows of ranges of days to the cells of slices. */
export async function addRows(
  reader: CubeReader,
  ask: CubeAsk,
  ranges: readonly { readonly from: string; readonly to: string }[],
  books: readonly SlicedBook[],
): Promise<void> {
  if (books.length === 0) return
  const table = rowsTable(reader.cube.fact)
  const rows = await selectedRows(reader, { day: ask.day, ranges, codes: ask.codes })
  const counted = ask.columns.filter(({ isPlain }) => !isPlain)
  const [days = NONE, ...columns] = await reader.columns(table, [
    `on_${ask.day}`,
    ...counted.map(({ column }) => `m_${column}`),
  ])
  for (const { slice, book } of books) {
    const coded = await codedColumns(reader, slice)
    const [only] = coded
    if (only !== undefined && coded.length === 1 && counted.length === 0 && ask.period === undefined)
      addCounts(countRows(only.codes, only.size, rows), (code) => book.at('', [code]), ask.columns)
    else {
      const placed = sliceCells(rows, rows.length, days, ask.period, coded)
      const at = (cell: number) => book.at(placed.period(cell), placed.codes(cell))
      const found = addCounts(countCells(placed.cells, placed.count), at, ask.columns)
      for (const [index, column] of counted.entries()) {
        await addColumn(reader, placed, found, rows, column, columns[index] ?? NONE)
        await reader.breathe()
      }
    }
    await reader.breathe()
  }
}

async function codedColumns({ cube, columns }: CubeReader, slice: CubeSlice): Promise<CodedColumn[]> {
  const codes = await columns(
    rowsTable(cube.fact),
    slice.map((name) => `d_${name}`),
  )
  return slice.map((name, index) => ({ codes: codes[index] ?? NONE, size: cube.members.get(name)?.length ?? 1 }))
}

type FoundCells = readonly (readonly [cell: number, summed: SummedCell])[]

/** The cells with rows; a count of all rows needs no column. */
function addCounts(
  counts: Int32Array,
  cellAt: (cell: number) => SummedCell,
  columns: readonly CubedMetric[],
): FoundCells {
  const plain = columns.filter(({ isPlain }) => isPlain)
  const found: [number, SummedCell][] = []
  for (const [cell, count] of counts.entries()) {
    if (count === 0) continue
    const summed = cellAt(cell)
    summed.counted += count
    for (const { column } of plain) addTo(summed, column, [count, count, 0])
    found.push([cell, summed])
  }
  return found
}

async function addColumn(
  reader: CubeReader,
  { cells, count }: SliceCells,
  found: FoundCells,
  rows: Uint32Array,
  { kind, column }: CubedMetric,
  numbers: Numbers,
): Promise<void> {
  if (kind === 'value') {
    const values = valueCounts(numbers, await reader.values(column), rows, cells, count)
    for (const [cell, summed] of found) {
      const own = values[cell]
      if (own !== undefined) summed.values.set(column, own)
    }
    return
  }
  const sums = sumCells(kind, numbers, rows, cells, count)
  for (const [cell, summed] of found)
    addTo(summed, column, [sums[0][cell] ?? 0, sums[1][cell] ?? 0, sums[2][cell] ?? 0])
}
