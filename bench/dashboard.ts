// How long the dashboard's answers take after a click, for one user and for twenty, beside the plain way (each chart a query
// on the facts); how long its first view takes; and what it costs to publish the sums:
// node bench/dashboard.ts <folder of an example's snapshots> [complaints] [seconds] [folder]
import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Meta } from '../pipelines/dashboard/api/heads.ts'
import { type RunningDashboard, startDashboard } from '../pipelines/dashboard/serve.ts'
import { buildCubes } from '../pipelines/metrics/cube/build-cube.ts'
import { execute, inTransaction } from '../pipelines/warehouse/query.ts'
import { openSnapshot } from '../pipelines/warehouse/snapshot.ts'
import { clickRound, percentile } from '../tests/clicks/click-round.ts'
import { clicker } from '../tests/clicks/random-states.ts'
import { launchBrowser, openPage } from '../tests/pipelines/dashboard/browser.ts'
import { growSnapshot } from './dashboard-data.ts'
import { plainPage } from './dashboard-plain.ts'

const [source = '', complaintsText = '10000000', secondsText = '60', folder = join(tmpdir(), 'huiyin-bench')] =
  process.argv.slice(2)
const complaints = Number(complaintsText)
const seconds = Number(secondsText)
const SEED = 11
/** A person looks at an answer for so long, at most, before the next click. */
const PAUSE_MS = 3000
const FOLLOWING_FILTERS = ['overview', 'complaints', 'timeliness', 'satisfaction', 'explore'] as const

const published = await publishGrown()
console.log(`load ${loadavg().map((load) => load.toFixed(1))}`)
const started = performance.now()
const dashboard = await startDashboard({ published, port: 0, locale: 'en' })
try {
  const meta = (await (await fetch(`${dashboard.url}api/meta`)).json()) as Meta
  console.log(`first answer ${since(started)} s after the start`)
  await firstViews(dashboard)
  console.log('\n| | users | answers | median ms | p95 ms | longest ms | CPU ms | median kB | largest kB | errors |')
  console.log('|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|')
  await clicks(dashboard, 1)
  await clicks(dashboard, 20)
  await plainClicks(meta)
  console.log(`resident ${Math.round(process.memoryUsage.rss() / 1e6)} MB`)
} finally {
  await dashboard.close()
}

async function publishGrown(): Promise<string> {
  const own = join(folder, `dashboard-${complaints}`, 'published')
  mkdirSync(own, { recursive: true })
  const begun = performance.now()
  await growSnapshot(
    source,
    join(own, 'grown.duckdb'),
    { complaint: complaints, survey: complaints / 2 },
    async (to) => {
      console.log(`facts made in ${since(begun)} s`)
      await publishSums(to)
    },
  )
  writeFileSync(join(own, 'current'), 'grown\n')
  return own
}

/** The example is too small for sums, but its snapshot has the places for them. */
async function publishSums(connection: DuckDBConnection): Promise<void> {
  const [begun, cpu] = [performance.now(), cpuSeconds()]
  await execute(connection, 'drop schema if exists cube cascade')
  await inTransaction(connection, () => buildCubes(connection, 0))
  console.log(`sums made in ${since(begun)} s, ${(cpuSeconds() - cpu).toFixed(0)} s of CPU`)
}

async function firstViews({ url }: RunningDashboard): Promise<void> {
  const browser = await launchBrowser()
  try {
    for (const label of ['first view', 'again', 'again']) {
      const begun = performance.now()
      const { page } = await openPage(browser, url)
      console.log(`${label} in Chromium ${since(begun)} s`)
      await page.close()
    }
  } finally {
    await browser.close()
  }
}

async function clicks({ url }: RunningDashboard, users: number): Promise<void> {
  const cpu = cpuSeconds()
  const pause = users === 1 ? 0 : PAUSE_MS
  const options = { url, users, milliseconds: seconds * 1000, pause, seed: SEED + users, pages: FOLLOWING_FILTERS }
  const { times, sizes, errors } = await clickRound(options)
  row('dashboard', users, times, cpuSeconds() - cpu, sizes, errors.length)
}

async function plainClicks(meta: Meta): Promise<void> {
  await using snapshot = await openSnapshot(published)
  const person = clicker(meta, (SEED + 1) * 1000, FOLLOWING_FILTERS)
  const [cpu, times] = [cpuSeconds(), [] as number[]]
  for (const until = performance.now() + seconds * 1000; performance.now() < until; ) {
    const begun = performance.now()
    await plainPage(snapshot.database.connection, snapshot.run, meta, person.next())
    times.push(performance.now() - begun)
  }
  row('plain SQL', 1, times, cpuSeconds() - cpu, [], 0)
}

function row(
  label: string,
  users: number,
  times: number[],
  cpu: number,
  sizes: readonly number[],
  errors: number,
): void {
  const ms = [0.5, 0.95, 1].map((share) => percentile(times, share).toFixed(0))
  const kilobytes = [0.5, 1].map((share) => (percentile(sizes, share) / 1000).toFixed(0))
  const cpuEach = ((cpu * 1000) / Math.max(1, times.length)).toFixed(0)
  console.log(`| ${[label, users, times.length, ...ms, cpuEach, ...kilobytes, errors].join(' | ')} |`)
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function since(begun: number): string {
  return ((performance.now() - begun) / 1000).toFixed(1)
}
