import {
  codedRows,
  type KeptCells,
  pairCells,
  type RowsSource,
  type SlotCells,
  sizeOf,
  slotCells,
} from './coded-rows.ts'
import { cubeColumns, joinedNumbers, type Numbers } from './cube-columns.ts'
import type { CubedMetric } from './cube-layout.ts'
import { rowsTable, slotName, sumNames } from './cube-tables.ts'
import { type PackedBits, packBits } from './packed-bits.ts'
import { addNumbers, countCodes, noSums } from './tally.ts'
import { type WrittenColumn, writeColumns } from './write-columns.ts'

/** Pairs are summed of dimensions with up to so many values. */
const MOST_PAIRED_MEMBERS = 40

/** Writes the sums of columns by the segments of a day, in total (slot 0) and by each dimension in its order. */
export async function writeSingles(source: RowsSource, day: string, columns: readonly CubedMetric[]): Promise<void> {
  const rows = await codedRows(source, day)
  const read = async (kind: CubedMetric['kind']) => {
    const own = columns.filter((column) => column.kind === kind)
    const names = own.map(({ column }) => `m_${column}`)
    return { own, numbers: await cubeColumns().get(source.connection, rowsTable(source.fact), names) }
  }
  const [bits, numbers] = [await read('bits'), await read('number')]
  const packs = packBits(bits.numbers)
  const places: PlacedRows = { slot: [], one: [], two: [], segment: [], counted: [] }
  const sums = [...bits.own, ...numbers.own].map((): ColumnSums => [[], [], []])
  for (const [number, slot] of [[], ...source.dimensions.map((coded) => [coded])].entries()) {
    const cells = slotCells(rows, slot)
    addPlaces(places, number, cells, rows.segments)
    addBits(sums, packs, cells)
    for (const [index, column] of numbers.numbers.entries())
      addSums(sums[bits.own.length + index] ?? [[], [], []], column, cells)
  }
  const written = [...bits.own, ...numbers.own].flatMap((column, index) =>
    sumNames(column).map((name, part) => ({ name, values: joinedNumbers(sums[index]?.[part] ?? []) })),
  )
  await writeColumns(source.connection, slotName(source.fact, day, 'single'), [...placeColumns(places), ...written])
}

/** Writes how many rows each pair of values has by the segments of a day; gives the pairs in the order of their slots. */
export async function writePairs(source: RowsSource, day: string): Promise<(readonly string[])[]> {
  const rows = await codedRows(source, day)
  const small = source.dimensions.filter(({ members }) => members > 0 && members <= MOST_PAIRED_MEMBERS)
  const pairs = small.flatMap((one, index) => small.slice(index + 1).map((two) => [one, two] as const))
  const places: PlacedRows = { slot: [], one: [], two: [], segment: [], counted: [] }
  for (const [number, [one, two]] of pairs.entries())
    addPlaces(places, number, pairCells(rows, one, two), rows.segments)
  await writeColumns(source.connection, slotName(source.fact, day, 'pair'), placeColumns(places))
  return pairs.map((pair) => pair.map(({ name }) => name))
}

/** The rows of a table of sums: slot, codes, first day of the segment, and how many rows are summed. */
type PlacedRows = Record<'slot' | 'one' | 'two' | 'segment' | 'counted', number[]>

function addPlaces(
  rows: PlacedRows,
  number: number,
  { slot, kept, counts }: KeptCells,
  segments: readonly number[],
): void {
  const size = sizeOf(slot)
  const last = (slot[1]?.members ?? 0) + 1
  for (const cell of kept) {
    rows.slot.push(number)
    rows.one.push(Math.floor((cell % size) / last))
    rows.two.push(cell % last)
    rows.segment.push(segments[Math.floor(cell / size)] ?? 0)
    rows.counted.push(counts[cell] ?? 0)
  }
}

function placeColumns({ slot, one, two, segment, counted }: PlacedRows): WrittenColumn[] {
  const codes = Object.entries({ slot, one, two }).map(([name, values]) => ({ name, values: Uint16Array.from(values) }))
  const days = Object.entries({ segment, counted }).map(([name, values]) => ({ name, values: Int32Array.from(values) }))
  return [...codes, ...days]
}

/** A column's three sums, each in pieces of one slot. */
type ColumnSums = readonly [Numbers[], Numbers[], Numbers[]]

/** Adds to each column, in the order of the packs, how often each of its bits is set in each cell. */
function addBits(sums: readonly ColumnSums[], packs: readonly PackedBits[], slot: SlotCells): void {
  let first = 0
  for (const pack of packs) {
    const own = sums.slice(first, first + pack.values.length).flat()
    for (const [index, numbers] of setBits(pack, slot).entries()) own[index]?.push(numbers)
    first += pack.values.length
  }
}

/** For each column and bit of a pack, how often it is set in each cell. */
function setBits(pack: PackedBits, { cells, count, kept }: SlotCells): Int32Array[] {
  const { codes, size, values } = pack
  const seen = countCodes(codes, size, cells, count)
  const length = kept.length
  const found = new Int32Array(length * values.length * 3)
  const set = Array.from({ length: size }, (_code, code) => bitsSet(values, code))
  for (let at = 0; at < length; at += 1) {
    const start = (kept[at] as number) * size
    for (let code = 0; code < size; code += 1) {
      const times = seen[start + code] as number
      if (times === 0) continue
      const places = set[code] as Uint16Array
      for (let index = 0; index < places.length; index += 1) {
        const place = (places[index] as number) * length + at
        found[place] = (found[place] as number) + times
      }
    }
  }
  return Array.from({ length: values.length * 3 }, (_part, part) => found.subarray(part * length, (part + 1) * length))
}

/** Three times the number of the column plus that of the bit, for each bit that a code stands for. */
function bitsSet(values: readonly Uint8Array[], code: number): Uint16Array {
  return Uint16Array.from(
    values.flatMap((own, column) =>
      [0, 1, 2].flatMap((bit) => (((own[code] ?? 0) >> bit) & 1 ? [column * 3 + bit] : [])),
    ),
  )
}

function addSums(sums: ColumnSums, column: Numbers, { cells, count, kept }: SlotCells): void {
  const all = noSums(count)
  addNumbers(all, column, { rows: null, from: 0, to: cells.length }, cells)
  for (const [part, numbers] of all.entries()) sums[part]?.push(Float64Array.from(kept, (cell) => numbers[cell] ?? 0))
}
