import type { DuckDBConnection } from '@duckdb/node-api'
import type { SnapshotRun } from '../../warehouse/snapshot.ts'
import type { FactMetric } from '../catalogue.ts'
import { type Slices, sliceKey } from '../fact-parts.ts'
import { canonicalValue, dimensionKeys, filterOf, type MetricQuery } from '../metric-query.ts'
import type { Parts } from '../metric-row.ts'
import { addDays } from '../periods.ts'
import { UNKNOWN } from '../unknown-value.ts'
import type { SummedCell } from './cell-book.ts'
import type { CubeAsk, CubeSlice } from './cube-ask.ts'
import { type CubedMetric, cubedMetrics, isCubedFact, isOfValues } from './cube-layout.ts'
import { cubeSums } from './cube-sums.ts'
import { type Cube, type CubeReader, cubeReader } from './read-cube.ts'
import { valueSlices } from './value-slices.ts'

type RangedQuery = MetricQuery & { readonly from: string; readonly to: string }

/** What a cube answered, by slice and metric; `rest` are the metrics that it cannot answer. */
export interface CubeAnswer {
  readonly slices: Map<string, Slices>[]
  readonly rest: readonly FactMetric[]
}

/** So far back that no complaint is older, and the first day of a segment. */
const EVER = '1900-01-01'

/** Answers those metrics of a query that the snapshot's cubes have sums of: the same parts as a scan of the facts gives. */
export async function cubeSlices(
  connection: DuckDBConnection,
  run: SnapshotRun,
  definitions: readonly FactMetric[],
  query: RangedQuery,
  slices: readonly CubeSlice[],
): Promise<CubeAnswer> {
  const answer = slices.map(() => new Map<string, Slices>())
  const rest: FactMetric[] = []
  const asked: (() => Promise<Found>)[] = []
  for (const group of Map.groupBy(definitions, askedTogether).values()) {
    const [first] = group
    if (first === undefined) continue
    const reader = isCubedFact(first.fact) ? await cubeReader(connection, run, first.fact) : null
    const codes = reader === null ? null : codesOf(reader.cube, query, first, slices)
    if (reader === null || codes === null) {
      rest.push(...group)
      continue
    }
    const cubed = group.filter((definition) => isKnown(reader.cube, definition))
    rest.push(...group.filter((definition) => !cubed.includes(definition)))
    if (isOfValues(first)) asked.push(() => valueParts(reader, cubed, query, codes, slices))
    else if (first.kind === 'stock')
      for (const one of cubed) asked.push(() => stockParts(reader, one, query, codes, slices))
    else asked.push(() => sumParts(reader, cubed, query, codes, slices))
  }
  for (const parts of await Promise.all(asked.map((ask) => ask())))
    for (const [at, ofSlice] of parts.entries()) for (const [metric, value] of ofSlice) answer[at]?.set(metric, value)
  return { slices: answer, rest }
}

/** Values are read from rows, while sums need not be. */
function askedTogether(definition: FactMetric): string {
  return `${definition.fact} ${definition.kind === 'stock'} ${definition.period_by} ${isOfValues(definition)}`
}

/** A snapshot that is older than a metric has no column of it. */
function isKnown({ names }: Cube, definition: FactMetric): boolean {
  const columns = cubedMetrics(definition)
  return columns.length > 0 && columns.every(({ column }) => names.has(`m_${column}`))
}

/** The codes that a query's filters stand for; null where a dimension is not coded. Throws HY-M-002 as a scan does. */
function codesOf(
  cube: Cube,
  query: MetricQuery,
  definition: FactMetric,
  slices: readonly CubeSlice[],
): Map<string, number[]> | null {
  filterOf(query, definition)
  dimensionKeys({ ...query, by: slices.flat() }, definition)
  if (slices.flat().some((name) => !cube.members.has(name))) return null
  const codes = new Map<string, number[]>()
  for (const [name, values] of Object.entries(query.where ?? {})) {
    if (values.length === 0) continue
    const members = cube.members.get(name)
    if (members === undefined) return null
    const found = values.map((value) => (value === UNKNOWN ? 0 : members.indexOf(canonicalValue(name, value))))
    codes.set(name, [...new Set(found.filter((code) => code >= 0))])
  }
  return codes
}

type Found = Map<string, Slices>[]

async function sumParts(
  reader: CubeReader,
  definitions: readonly FactMetric[],
  query: RangedQuery,
  codes: CubeAsk['codes'],
  slices: readonly CubeSlice[],
): Promise<Found> {
  const columns = [...new Map(definitions.flatMap(cubedMetrics).map((column) => [column.column, column])).values()]
  const [first] = columns
  if (first === undefined) return slices.map(() => new Map())
  const { from, to, period } = query
  const ask = { day: first.period_by, columns, from, to, period, codes }
  const cells = await cubeSums(reader, ask, slices)
  return cells.map((ofSlice, at) => {
    const keyed = ofSlice.map((cell) => ({ cell, key: sliceKey(Object.values(cell.by)) }))
    const parts = (definition: FactMetric) => {
      const column = columns.findIndex(({ column: name }) => name === cubedMetrics(definition)[0]?.column)
      return slicesFrom(keyed, slices[at] ?? [], (cell) => partsOf(definition, column, cell))
    }
    return new Map(definitions.map((definition) => [definition.metric, parts(definition)]))
  })
}

function slicesFrom(
  cells: readonly { readonly cell: SummedCell; readonly key: string }[],
  dimensions: CubeSlice,
  partsAt: (cell: SummedCell) => Parts,
): Slices {
  const slices: Slices = new Map()
  if (dimensions.length === 0) slices.set(sliceKey([]), { by: {}, periods: new Map() })
  for (const { cell, key } of cells) {
    const slice = slices.get(key) ?? { by: { ...cell.by }, periods: new Map<string, Parts>() }
    slices.set(key, slice)
    slice.periods.set(cell.period, partsAt(cell))
  }
  return slices
}

function partsOf(definition: FactMetric, column: number, { sums, counted }: SummedCell): Parts {
  const at = column * 3
  const [a, b, c] = [sums[at] as number, sums[at + 1] as number, sums[at + 2] as number]
  switch (definition.kind) {
    case 'count':
      return { a, b, c: counted }
    case 'sum':
      return { a: b / (cubedMetrics(definition)[0]?.scale ?? 1), b: a, c: counted }
    case 'mean':
      return definition.out_of === undefined
        ? { a, b, c }
        : { a, b: b / definition.out_of, c: c / definition.out_of ** 2 }
    default:
      return { a, b, c }
  }
}

async function valueParts(
  reader: CubeReader,
  definitions: readonly FactMetric[],
  { from, to, period }: RangedQuery,
  codes: CubeAsk['codes'],
  slices: readonly CubeSlice[],
): Promise<Found> {
  const [first] = definitions
  if (first === undefined) return slices.map(() => new Map())
  const read = await valueSlices(reader, definitions, { day: first.period_by, from, to, period, codes }, slices)
  return read.map(({ cells, partsAt }, at) => {
    const keyed = cells.map((cell) => ({ cell, key: sliceKey(Object.values(cell.by)) }))
    const parts = (definition: FactMetric) => slicesFrom(keyed, slices[at] ?? [], (cell) => partsAt(cell, definition))
    return new Map(definitions.map((definition) => [definition.metric, parts(definition)]))
  })
}

/** What entered and left before the range and in its periods (see `stockStatement`). */
async function stockParts(
  reader: CubeReader,
  definition: FactMetric,
  { from, to, period }: RangedQuery,
  codes: CubeAsk['codes'],
  slices: readonly CubeSlice[],
): Promise<Found> {
  const found = slices.map((): Slices => new Map())
  const before = { from: EVER, to: addDays(from, -1), period: undefined, label: 'before' }
  const within = { from, to, period: period ?? ('day' as const), label: undefined }
  // A level without periods needs no days told apart, only what happened within.
  const spans = [period === undefined ? { ...within, period: undefined, label: 'within' } : within, before]
  const asked = spans.flatMap((span) => cubedMetrics(definition).map((move) => ({ span, move })))
  const summed = await Promise.all(
    asked.map(async ({ span, move }) => ({
      ...{ span, move },
      cells: await cubeSums(reader, { ...span, day: move.period_by, columns: [move], codes }, slices),
    })),
  )
  for (const { span, move, cells } of summed)
    for (const [at, ofSlice] of cells.entries())
      for (const cell of ofSlice) addMove(found[at] ?? new Map(), cell, move, span.label ?? cell.period)
  for (const [at, slice] of slices.entries())
    if (slice.length === 0 && found[at]?.size === 0) found[at]?.set(sliceKey([]), { by: {}, periods: new Map() })
  return found.map((slice) => new Map([[definition.metric, slice]]))
}

function addMove(slices: Slices, { by, sums, counted }: SummedCell, move: CubedMetric, period: string): void {
  const key = sliceKey(Object.values(by))
  const slice = slices.get(key) ?? { by: { ...by }, periods: new Map<string, Parts>() }
  slices.set(key, slice)
  const [moved = 0] = sums
  const known = slice.periods.get(period) ?? { a: 0, b: 0, c: 0 }
  const isEntering = move.column.endsWith('_enters')
  slice.periods.set(
    period,
    isEntering
      ? { a: known.a + moved, b: known.b + moved, c: known.c + counted }
      : { a: known.a - moved, b: known.b, c: known.c },
  )
}
