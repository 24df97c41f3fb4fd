import type { DuckDBConnection } from '@duckdb/node-api'
import { queryRows } from '../../warehouse/query.ts'
import type { SnapshotRun } from '../../warehouse/snapshot.ts'
import type { CubedFact } from './cube-layout.ts'
import type { SlotTable } from './cube-tables.ts'

/** What a snapshot's cube of a fact knows: the values behind codes, and which dimensions it has sums of. */
export interface Cube {
  readonly fact: CubedFact
  /** Dimension → value at its code; 0 is the blank. */
  readonly members: ReadonlyMap<string, readonly (string | null)[]>
  /** Table → dimensions, with a comma between two → number of the slot. */
  readonly slots: ReadonlyMap<SlotTable, ReadonlyMap<string, number>>
}

const known = new WeakMap<SnapshotRun, Map<CubedFact, Promise<Cube | null>>>()

/** The cube of a fact in a snapshot, read once; null where the snapshot has none, since it is small or older. */
export function cubeOf(connection: DuckDBConnection, run: SnapshotRun, fact: CubedFact): Promise<Cube | null> {
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
    "select 1 from information_schema.tables where table_schema = 'cube' and table_name = $fact",
    { fact },
  )
  if (tables.length === 0) return null
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
  return { fact, members, slots }
}
