import { setImmediate as nextTurn } from 'node:timers/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { identifier, literal, queryRows } from '../../warehouse/query.ts'
import type { SnapshotRun } from '../../warehouse/snapshot.ts'
import { throwIfStopped } from '../../warehouse/stoppable.ts'
import { onThreads } from './counting-threads.ts'
import { type CubeColumns, cubeColumns, type Numbers } from './cube-columns.ts'
import { type CubedFact, cubedColumns } from './cube-layout.ts'
import { NO_DAY, rowsTable, type SlotTable } from './cube-tables.ts'
import type { FilteredRows } from './row-order.ts'
import type { DoneOf, ThreadWork } from './thread-work.ts'

/** What a snapshot's cube of a fact knows: the values behind codes, which sums it has, and what was read of it. */
export interface Cube {
  readonly fact: CubedFact
  /** Dimension → value at its code; 0 is the blank. */
  readonly members: ReadonlyMap<string, readonly (string | null)[]>
  /** Table → dimensions, with a comma between two → number of the slot. */
  readonly slots: ReadonlyMap<SlotTable, ReadonlyMap<string, number>>
  /** Day → the first and the last one that any row has. */
  readonly spans: ReadonlyMap<string, { readonly first: number; readonly last: number }>
  /** The columns of its table of rows. */
  readonly names: ReadonlySet<string>
  readonly columns: CubeColumns
  /** The rows in the order of days that the table is not in. */
  readonly orders: Map<string, Promise<Uint32Array>>
  /** Rows that were filtered lately, the last one at the end. */
  readonly filtered: FilteredRows[]
}

/** A cube as one request reads it. */
export interface CubeReader {
  readonly cube: Cube
  columns(table: string, names: readonly string[]): Promise<Numbers[]>
  /** The values of a column by their codes; 0 is the blank. */
  values(column: string): Promise<Float64Array>
  /** Does work over rows on another thread, unless it is small. Throws where the request was stopped before it began. */
  work<Work extends ThreadWork>(work: Work): Promise<DoneOf<Work>>
  /** Lets others have a turn where the last one is some time ago. Throws where the work was stopped. */
  breathe(): Promise<void>
}

const LONGEST_TURN_MS = 12
const known = new WeakMap<SnapshotRun, Map<CubedFact, Promise<Cube | null>>>()

/** The cube of a fact in a snapshot, read once; null where the snapshot has none, since it is small or older. */
export async function cubeReader(
  connection: DuckDBConnection,
  run: SnapshotRun,
  fact: CubedFact,
): Promise<CubeReader | null> {
  const cube = await cubeOf(connection, run, fact)
  if (cube === null) return null
  let since = performance.now()
  return {
    cube,
    columns: (table, names) => cube.columns.get(connection, table, names),
    values: (column) => valuesOf(cube, connection, column),
    work: (work) => onThreads(work, () => throwIfStopped(connection)),
    async breathe() {
      throwIfStopped(connection)
      if (performance.now() - since < LONGEST_TURN_MS) return
      await nextTurn()
      since = performance.now()
      throwIfStopped(connection)
    },
  }
}

function cubeOf(connection: DuckDBConnection, run: SnapshotRun, fact: CubedFact): Promise<Cube | null> {
  const cubes = known.get(run) ?? new Map<CubedFact, Promise<Cube | null>>()
  known.set(run, cubes)
  const cube = cubes.get(fact) ?? readCube(connection, fact)
  cubes.set(fact, cube)
  cube.catch(() => cubes.delete(fact))
  return cube
}

async function readCube(connection: DuckDBConnection, fact: CubedFact): Promise<Cube | null> {
  const tables = await queryRows(
    connection,
    "select 1 from information_schema.tables where table_schema = 'cube' and table_name in ('value', $fact)",
    { fact },
  )
  if (tables.length < 2) return null
  const slots = new Map<SlotTable, Map<string, number>>()
  const members = new Map<string, (string | null)[]>()
  for (const row of await queryRows<{ kind: SlotTable; slot: number; one: string | null; two: string | null }>(
    connection,
    'select kind, slot, one, two from cube.slot where fact = $fact',
    { fact },
  )) {
    const ofKind = slots.get(row.kind) ?? new Map<string, number>()
    slots.set(row.kind, ofKind)
    ofKind.set([row.one, row.two].filter((name) => name !== null).join(','), row.slot)
    if (row.kind === 'single' && row.one !== null) members.set(row.one, [null])
  }
  for (const { dimension, member } of await queryRows<{ dimension: string; member: string }>(
    connection,
    'select dimension, member from cube.member where fact = $fact order by dimension, code',
    { fact },
  ))
    members.get(dimension)?.push(member)
  const spans = await readSpans(connection, fact)
  const described = await queryRows<{ name: string }>(
    connection,
    "select column_name as name from information_schema.columns where table_schema = 'cube' and table_name = $fact",
    { fact },
  )
  const names = new Set(described.map(({ name }) => name))
  return { fact, members, spans, names, slots, columns: cubeColumns(), orders: new Map(), filtered: [] }
}

async function readSpans(connection: DuckDBConnection, fact: CubedFact): Promise<Cube['spans']> {
  const days = [...new Set(cubedColumns(fact).map(({ period_by }) => period_by))]
  const ends = days.flatMap((day) => {
    const column = identifier(`on_${day}`)
    return [`min(${column})`, `max(${column}) filter (where ${column} < ${NO_DAY})`].map(
      (sql, end) => `${sql} as "${day}_${end}"`,
    )
  })
  const [row] = await queryRows<Record<string, number | null>>(
    connection,
    `select ${ends.join(', ')} from ${rowsTable(fact)}`,
  )
  return new Map(days.map((day) => [day, { first: row?.[`${day}_0`] ?? NO_DAY, last: row?.[`${day}_1`] ?? -NO_DAY }]))
}

/** Codes are in the order of their values. */
async function valuesOf({ fact, columns }: Cube, connection: DuckDBConnection, column: string): Promise<Float64Array> {
  const own = `(select value from cube.value where fact = ${literal(fact)} and name = ${literal(column)})`
  const [values = new Float64Array(0)] = await columns.get(connection, own, ['value'])
  const sorted = new Float64Array(new SharedArrayBuffer((values.length + 1) * Float64Array.BYTES_PER_ELEMENT))
  sorted.set(values, 1)
  sorted.subarray(1).sort()
  return sorted
}
