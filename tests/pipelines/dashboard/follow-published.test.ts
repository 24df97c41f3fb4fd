import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { followPublished, type SnapshotView } from '../../../pipelines/dashboard/follow-published.ts'
import { type RunningDashboard, startDashboard } from '../../../pipelines/dashboard/serve.ts'
import { run } from '../../../pipelines/run.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { makeTestWorkspace, plainCsv, quietEffects } from '../../workspace.ts'
import { ask } from './ask.ts'
import { publishChanged } from './published-retailer.ts'

let folder: string
let published: string
let runId: string

beforeAll(async () => {
  const rows = ['A1', 'A2', 'A3'].map((complaint_id) => ({ complaint_id, received_at: '2026-01-05 10:00:00' }))
  const workspace = await makeTestWorkspace({ files: { 'three.csv': plainCsv(rows) } })
  folder = workspace.folder
  published = workspace.paths.published
  runId = (await run(workspace, quietEffects, { trigger: 'test' })).runId
  await publishChanged(published, runId, 'next', "delete from held.complaint where complaint_id = 'A1'")
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const pointTo = (id: string) => writeFile(join(published, 'current'), `${id}\n`)

async function count({ connection }: SnapshotView): Promise<number | undefined> {
  const [row] = await queryRows<{ n: number }>(connection, 'select count(*) as n from facts.complaint')
  return row?.n
}

describe('followPublished', () => {
  test('the next piece of work sees the next snapshot, while one under way keeps its own', async () => {
    await pointTo(runId)
    const snapshots = followPublished(published)
    const seen = await snapshots.use(async (old) => {
      await pointTo('next')
      const next = await snapshots.use(async (view) => [view.run.runId, await count(view)])
      return [next, [old.run.runId, await count(old)]]
    })
    expect(seen).toEqual([
      ['next', 2],
      [runId, 3],
    ])
    await snapshots.close()
  })

  test('many at a time share one database, and closing waits for them', async () => {
    await pointTo(runId)
    const snapshots = followPublished(published)
    const counts = Promise.all(Array.from({ length: 20 }, () => snapshots.use(count)))
    await snapshots.close()
    expect(await counts).toEqual(Array.from({ length: 20 }, () => 3))
  })

  test('what fails leaves the snapshot usable', async () => {
    const snapshots = followPublished(published)
    await expect(snapshots.use(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine')
    expect(await snapshots.use(count)).toBe(3)
    await snapshots.close()
  })
})

describe('dashboard', () => {
  const start = (at: string): Promise<RunningDashboard> =>
    startDashboard({ published: at, host: '127.0.0.1', port: 0, locale: 'en', effects: quietEffects })

  test('follows the pointer without a restart, also over a snapshot that is gone', async () => {
    await pointTo(runId)
    const dashboard = await start(published)
    const tags: (string | undefined)[] = []
    for (const id of [runId, 'next', 'gone', runId]) {
      await pointTo(id)
      const { status, headers, body } = await ask(dashboard.url, '/api/page')
      expect(status).toBe(id === 'gone' ? 503 : 200)
      expect(body.toString()).not.toContain(published)
      tags.push(headers.etag)
    }
    expect(tags[0]).toBe(tags[3])
    expect(new Set(tags).size).toBe(3)
    await dashboard.close()
  })

  test('before anything is published, a page and an error that say so', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'huiyin-empty-'))
    const dashboard = await start(empty)
    const page = await ask(dashboard.url, '/', { accept: 'text/html' })
    expect([page.status, page.headers['retry-after']]).toEqual([503, '5'])
    expect(page.body.toString()).toContain('Nothing has been published yet.')
    expect(page.body.toString()).not.toContain(empty)
    const data = await ask(dashboard.url, '/api/page')
    expect([data.status, JSON.parse(data.body.toString()).error.code]).toEqual([503, 'HY-W-004'])
    await dashboard.close()
    await rm(empty, { recursive: true })
  })
})
