import type { PeriodUnit } from '../periods.ts'
import { type CubedMetric, wholeSegments } from './cube-layout.ts'
import { collectedColumns, type SlotTable, sumColumns, tableOf } from './cube-tables.ts'
import type { Cube } from './read-cube.ts'

/** Sums of some columns of a fact between two days, for several lists of dimensions at once. */
export interface CubeAsk {
  readonly day: string
  readonly columns: readonly CubedMetric[]
  readonly from: string
  readonly to: string
  readonly period: PeriodUnit | undefined
  /** Dimension → codes, any of which may hold. */
  readonly codes: ReadonlyMap<string, readonly number[]>
}

export type CubeSlice = readonly string[]

/**
 * One statement: rows with `marker`, `period`, `counted`, codes, and three sums a column. `places` says for a marker which
 * slices its rows belong to, and which columns hold the codes of their dimensions.
 */
export interface CubeStatement {
  readonly sql: string
  readonly places: ReadonlyMap<number, readonly { readonly at: number; readonly keys: readonly string[] }[]>
}

/**
 * The statements of an ask. Slices of up to two dimensions, those of the filter included, come from the sums by segment,
 * and only the days at the ends of the range from single rows; others from single rows wholly.
 */
export function cubeStatements(cube: Cube, ask: CubeAsk, slices: readonly CubeSlice[]): CubeStatement[] {
  const { whole, edges } = wholeSegments(ask.from, ask.to)
  const hasSums = ask.period !== 'day' && whole !== null
  const numbered = slices.map((slice, at) => ({ slice, at, slot: hasSums ? slotFor(cube, ask, slice) : undefined }))
  const summed = numbered.flatMap((item) => (item.slot === undefined ? [] : [{ ...item, slot: item.slot }]))
  const single = numbered.filter(({ slot }) => slot === undefined)
  return [
    ...[...Map.groupBy(summed, ({ slot }) => slot.kind)].map(([kind, items]) =>
      slotsSql(cube, ask, kind, items, whole),
    ),
    ...(summed.length === 0 || edges.length === 0 ? [] : [rowsSql(cube, ask, summed, edges)]),
    ...(single.length === 0 ? [] : [rowsSql(cube, ask, single, [ask])]),
  ]
}

interface Slot {
  readonly kind: SlotTable
  readonly number: number
  readonly dimensions: readonly string[]
}

interface Numbered {
  readonly slice: CubeSlice
  readonly at: number
}

function slotFor(cube: Cube, { columns, codes }: CubeAsk, slice: CubeSlice): Slot | undefined {
  const dimensions = [...new Set([...slice, ...codes.keys()])]
  const orders = dimensions.length === 2 ? [dimensions, dimensions.toReversed()] : [dimensions]
  const kinds: SlotTable[] =
    dimensions.length < 2
      ? ['single']
      : [
          ...(columns.every(({ isPaired }) => isPaired) ? (['main'] as const) : []),
          ...(columns.every(({ isPlain }) => isPlain) ? (['other'] as const) : []),
        ]
  for (const kind of kinds)
    for (const order of orders) {
      const number = cube.slots.get(kind)?.get(order.join(','))
      if (number !== undefined) return { kind, number, dimensions: order }
    }
  return undefined
}

/** All slots of a table in one scan, each with the filter on the one of its two codes that it is of. */
function slotsSql(
  cube: Cube,
  ask: CubeAsk,
  kind: SlotTable,
  items: readonly (Numbered & { readonly slot: Slot })[],
  whole: { readonly from: string; readonly to: string } | null,
): CubeStatement {
  const nameIn = (slot: Slot) => (dimension: string) => (slot.dimensions.indexOf(dimension) === 0 ? 'one' : 'two')
  const filters = Map.groupBy(items, ({ slot }) => conditionsOf(ask, nameIn(slot)).join(' and '))
  const wanted = [...filters].map(([filter, own]) =>
    [
      `slot in (${[...new Set(own.map(({ slot }) => slot.number))].join(', ')})`,
      ...(filter === '' ? [] : [filter]),
    ].join(' and '),
  )
  const sums = ask.columns.flatMap(sumColumns).map(({ name }) => `cast(sum("${name}") as double) as "${name}"`)
  const sql = [
    `select slot as marker, one, two, ${[periodSql('segment', ask.period), 'cast(sum(counted) as double) as counted', ...sums].join(', ')}`,
    `from ${tableOf(cube.fact, ask.day, kind)}`,
    `where segment between date '${whole?.from}' and date '${whole?.to}' and (${wanted.join(' or ')})`,
    'group by slot, one, two, period',
  ].join('\n')
  const places = Map.groupBy(
    items.map(({ at, slice, slot }) => ({ marker: slot.number, at, keys: slice.map(nameIn(slot)) })),
    ({ marker }) => marker,
  )
  return { sql, places }
}

/** From single rows, all slices in one scan. */
function rowsSql(
  cube: Cube,
  ask: CubeAsk,
  slices: readonly Numbered[],
  ranges: readonly { readonly from: string; readonly to: string }[],
): CubeStatement {
  const day = `"on_${ask.day}"`
  const dimensions = [...new Set(slices.flatMap(({ slice }) => slice))]
  const name = (dimension: string) => `d_${dimension}`
  const quoted = dimensions.map((dimension) => `"${name(dimension)}"`)
  const between = ranges.map(({ from, to }) => `${day} between date '${from}' and date '${to}'`).join(' or ')
  const conditions = [`(${between})`, ...conditionsOf(ask, (dimension) => `"${name(dimension)}"`)]
  const collected = ask.columns.flatMap(collectedColumns).map(({ name: own, sql }) => `${sql} as "${own}"`)
  const read = ask.columns.flatMap(sumColumns).map(({ name: own, read: sql }) => `cast(${sql} as double) as "${own}"`)
  // Two lists of the same dimensions in another order are one set.
  const sets = slices.map(
    ({ slice }) =>
      `(period${slice
        .toSorted()
        .map((dimension) => `, "${name(dimension)}"`)
        .join('')})`,
  )
  const used = [...new Set([...quoted, ...ask.columns.map(({ column }) => `"m_${column}"`)])]
  const sql = [
    `select ${['marker', ...quoted, 'period', 'counted', ...read].join(', ')}`,
    'from (',
    `    select ${[`${quoted.length === 0 ? '0' : `grouping_id(${quoted.join(', ')})`} as marker`, ...quoted, 'period', 'cast(count(*) as double) as counted', ...collected].join(', ')}`,
    `    from (select ${[periodSql(day, ask.period), ...used].join(', ')} from cube.${cube.fact} where ${conditions.join(' and ')}) as kept`,
    `    group by grouping sets (${[...new Set(sets)].join(', ')})`,
    ') as collected',
  ].join('\n')
  const markerOf = (slice: CubeSlice) =>
    dimensions.reduce((bits, dimension) => bits * 2 + (slice.includes(dimension) ? 0 : 1), 0)
  const places = Map.groupBy(
    slices.map(({ at, slice }) => ({ marker: markerOf(slice), at, keys: slice.map(name) })),
    ({ marker }) => marker,
  )
  return { sql, places }
}

function conditionsOf({ codes }: CubeAsk, column: (dimension: string) => string): string[] {
  return [...codes].map(([dimension, wanted]) =>
    wanted.length === 0 ? 'false' : `${column(dimension)} in (${wanted.join(', ')})`,
  )
}

function periodSql(day: string, unit: PeriodUnit | undefined): string {
  return `${unit === undefined ? "''" : `cast(cast(date_trunc('${unit}', ${day}) as date) as varchar)`} as period`
}
