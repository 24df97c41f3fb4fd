import { copyFile, mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { generateRetailer } from '../../examples/retailer/generate.ts'
import { loadFiles } from '../../pipelines/load/load-inbox.ts'
import { buildModel } from '../../pipelines/model/build-model.ts'
import { queryRows } from '../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, quietEffects } from '../workspace.ts'

const WEEKS = ['2025-11-24', '2025-12-01', '2025-12-08']
const asOf = (week: string) => new Date(`${week}T08:00:00+08:00`)

/** What a person would look up: which cases were open, how old, in which state, and what they were taken for. */
const SELECT = `select complaint_id, status, is_resolved, age_bucket, open_hours, resolution_status, registration_status,
    notice_status, survey_status, department, transfer_count, cause, is_escalated, is_surveyed
  from facts.complaint order by complaint_id`

async function workspace() {
  const example = new URL('../../examples/retailer/', import.meta.url)
  const read = async (path: string) => parse(await readFile(new URL(path, example), 'utf8'))
  return makeTestWorkspace({
    sources: [await read('sources/complaints.yaml'), await read('sources/survey.yaml')],
    norms: [await read('norms/default.yaml')],
  })
}

test('with all weekly exports loaded, an earlier as-of gives what was known when they were loaded one by one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'retailer-weeks-'))
  await generateRetailer(folder, { weeks: WEEKS.length })
  const filesOf = (week: string) => [`complaints_${week}.csv`, `survey_${week}.xlsx`]
  const growing = await workspace()
  await using warehouse = await openWarehouse(growing, 'test')
  const { connection } = warehouse
  const facts = async (at: DuckDBConnection, week: string) => {
    await buildModel(at, asOf(week), growing.settings, growing.norms)
    return await queryRows(at, SELECT)
  }
  const then: unknown[][] = []
  for (const week of WEEKS) {
    for (const name of filesOf(week)) await copyFile(join(folder, name), join(growing.paths.inbox, name))
    await loadFiles(growing, connection, quietEffects)
    then.push(await facts(connection, week))
  }
  expect(then.map((rows) => rows.length)).toEqual([...then.map((rows) => rows.length)].sort((a, b) => a - b))
  for (const [index, week] of WEEKS.entries()) expect(await facts(connection, week), week).toEqual(then[index])
}, 120_000)
