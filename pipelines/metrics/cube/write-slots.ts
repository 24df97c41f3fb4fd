import type { DuckDBConnection } from '@duckdb/node-api'
import { cubeColumns, type Numbers } from './cube-columns.ts'
import { type CubedFact, type CubedMetric, segmentNumber } from './cube-layout.ts'
import { NO_DAY, rowsTable, slotName, sumNames } from './cube-tables.ts'
import type { Coded } from './dictionary.ts'
import { countCells, sumCells } from './tally.ts'
import { writeColumns } from './write-columns.ts'

/** Pairs are summed of dimensions with up to so many values. */
const MOST_PAIRED_MEMBERS = 40
/** Columns that are in memory at a time. */
const AT_ONCE = 16

/** A fact's table of rows, from which sums are made. */
export interface RowsSource {
  readonly connection: DuckDBConnection
  readonly fact: CubedFact
  readonly dimensions: readonly Coded[]
}

type Slot = readonly Coded[]

/** Writes the sums of columns by the segments of a day, in total and by each dimension; gives the slots in their order. */
export async function writeSingles(source: RowsSource, day: string, columns: readonly CubedMetric[]): Promise<void> {
  const rows = await codedRows(source, day)
  const slots: Slot[] = [[], ...source.dimensions.map((coded) => [coded])]
  const kept = slots.map((slot) => nonEmpty(cellsOf(rows, slot), sizeOf(slot), rows.segments.length))
  const total = kept.reduce((sum, { cells }) => sum + cells.length, 0)
  const written = columns.map((column) => sumNames(column).map((name) => ({ name, values: sumArray(column, total) })))
  for (let from = 0; from < columns.length; from += AT_ONCE) {
    const own = columns.slice(from, from + AT_ONCE)
    const names = own.map(({ column }) => `m_${column}`)
    const values = await cubeColumns().get(source.connection, rowsTable(source.fact), names)
    let at = 0
    for (const [index, slot] of slots.entries()) {
      const cells = cellsOf(rows, slot)
      const { cells: wanted = new Uint32Array(0) } = kept[index] ?? {}
      for (const [place, column] of own.entries()) {
        if (column.kind === 'value') continue
        const count = (rows.segments.length + 1) * sizeOf(slot)
        const sums = sumCells(column.kind, values[place] ?? new Uint8Array(0), null, cells, count)
        for (const [part, sum] of sums.entries())
          for (const [offset, cell] of wanted.entries())
            (written[from + place]?.[part]?.values ?? sum)[at + offset] = sum[cell] ?? 0
      }
      at += wanted.length
    }
  }
  const places = placesOf(slots, kept, rows.segments)
  await writeColumns(source.connection, slotName(source.fact, day, 'single'), [...places, ...written.flat()])
}

/** Writes how many rows each pair of values has by the segments of a day; gives the pairs in the order of their slots. */
export async function writePairs(source: RowsSource, day: string): Promise<(readonly string[])[]> {
  const rows = await codedRows(source, day)
  const small = source.dimensions.filter(({ members }) => members > 0 && members <= MOST_PAIRED_MEMBERS)
  const slots: Slot[] = small.flatMap((one, index) => small.slice(index + 1).map((two) => [one, two]))
  const kept = slots.map((slot) => nonEmpty(cellsOf(rows, slot), sizeOf(slot), rows.segments.length))
  await writeColumns(source.connection, slotName(source.fact, day, 'pair'), placesOf(slots, kept, rows.segments))
  return slots.map((slot) => slot.map(({ name }) => name))
}

interface CodedRows {
  readonly codes: ReadonlyMap<string, Numbers>
  /** First day of each segment; rows without a day are in one more after them. */
  readonly segments: readonly number[]
  readonly segmentOf: Uint16Array
}

async function codedRows({ connection, fact, dimensions }: RowsSource, day: string): Promise<CodedRows> {
  const names = dimensions.map(({ name }) => `d_${name}`)
  const [days = new Uint8Array(0), ...codes] = await cubeColumns().get(connection, rowsTable(fact), [
    `on_${day}`,
    ...names,
  ])
  const starts = new Map<number, number>()
  for (const number of days) if (number !== NO_DAY && !starts.has(number)) starts.set(number, segmentNumber(number))
  const segments = [...new Set(starts.values())].sort((a, b) => a - b)
  const places = new Map([...starts].map(([number, start]) => [number, segments.indexOf(start)]))
  return {
    codes: new Map(dimensions.map(({ name }, index) => [name, codes[index] ?? new Uint8Array(0)])),
    segments,
    segmentOf: Uint16Array.from(days, (number) => places.get(number) ?? segments.length),
  }
}

function sizeOf(slot: Slot): number {
  return slot.reduce((size, { members }) => size * (members + 1), 1)
}

/** The cell of each row: by segment, then by the codes of the slot's dimensions. */
function cellsOf({ codes, segmentOf }: CodedRows, slot: Slot): Uint32Array {
  const cells = Uint32Array.from(segmentOf)
  for (const { name, members } of slot) {
    const own = codes.get(name) ?? segmentOf
    for (let row = 0; row < cells.length; row += 1)
      cells[row] = (cells[row] as number) * (members + 1) + (own[row] as number)
  }
  return cells
}

interface Kept {
  readonly cells: Uint32Array
  readonly counts: Int32Array
}

/** The cells with rows, but those of rows without a day. */
function nonEmpty(cells: Uint32Array, size: number, segments: number): Kept {
  const counts = countCells(cells, size * (segments + 1))
  const dated = counts.subarray(0, size * segments)
  return { cells: Uint32Array.from(dated.keys()).filter((cell) => (dated[cell] ?? 0) > 0), counts }
}

function placesOf(slots: readonly Slot[], kept: readonly Kept[], segments: readonly number[]) {
  const total = kept.reduce((sum, { cells }) => sum + cells.length, 0)
  const [slot, one, two] = [new Uint16Array(total), new Uint16Array(total), new Uint16Array(total)]
  const [segment, counted] = [new Int32Array(total), new Int32Array(total)]
  let at = 0
  for (const [number, { cells, counts }] of kept.entries()) {
    const size = sizeOf(slots[number] ?? [])
    const last = (slots[number]?.[1]?.members ?? 0) + 1
    for (const cell of cells) {
      slot[at] = number
      one[at] = Math.floor((cell % size) / last)
      two[at] = cell % last
      segment[at] = segments[Math.floor(cell / size)] ?? 0
      counted[at] = counts[cell] ?? 0
      at += 1
    }
  }
  return Object.entries({ slot, one, two, segment, counted }).map(([name, values]) => ({ name, values }))
}

/** Sums of bits stay below the rows of a segment; sums of squares may not. */
function sumArray({ kind }: CubedMetric, length: number): Int32Array | Float64Array {
  return kind === 'bits' ? new Int32Array(length) : new Float64Array(length)
}
