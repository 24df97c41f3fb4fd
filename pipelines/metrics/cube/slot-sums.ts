import { addDays, dayNumber, type PeriodUnit, periodOf } from '../periods.ts'
import { addTo } from './cell-book.ts'
import type { CubeAsk, CubeSlot, SlicedBook } from './cube-ask.ts'
import type { Numbers } from './cube-columns.ts'
import { slotName, sumNames } from './cube-tables.ts'
import type { CubeReader } from './read-cube.ts'
import { firstFrom } from './row-selection.ts'

const PLACES = ['slot', 'one', 'two', 'segment', 'counted'] as const

/** Adds the sums of whole segments of days to the cells of a slice. */
export async function addSlot(
  reader: CubeReader,
  { day, columns, codes, period }: CubeAsk,
  { kind, number, dimensions }: CubeSlot,
  { from, to }: { readonly from: string; readonly to: string },
  { slice, book }: SlicedBook,
): Promise<void> {
  const table = `cube.${slotName(reader.cube.fact, day, kind)}`
  const [slots, one, two, segment, counted] = await placesOf(reader, table)
  const named = columns.map((column) => ({ column, names: column.isPlain ? [] : sumNames(column) }))
  const sums = await reader.columns(
    table,
    named.flatMap(({ names }) => names),
  )
  const wanted = [one, two].map((column, index) => ({ column, codes: codes.get(dimensions[index] ?? '') }))
  const keys = slice.map((name) => (dimensions.indexOf(name) === 0 ? one : two))
  const [first, last] = [dayNumber(from), dayNumber(to)]
  const periodAt = periodStarts(period)
  for (let row = firstFrom(slots, number); slots[row] === number; row += 1) {
    const start = segment[row] as number
    if (start < first || start > last) continue
    if (wanted.some((filter) => filter.codes?.includes(filter.column[row] as number) === false)) continue
    const cell = book.at(
      periodAt(start),
      keys.map((key) => key[row] as number),
    )
    const count = counted[row] as number
    cell.counted += count
    let at = 0
    for (const { column, names } of named) {
      addTo(
        cell,
        column.column,
        names.length === 0 ? [count, count, 0] : names.map((_name, part) => sums[at + part]?.[row] ?? 0),
      )
      at += names.length
    }
  }
}

type Places = [slot: Numbers, one: Numbers, two: Numbers, segment: Numbers, counted: Numbers]

async function placesOf(reader: CubeReader, table: string): Promise<Places> {
  return (await reader.columns(table, PLACES)) as Places
}

/** The first day of the period of a segment's first day, looked up once for each. */
function periodStarts(unit: PeriodUnit | undefined): (day: number) => string {
  if (unit === undefined) return () => ''
  const known = new Map<number, string>()
  return (day) => {
    const start = known.get(day) ?? periodOf(addDays('1970-01-01', day), unit).start
    known.set(day, start)
    return start
  }
}
