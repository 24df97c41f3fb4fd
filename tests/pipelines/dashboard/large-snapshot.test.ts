import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AddressState, writeAddressState } from '../../../pipelines/dashboard/api/address-state.ts'
import { askingFor } from '../../../pipelines/dashboard/asking.ts'
import { metaOf } from '../../../pipelines/dashboard/meta.ts'
import { readPageState } from '../../../pipelines/dashboard/page-state.ts'
import { pageTables } from '../../../pipelines/dashboard/page-tables.ts'
import { LOCAL_VIEWER, type Viewer } from '../../../pipelines/dashboard/viewer.ts'
import { buildCubes } from '../../../pipelines/metrics/cube/build-cube.ts'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'
import { inTransaction, queryRows } from '../../../pipelines/warehouse/query.ts'
import { openSnapshot, type Snapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { clicker } from '../../clicks/random-states.ts'
import { type PublishedRetailer, publishRetailer } from './published-retailer.ts'

let retailer: PublishedRetailer
let small: Snapshot
let large: Snapshot

/** Two snapshots with the same rows, of which one has what is made for large ones. */
beforeAll(async () => {
  retailer = await publishRetailer()
  const path = join(retailer.published, 'large.duckdb')
  await copyFile(join(retailer.published, `${retailer.runId}.duckdb`), path)
  {
    await using database = await openForWriting(path)
    await queryRows(database.connection, 'drop schema cube cascade')
    await inTransaction(database.connection, () => buildCubes(database.connection, 0))
    await queryRows(database.connection, 'checkpoint')
  }
  small = await openSnapshot(retailer.published)
  large = await openSnapshot(retailer.published, 'large')
}, 400_000)

afterAll(async () => {
  small?.close()
  large?.close()
  await retailer?.remove()
})

/** What a page shows; of equal rank, rows may come in any order. */
async function shown({ database, run }: Snapshot, viewer: Viewer, state: AddressState) {
  const connection = await database.connect()
  try {
    const asked = readPageState(new URLSearchParams(writeAddressState(state)))
    const asking = await askingFor({ connection, run }, viewer, asked, 'en')
    const { head, tables } = await pageTables(asking)
    const rows = tables.map(({ name, rows: own }) => [name, own.map((row) => JSON.stringify(row)).toSorted()] as const)
    return { head, tables: Object.fromEntries(rows) }
  } finally {
    connection.closeSync()
  }
}

const OF_ONE: Viewer = { name: 'wang', role: 'department', department: '物流部' }

test.each([
  ['a manager', LOCAL_VIEWER],
  ['a viewer of one department', OF_ONE],
] as const)(
  'a page shows %s the same numbers, whatever is clicked',
  async (_label, viewer) => {
    const { connection } = small.database
    const meta = await metaOf({ connection, run: small.run }, viewer, 'en')
    const pages = ['overview', 'complaints', 'timeliness', 'satisfaction', 'explore', 'signals'] as const
    const person = clicker(meta, 5, pages)
    const rows = new Map<string, number>()
    for (let click = 0; click < 50; click += 1) {
      const state = person.next()
      const [plainly, quickly] = [await shown(small, viewer, state), await shown(large, viewer, state)]
      expect(quickly, JSON.stringify(state)).toEqual(plainly)
      for (const [name, own] of Object.entries(plainly.tables)) rows.set(name, (rows.get(name) ?? 0) + own.length)
    }
    const expected = ['sparks', 'clocks', 'cells', 'pareto', 'compared', 'ageing', 'figures']
    expect(expected.filter((name) => (rows.get(name) ?? 0) === 0)).toEqual([])
    if (viewer === LOCAL_VIEWER) expect(rows.get('overdue')).toBeGreaterThan(20)
  },
  120_000,
)

test('the coverage of the norms is the same from sums', async () => {
  const [plainly, quickly] = [
    await shown(small, LOCAL_VIEWER, { page: 'norms' }),
    await shown(large, LOCAL_VIEWER, { page: 'norms' }),
  ]
  expect(quickly).toEqual(plainly)
  expect(plainly.tables['clauses']?.length).toBeGreaterThan(200)
})

test('a viewer of one department is told of no other, as a value of no filter', async () => {
  for (const { database, run } of [small, large]) {
    const view = { connection: database.connection, run }
    const namesOf = async (viewer: Viewer) => {
      const { dimensions } = await metaOf(view, viewer, 'zh-CN')
      return dimensions.flatMap(({ values }) => values.flatMap(({ value, label }) => [value, label]))
    }
    const others = await queryRows<{ name: string }>(
      database.connection,
      "select distinct department as name from facts.complaint where department <> '物流部'",
    )
    const known = await namesOf(LOCAL_VIEWER)
    expect(others.filter(({ name }) => known.includes(name)).length).toBeGreaterThan(3)
    const told = await namesOf(OF_ONE)
    expect(others.filter(({ name }) => told.includes(name))).toEqual([])
    expect(told).toContain('物流部')
  }
})
