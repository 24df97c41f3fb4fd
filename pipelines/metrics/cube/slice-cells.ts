import { addDays, dayNumber, type PeriodUnit, periodOf } from '../periods.ts'
import type { Numbers } from './cube-columns.ts'
import type { Rows } from './tally.ts'

/** The cells that rows fall into: by period, then by the codes of a slice's dimensions. */
export interface SliceCells {
  /** The cell of each row, in the order of the rows. */
  readonly cells: Uint32Array
  readonly count: number
  /** First day of a cell's period, `''` where none was asked for. */
  period(cell: number): string
  codes(cell: number): number[]
}

export interface CodedColumn {
  readonly codes: Numbers
  /** How many codes there are, the blank included. */
  readonly size: number
}

/** Beyond so many cells only those with rows are numbered. */
const MOST_CELLS = 100_000

/** Tells for each row which cell it is in; `days` are days since 1970-01-01. */
export function sliceCells(
  rows: Rows,
  length: number,
  days: Numbers,
  unit: PeriodUnit | undefined,
  columns: readonly CodedColumn[],
): SliceCells {
  const { periodAt, first, periods } = periodNumbers(rows, length, days, unit)
  const size = columns.reduce((product, column) => product * column.size, periods.length)
  const places = size > 2 ** 32 ? new Float64Array(length) : new Uint32Array(length)
  if (unit !== undefined)
    for (let at = 0; at < length; at += 1)
      places[at] = periodAt[(days[rows === null ? at : (rows[at] as number)] as number) - first] as number
  for (const column of columns) addCodes(places, rows, column)
  const { cells, count, placeOf } =
    size <= MOST_CELLS && places instanceof Uint32Array ? plain(places, size) : numbered(places)
  return {
    cells,
    count,
    period: (cell) => periods[Math.floor((placeOf(cell) * periods.length) / size)] ?? '',
    codes: (cell) => codesOf(placeOf(cell), columns),
  }
}

function addCodes(places: Uint32Array | Float64Array, rows: Rows, { codes, size }: CodedColumn): void {
  for (let at = 0; at < places.length; at += 1)
    places[at] = (places[at] as number) * size + (codes[rows === null ? at : (rows[at] as number)] as number)
}

function codesOf(place: number, columns: readonly CodedColumn[]): number[] {
  const codes: number[] = []
  let rest = place
  for (const { size } of columns.toReversed()) {
    codes.unshift(rest % size)
    rest = Math.floor(rest / size)
  }
  return codes
}

function plain(places: Uint32Array, size: number) {
  return { cells: places, count: size, placeOf: (cell: number) => cell }
}

/** Numbers the places that occur. */
function numbered(places: Uint32Array | Float64Array) {
  const found = new Map<number, number>()
  const cells = new Uint32Array(places.length)
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] as number
    let cell = found.get(place)
    if (cell === undefined) {
      cell = found.size
      found.set(place, cell)
    }
    cells[at] = cell
  }
  const known = [...found.keys()]
  return { cells, count: known.length, placeOf: (cell: number) => known[cell] ?? 0 }
}

/** The number of the period of each day between the first and the last one of the rows. */
function periodNumbers(rows: Rows, length: number, days: Numbers, unit: PeriodUnit | undefined) {
  if (unit === undefined || length === 0) return { periodAt: new Uint16Array(0), first: 0, periods: [''] }
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let at = 0; at < length; at += 1) {
    const day = days[rows === null ? at : (rows[at] as number)] as number
    if (day < first) first = day
    if (day > last) last = day
  }
  const periods: string[] = []
  const periodAt = new Uint16Array(last - first + 1)
  let end = Number.NEGATIVE_INFINITY
  for (let day = first; day <= last; day += 1) {
    if (day > end) {
      const period = periodOf(addDays('1970-01-01', day), unit)
      periods.push(period.start)
      end = dayNumber(period.end)
    }
    periodAt[day - first] = periods.length - 1
  }
  return { periodAt, first, periods }
}
