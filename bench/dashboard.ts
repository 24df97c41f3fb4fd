// How long the dashboard's answers take after a click, for one user and for twenty, with the sums that publishing makes, and
// without them (each chart a query on the facts):
// node bench/dashboard.ts <folder of an example's snapshots> [complaints] [seconds] [folder]
import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { startDashboard } from '../pipelines/dashboard/serve.ts'
import { buildCubes } from '../pipelines/metrics/cube/build-cube.ts'
import { execute, inTransaction } from '../pipelines/warehouse/query.ts'
import { clickRound, percentile } from '../tests/clicks/click-round.ts'
import { growSnapshot } from './dashboard-data.ts'

const [published = '', complaintsText = '10000000', secondsText = '60', folder = join(tmpdir(), 'huiyin-bench')] =
  process.argv.slice(2)
const complaints = Number(complaintsText)
const seconds = Number(secondsText)
/** A person looks at an answer for so long, at most, before the next click. */
const PAUSE_MS = 3000
const FOLLOWING_FILTERS = ['overview', 'complaints', 'timeliness', 'satisfaction', 'explore'] as const

async function snapshotFolder(name: string, finish: (connection: DuckDBConnection) => Promise<void>): Promise<string> {
  const own = join(folder, `dashboard-${complaints}-${name}`, 'published')
  mkdirSync(own, { recursive: true })
  const started = performance.now()
  await growSnapshot(published, join(own, 'grown.duckdb'), { complaint: complaints, survey: complaints / 2 }, finish)
  console.log(`${name}: made in ${((performance.now() - started) / 1000).toFixed(0)} s`)
  writeFileSync(join(own, 'current'), 'grown\n')
  return own
}

async function measure(label: string, own: string, users: number, milliseconds: number): Promise<void> {
  const dashboard = await startDashboard({ published: own, port: 0, locale: 'en' })
  try {
    const pause = users === 1 ? 0 : PAUSE_MS
    const options = { url: dashboard.url, users, milliseconds, pause, seed: 11, pages: FOLLOWING_FILTERS }
    const { times, sizes, errors } = await clickRound(options)
    const ms = (share: number) => percentile(times, share).toFixed(0)
    const kilobytes = (share: number) => (percentile(sizes, share) / 1000).toFixed(0)
    const cells = [label, users, times.length, ms(0.5), ms(0.95), ms(1), kilobytes(0.5), kilobytes(1), errors.length]
    console.log(`| ${cells.join(' | ')} |`)
  } finally {
    await dashboard.close()
  }
}

/** The example is too small for sums, but its snapshot has the places for them. */
const withoutSums = (connection: DuckDBConnection) => execute(connection, 'drop schema if exists cube cascade')
const cubed = await snapshotFolder('cubes', async (connection) => {
  await withoutSums(connection)
  await inTransaction(connection, () => buildCubes(connection, 0))
})
const plain = await snapshotFolder('plain', withoutSums)
console.log(`load ${loadavg().map((load) => load.toFixed(1))}\n`)
console.log('| snapshot | users | answers | median ms | p95 ms | longest ms | median kB | largest kB | errors |')
console.log('|---|--:|--:|--:|--:|--:|--:|--:|--:|')
await measure('with sums', cubed, 1, seconds * 1000)
await measure('with sums', cubed, 20, seconds * 1000)
await measure('facts only', plain, 1, seconds * 1000)
