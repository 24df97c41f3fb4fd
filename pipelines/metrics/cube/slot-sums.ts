import { dayNumber, dayOfNumber, type PeriodUnit, periodOf } from '../periods.ts'
import { addTo, NO_PERIOD } from './cell-book.ts'
import type { CubeAsk, CubeSlot, SlicedBook } from './cube-ask.ts'
import type { Numbers } from './cube-columns.ts'
import type { CubedMetric } from './cube-layout.ts'
import { slotName, sumNames } from './cube-tables.ts'
import { firstFrom } from './first-from.ts'
import type { CubeReader } from './read-cube.ts'

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
  const { slots, one, two, segment, counted, places } = await slotColumns(reader, table, columns)
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
    for (let index = 0; index < places.length; index += 1) {
      const own = places[index] as SumPlaces | null
      if (own === null) addTo(cell, index, count, count, 0)
      else addTo(cell, index, own[0][row] as number, own[1][row] as number, own[2][row] as number)
    }
  }
}

type SumPlaces = readonly [Numbers, Numbers, Numbers]

/** The columns of a table of sums, read all at once; those of a metric are null where it counts all rows. */
async function slotColumns(reader: CubeReader, table: string, columns: readonly CubedMetric[]) {
  const summed = columns.filter(({ isPlain }) => !isPlain)
  const read = await reader.columns(table, [...PLACES, ...summed.flatMap(sumNames)])
  const [slots, one, two, segment, counted] = read as Places
  const sums = read.slice(PLACES.length)
  const places = columns.map((column) => (column.isPlain ? null : (sums.splice(0, 3) as unknown as SumPlaces)))
  return { slots, one, two, segment, counted, places }
}

type Places = [slot: Numbers, one: Numbers, two: Numbers, segment: Numbers, counted: Numbers]

/** The first day of the period of a segment's first day, looked up once for each. */
function periodStarts(unit: PeriodUnit | undefined): (day: number) => number {
  if (unit === undefined) return () => NO_PERIOD
  const known = new Map<number, number>()
  return (day) => {
    const start = known.get(day) ?? dayNumber(periodOf(dayOfNumber(day), unit).start)
    known.set(day, start)
    return start
  }
}
