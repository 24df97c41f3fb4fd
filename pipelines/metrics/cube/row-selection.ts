import { dayNumber } from '../periods.ts'
import type { Numbers } from './cube-columns.ts'
import { CUBED_FACTS } from './cube-layout.ts'
import { rowsTable } from './cube-tables.ts'
import type { CubeReader } from './read-cube.ts'

/** Which rows of a cube: those with a day in one of the ranges, and with one of the codes of each dimension named. */
export interface RowsAsked {
  readonly day: string
  readonly ranges: readonly { readonly from: string; readonly to: string }[]
  readonly codes: ReadonlyMap<string, readonly number[]>
}

const MOST_REMEMBERED = 4

/** The numbers of the rows asked for, in their order. */
export function selectedRows(reader: CubeReader, asked: RowsAsked): Promise<Uint32Array> {
  const { selections } = reader.cube
  const key = JSON.stringify([asked.day, asked.ranges.map(({ from, to }) => [from, to]), [...asked.codes].sort()])
  const rows = selections.get(key) ?? selectRows(reader, asked)
  selections.delete(key)
  selections.set(key, rows)
  const [oldest] = selections.keys()
  if (selections.size > MOST_REMEMBERED && oldest !== undefined) selections.delete(oldest)
  rows.catch(() => selections.delete(key))
  return rows
}

async function selectRows(reader: CubeReader, { day, ranges, codes }: RowsAsked): Promise<Uint32Array> {
  const table = rowsTable(reader.cube.fact)
  const [days = new Int32Array(0)] = await reader.columns(table, [`on_${day}`])
  const spans = ranges.map(({ from, to }) => [dayNumber(from), dayNumber(to)] as const)
  const isSorted = CUBED_FACTS[reader.cube.fact] === day
  let rows = isSorted ? rowsInOrder(days, spans) : rowsWithin(days, spans)
  for (const [name, wanted] of codes) {
    const [column = new Uint8Array(0)] = await reader.columns(table, [`d_${name}`])
    rows = withCodes(rows, column, wanted, reader.cube.members.get(name)?.length ?? 0)
    await reader.breathe()
  }
  return rows
}

type Spans = readonly (readonly [from: number, to: number])[]

/** Where rows stand in the order of their days, each span is a run of rows. */
function rowsInOrder(days: Numbers, spans: Spans): Uint32Array {
  const runs = spans.map(([from, to]) => [firstFrom(days, from), firstFrom(days, to + 1)] as const)
  const rows = new Uint32Array(runs.reduce((sum, [first, end]) => sum + end - first, 0))
  let at = 0
  for (const [first, end] of runs) for (let row = first; row < end; row += 1) rows[at++] = row
  return rows
}

/** The first row of a sorted column with a number not below the given one. */
export function firstFrom(sorted: Numbers, number: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < number) low = middle + 1
    else high = middle
  }
  return low
}

function rowsWithin(days: Numbers, spans: Spans): Uint32Array {
  const rows = new Uint32Array(days.length)
  let count = 0
  for (const [from, to] of spans)
    for (let row = 0; row < days.length; row += 1) {
      const day = days[row] as number
      if (day >= from && day <= to) rows[count++] = row
    }
  return rows.subarray(0, count)
}

function withCodes(rows: Uint32Array, column: Numbers, codes: readonly number[], members: number): Uint32Array {
  const wanted = new Uint8Array(members)
  for (const code of codes) wanted[code] = 1
  const kept = new Uint32Array(rows.length)
  let count = 0
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number
    kept[count] = row
    count += wanted[column[row] as number] as number
  }
  return kept.slice(0, count)
}
