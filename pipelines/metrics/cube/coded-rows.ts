import type { DuckDBConnection } from '@duckdb/node-api'
import { cubeColumns, type Numbers } from './cube-columns.ts'
import { type CubedFact, segmentNumber } from './cube-layout.ts'
import { NO_DAY, rowsTable } from './cube-tables.ts'
import type { Coded } from './dictionary.ts'
import { countCells } from './tally.ts'

/** A fact's table of rows, from which sums are made. */
export interface RowsSource {
  readonly connection: DuckDBConnection
  readonly fact: CubedFact
  readonly dimensions: readonly Coded[]
}

/** The dimensions that sums are made by. */
export type Slot = readonly Coded[]

/** The rows of a table as far as they decide which cell of a slot they fall into. */
export interface CodedRows {
  readonly codes: ReadonlyMap<string, Numbers>
  /** First day of each segment; rows without a day are in one more after them. */
  readonly segments: readonly number[]
  readonly segmentOf: Uint16Array
}

/** The cells of a slot that have rows, and how many: by segment, then by the codes of the slot's dimensions. */
export interface KeptCells {
  readonly slot: Slot
  readonly kept: Uint32Array
  readonly counts: Int32Array
}

export interface SlotCells extends KeptCells {
  /** The cell of each row. */
  readonly cells: Uint32Array
  /** All cells, those of rows without a day included. */
  readonly count: number
}

export async function codedRows({ connection, fact, dimensions }: RowsSource, day: string): Promise<CodedRows> {
  const names = [`on_${day}`, ...dimensions.map(({ name }) => `d_${name}`)]
  const [days = new Uint8Array(0), ...codes] = await cubeColumns().get(connection, rowsTable(fact), names)
  const starts = new Map<number, number>()
  for (const number of days) if (number !== NO_DAY && !starts.has(number)) starts.set(number, segmentNumber(number))
  const segments = [...new Set(starts.values())].sort((a, b) => a - b)
  const places = new Map([...starts].map(([number, start]) => [number, segments.indexOf(start)]))
  const segmentOf = new Uint16Array(days.length)
  for (let row = 0; row < days.length; row += 1) segmentOf[row] = places.get(days[row] as number) ?? segments.length
  return {
    codes: new Map(dimensions.map(({ name }, index) => [name, codes[index] ?? segmentOf])),
    segments,
    segmentOf,
  }
}

export function sizeOf(slot: Slot): number {
  return slot.reduce((size, { members }) => size * (members + 1), 1)
}

export function slotCells({ codes, segmentOf, segments }: CodedRows, slot: Slot): SlotCells {
  const cells = new Uint32Array(segmentOf)
  for (const { name, members } of slot) {
    const own = codes.get(name) ?? segmentOf
    for (let row = 0; row < cells.length; row += 1)
      cells[row] = (cells[row] as number) * (members + 1) + (own[row] as number)
  }
  const count = sizeOf(slot) * (segments.length + 1)
  return { ...keptCells(slot, countCells(cells, count), segments.length), cells, count }
}

/** As `slotCells` of two dimensions, where nothing but the rows is counted. */
export function pairCells({ codes, segmentOf, segments }: CodedRows, one: Coded, two: Coded): KeptCells {
  const [ones, twos] = [codes.get(one.name) ?? segmentOf, codes.get(two.name) ?? segmentOf]
  const [width, height] = [two.members + 1, one.members + 1]
  const counts = new Int32Array(width * height * (segments.length + 1))
  for (let row = 0; row < segmentOf.length; row += 1) {
    const cell = ((segmentOf[row] as number) * height + (ones[row] as number)) * width + (twos[row] as number)
    counts[cell] = (counts[cell] as number) + 1
  }
  return keptCells([one, two], counts, segments.length)
}

function keptCells(slot: Slot, counts: Int32Array, segments: number): KeptCells {
  const dated = counts.subarray(0, sizeOf(slot) * segments)
  return { slot, kept: Uint32Array.from(dated.keys()).filter((cell) => counts[cell] !== 0), counts }
}
