import { copyFile, cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateRetailer } from '../../../examples/retailer/generate.ts'
import type { Effects } from '../../../pipelines/core/effects.ts'
import { openWorkspace } from '../../../pipelines/core/workspace.ts'
import { writeFileAtomically } from '../../../pipelines/core/write-file.ts'
import { run } from '../../../pipelines/run.ts'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'
import { execute, queryRows } from '../../../pipelines/warehouse/query.ts'
import { currentRunId } from '../../../pipelines/warehouse/snapshot.ts'
import { sharedFolder } from '../../shared-folder.ts'

export const QUIET: Effects = { now: () => new Date('2026-01-05T00:00:00Z'), progress: () => undefined, env: {} }
const EXAMPLE = fileURLToPath(new URL('../../../examples/retailer/', import.meta.url))

/** A workspace with the example's first six weeks, published as of the Wednesday after them. */
export interface PublishedRetailer {
  readonly published: string
  readonly runId: string
  remove(): Promise<void>
}

/** A copy of its own: loading and analysing is done once for all files of a run. */
export async function publishRetailer(): Promise<PublishedRetailer> {
  const source = await sharedFolder('published-retailer', loadRetailer)
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-dashboard-'))
  const published = join(folder, 'published')
  await cp(join(source, 'published'), published, { recursive: true })
  const runId = await currentRunId(published)
  return { published, runId, remove: () => rm(folder, { recursive: true, force: true }) }
}

async function loadRetailer(folder: string): Promise<void> {
  await mkdir(join(folder, 'inbox'))
  for (const part of ['huiyin.yaml', 'sources', 'norms']) {
    await cp(join(EXAMPLE, part), join(folder, part), { recursive: true })
  }
  await generateRetailer(join(folder, 'inbox'), { weeks: 6 })
  const workspace = await openWorkspace(folder)
  await run(workspace, QUIET, { asOf: new Date('2025-12-26T04:00:00Z'), trigger: 'test' })
}

/** Publishes a copy of the current snapshot under another run id, changed by `sql`, and moves the pointer to it. */
export async function publishChanged(published: string, from: string, to: string, sql: string): Promise<void> {
  const path = join(published, `${to}.duckdb`)
  await copyFile(join(published, `${from}.duckdb`), path)
  const database = await openForWriting(path)
  try {
    await execute(database.connection, sql)
    await execute(database.connection, `update meta.run set value = '${to}' where key = 'run_id'`)
    await queryRows(database.connection, 'checkpoint')
  } finally {
    database.close()
  }
  await writeFileAtomically(join(published, 'current'), `${to}\n`)
}
