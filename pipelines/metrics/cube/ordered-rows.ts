import type { Numbers } from './cube-columns.ts'
import { CUBED_FACTS } from './cube-layout.ts'
import { rowsTable } from './cube-tables.ts'
import { firstFrom } from './first-from.ts'
import type { CubeReader } from './read-cube.ts'
import type { Codes, FilteredRows, RowFilter } from './row-order.ts'

/** Rows in the order of a day: those with one of the codes of each dimension that is filtered. */
export interface OrderedRows {
  /** Null where these are all rows, in the order of the table. */
  readonly rows: Uint32Array | null
  /** The day of each row of the table. */
  readonly days: Numbers
}

const MOST_LISTS = 8

/** Rows that include all with a day from one to another; further ones may be among them. */
export async function orderedRows(
  reader: CubeReader,
  day: string,
  codes: Codes,
  [first, last]: readonly [number, number],
): Promise<OrderedRows> {
  const [days = new Int32Array(0)] = await reader.columns(rowsTable(reader.cube.fact), [`on_${day}`])
  const order = await orderOf(reader, day, days)
  if (codes.size === 0) return { rows: order, days }
  const [start, end] = [firstFrom(days, first, order), firstFrom(days, last + 1, order)]
  const length = (order ?? days).length
  // A wide range is as good as all days, for which the next range finds the rows filtered.
  const [from, to] = (end - start) * 3 > length ? [0, length] : [start, end]
  return { rows: await filteredRows(reader, order, { day, codes, from, to }), days }
}

/** The rows by day; null where the table is in its order. */
async function orderOf({ cube, work, breathe }: CubeReader, day: string, days: Numbers): Promise<Uint32Array | null> {
  if (CUBED_FACTS[cube.fact] === day) return null
  const { first, last } = cube.spans.get(day) ?? { first: 0, last: 0 }
  return shared(
    breathe,
    () => cube.orders.get(day),
    () => {
      const order = work({ kind: 'order', days, first, last })
      cube.orders.set(day, order)
      order.catch(() => cube.orders.delete(day))
      return order
    },
  )
}

/**
 * What another question has begun, or begins now. That question may be given up: then whoever still waits begins anew.
 */
async function shared<Result>(
  check: () => Promise<void>,
  known: () => Promise<Result> | undefined,
  begin: () => Promise<Result>,
): Promise<Result> {
  for (;;) {
    const begun = known()
    if (begun === undefined) return begin()
    try {
      return await begun
    } catch {
      await check()
    }
  }
}

function filteredRows(
  reader: CubeReader,
  order: Uint32Array | null,
  asked: Omit<FilteredRows, 'rows'>,
): Promise<Uint32Array> {
  const { filtered } = reader.cube
  const covers = (list: FilteredRows) =>
    list.day === asked.day && list.from <= asked.from && list.to >= asked.to && isPart(list.codes, asked.codes)
  const known = () => filtered.find((list) => covers(list) && list.codes.size === asked.codes.size)
  return shared(
    reader.breathe,
    () => {
      const list = known()
      if (list !== undefined) filtered.push(...filtered.splice(filtered.indexOf(list), 1))
      return list?.rows
    },
    () => {
      const [base] = filtered.filter(covers).toSorted((a, b) => b.codes.size - a.codes.size)
      const list = { ...asked, rows: filterRows(reader, order, asked, base) }
      filtered.push(list)
      filtered.splice(0, Math.max(0, filtered.length - MOST_LISTS))
      list.rows.catch(() => filtered.splice(filtered.indexOf(list), 1))
      return list.rows
    },
  )
}

/** From the rows of a list with fewer filters, where there is one. */
async function filterRows(
  reader: CubeReader,
  order: Uint32Array | null,
  { codes, from, to }: Omit<FilteredRows, 'rows'>,
  base: FilteredRows | undefined,
): Promise<Uint32Array> {
  const narrowed = await base?.rows.catch(() => undefined)
  const names = [...codes.keys()].filter((name) => narrowed === undefined || base?.codes.has(name) !== true)
  const filters = await rowFilters(reader, codes, names)
  if (narrowed === undefined) return reader.work({ kind: 'filter', rows: order, from, to, filters })
  return reader.work({ kind: 'filter', rows: narrowed, from: 0, to: narrowed.length, filters })
}

async function rowFilters({ cube, columns }: CubeReader, codes: Codes, names: readonly string[]): Promise<RowFilter[]> {
  const coded = await columns(
    rowsTable(cube.fact),
    names.map((name) => `d_${name}`),
  )
  return names.map((name, index) => {
    const wanted = new Uint8Array(cube.members.get(name)?.length ?? 1)
    for (const code of codes.get(name) ?? []) wanted[code] = 1
    return { codes: coded[index] ?? new Uint8Array(0), wanted }
  })
}

/** Whether each filter of one is a filter of the other. */
function isPart(part: Codes, whole: Codes): boolean {
  return [...part].every(([name, codes]) => String(whole.get(name)) === String(codes))
}
