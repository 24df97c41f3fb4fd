import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Workspace } from '../../../pipelines/core/workspace.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, plainCsv } from '../../workspace.ts'

const ROWS = 40
let workspace: Workspace
/** A database and its log as a killed process left them, with two loaded files in the log. */
let left: { database: Buffer; log: Buffer }

const paths = () => ({ database: workspace.paths.warehouse, log: `${workspace.paths.warehouse}.wal` })

function put(database: Buffer, log: Buffer | undefined): void {
  writeFileSync(paths().database, database)
  if (log === undefined) rmSync(paths().log, { force: true })
  else writeFileSync(paths().log, log)
}

async function loadedRows(): Promise<number | undefined> {
  await using warehouse = await openWarehouse(workspace, 'test')
  const [row] = await queryRows<{ n: number }>(warehouse.connection, 'select count(*) as n from staging.complaint')
  return row?.n
}

beforeAll(async () => {
  const rows = (mark: string) =>
    plainCsv(
      Array.from({ length: ROWS }, (_row, index) => ({ complaint_id: `${mark}${index}`, received_at: '2026-01-05' })),
    )
  workspace = await makeTestWorkspace({ files: { 'a.csv': rows('A'), 'b.csv': rows('B') } })
  const script = join(import.meta.dirname, '../../crash/leave-log.ts')
  expect(spawnSync(process.execPath, [script, workspace.folder]).signal).toBe('SIGKILL')
  left = { database: readFileSync(paths().database), log: readFileSync(paths().log) }
})

describe('a killed process', () => {
  test('leaves a lock, a log and all that it had committed; the next one needs no hands', async () => {
    put(left.database, left.log)
    mkdirSync(`${paths().database}.tmp`, { recursive: true })
    writeFileSync(`${paths().database}.tmp/duckdb_temp_storage_DEFAULT-0.tmp`, 'personal data')
    expect(await loadedRows()).toBe(2 * ROWS)
    expect(existsSync(`${paths().database}.lock`)).toBe(false)
    expect(existsSync(`${paths().database}.tmp`)).toBe(false)
  })

  test('does not hold the lock for ever where another process has its number now', async () => {
    put(left.database, left.log)
    const lock = `${paths().database}.lock`
    writeFileSync(lock, JSON.stringify({ pid: process.pid, host: hostname(), purpose: 'before the restart' }))
    const yesterday = new Date(Date.now() - 86_400_000)
    utimesSync(lock, yesterday, yesterday)
    expect(await loadedRows()).toBe(2 * ROWS)
  })
})

describe('a damaged warehouse is refused, and nothing of it is changed', () => {
  const refused = async (database: Buffer, log: Buffer | undefined) => {
    put(database, log)
    await expect(openWarehouse(workspace, 'test')).rejects.toMatchObject({ code: 'HY-W-005' })
    expect(readFileSync(paths().database).equals(database)).toBe(true)
    if (log !== undefined) expect(readFileSync(paths().log).equals(log)).toBe(true)
    expect(existsSync(`${paths().database}.lock`)).toBe(false)
  }

  test('one bit of the log turned over, wherever it stands', async () => {
    const { log } = left
    // The first bytes, where sizes and checksums stand, one by one; the rest here and there.
    const spots = [
      ...Array(32).keys(),
      ...Array.from({ length: 60 }, (_spot, index) => Math.floor((log.length * index) / 60)),
    ]
    for (const [index, spot] of spots.entries()) {
      const turned = Buffer.from(log)
      turned.writeUInt8(log.readUInt8(spot) ^ (1 << (index % 8)), spot)
      await refused(left.database, turned)
    }
  })

  test('4 KB of the log zeroed', async () => {
    for (const at of [0, 4096, left.log.length - 4096]) {
      await refused(left.database, Buffer.from(left.log).fill(0, at, at + 4096))
    }
  })

  test.each([0, 1, 4095, 4096, 12_287, 100_000])('the database cut off at byte %i', async (size) => {
    await refused(left.database.subarray(0, size), left.log)
    await refused(left.database.subarray(0, size), undefined)
  })

  test('the log of a database that was moved away', async () => {
    put(left.database, left.log)
    renameSync(paths().database, `${paths().database}.away`)
    await expect(openWarehouse(workspace, 'test')).rejects.toMatchObject({ code: 'HY-W-005' })
    expect(readFileSync(paths().log).equals(left.log)).toBe(true)
    expect(existsSync(paths().database)).toBe(false)
  })
})

test('a log that a power cut tore gives back whole files only', async () => {
  for (let part = 0; part <= 12; part += 1) {
    put(left.database, left.log.subarray(0, Math.floor((left.log.length * part) / 12)))
    expect([0, ROWS, 2 * ROWS]).toContain(await loadedRows())
  }
  expect(await loadedRows()).toBe(2 * ROWS)
})
