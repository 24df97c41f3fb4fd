import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Workspace } from '../../../../pipelines/core/workspace.ts'
import { prepareReport } from '../../../../pipelines/report/compose-sections.ts'
import { MANIFEST, type Manifest, manifestFiles, parseManifest } from '../../../../pipelines/report/manifest.ts'
import { readDefinition } from '../../../../pipelines/report/read-definition.ts'
import { reportPeriod } from '../../../../pipelines/report/report-period.ts'
import { compareIssued, type Restatement } from '../../../../pipelines/report/restatement/compare-issued.ts'
import { wordsFor } from '../../../../pipelines/report/words.ts'
import { run } from '../../../../pipelines/run.ts'
import { openSnapshot } from '../../../../pipelines/warehouse/snapshot.ts'
import { makeTestWorkspace, plainCsv, quietEffects } from '../../../workspace.ts'

const complaint = (id: string, fields: Record<string, string> = {}) => ({
  complaint_id: id,
  received_at: '2026-01-06 09:00:00',
  registered_at: '2026-01-06 10:00:00',
  status: 'open',
  level: 'L2',
  category: 'Delivery',
  ...fields,
})

let workspace: Workspace
let manifest: Manifest
beforeAll(async () => {
  const records = ['C-1', 'C-2', 'C-3'].map((id) => complaint(id))
  workspace = await makeTestWorkspace({ files: { 'a.csv': plainCsv(records) } })
  await runAsOf('2026-01-12T00:00:00Z')
  manifest = await manifestNow()
})
afterAll(() => rm(workspace.folder, { recursive: true, force: true }))

test('compared with its own snapshot, a report says what the data say', async () => {
  const { figures, rows } = await compareIssued(workspace.paths.published, manifest)
  expect(figures).toEqual([])
  expect(rows?.complaint).toEqual({ replayed: 0, late: 0, corrected: 0, progressed: 0, gone: 0 })
})

test('a late row, a correction and a case that went on: the figures that they move, and how many they are', async () => {
  const restated = await after([
    complaint('C-1', { category: 'Price' }),
    complaint('C-2', { resolved_at: '2026-01-07 09:00:00', status: 'resolved' }),
    complaint('C-3'),
    complaint('C-4'),
  ])
  expect(restated.rows?.complaint).toEqual({ replayed: 0, late: 1, corrected: 1, progressed: 1, gone: 0 })
  expect(restated.redefined).toEqual([])
  const headline = restated.figures.find(({ cells }) => cells.some(({ said, now }) => said === 3 && now === 4))
  expect(headline?.reasons).toEqual(['rows'])
})

test('a definition that is another one since is named, and the figures that it moves', async () => {
  const other = structuredClone(manifest)
  const [first] = other.metrics
  const figure = other.figures.find((each) => each.rows.length > 0)
  if (first === undefined || figure === undefined) throw new Error('nothing to change')
  first.sha256 = '0'.repeat(64)
  figure.sha256 = '1'.repeat(64)
  const { redefined, figures } = await compareIssued(workspace.paths.published, other, manifest.run.run_id)
  expect(redefined).toEqual([first.metric])
  expect(figures.map(({ ref, reasons }) => [ref, reasons])).toEqual([[figure.ref, ['definition']]])
})

async function after(records: Record<string, string>[]): Promise<Restatement> {
  await writeFile(join(workspace.paths.inbox, 'b.csv'), plainCsv(records))
  await runAsOf('2026-01-19T00:00:00Z')
  return await compareIssued(workspace.paths.published, manifest)
}

async function runAsOf(asOf: string): Promise<void> {
  await run(workspace, quietEffects, { asOf: new Date(asOf), trigger: 'test' })
}

async function manifestNow(): Promise<Manifest> {
  await using snapshot = await openSnapshot(workspace.paths.published)
  const period = reportPeriod('week', undefined, snapshot.run)
  const report = await prepareReport(snapshot, await readDefinition('weekly'), period)
  const printed = { digests: { bytes: 1, sha256: '0'.repeat(64), pages: [] }, texts: [] }
  const files = manifestFiles(report, wordsFor('en', report.run, report.period, report.definition), printed)
  const read = parseManifest(new TextDecoder().decode(files.find(({ name }) => name === MANIFEST)?.data))
  if (read === undefined) throw new Error('no manifest')
  return read
}
