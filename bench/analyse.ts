// How long the analysis takes beside the model stage, and how much memory: the example's year with every case repeated.
// node bench/analyse.ts [copies] [folder]: makes the workspace in the folder where it is missing, then each stage in a process of its own.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { readdir, rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateRetailer, REGISTERS } from '../examples/retailer/generate.ts'
import { analyse } from '../pipelines/analyse/analyse.ts'
import { analyseText } from '../pipelines/analyse/text/analyse-text.ts'
import { makeWorkspace } from '../pipelines/commands/init.ts'
import { realEffects } from '../pipelines/core/effects.ts'
import { openWorkspace, type Workspace } from '../pipelines/core/workspace.ts'
import { loadFiles } from '../pipelines/load/load-inbox.ts'
import { buildModel } from '../pipelines/model/build-model.ts'
import { publish } from '../pipelines/publish/publish.ts'
import type { Database } from '../pipelines/warehouse/database.ts'
import { execute, queryRows } from '../pipelines/warehouse/query.ts'
import { openWarehouse } from '../pipelines/warehouse/warehouse.ts'

/** The Monday after the example's year. */
const AS_OF = new Date('2026-11-16T08:00:00+08:00')
const SOURCES = [
  {
    table: 'staged."complaint:complaints"',
    entity: 'complaint',
    own: ['complaint_id', 'customer_id', 'customer_phone', 'customer_name'],
  },
  { table: 'staged."survey:survey"', entity: 'survey', own: ['survey_id', 'complaint_id'] },
] as const

const STAGES: Readonly<Record<string, (warehouse: Database, workspace: Workspace) => Promise<unknown>>> = {
  model: ({ connection }, { settings, norms }) => buildModel(connection, AS_OF, settings, norms).catch(exceptForSums),
  words: ({ connection }) => analyseText(connection),
  analysis: ({ connection }, { settings }) => analyse(connection, AS_OF, settings),
  publish: ({ connection }, { paths, sources }) =>
    publish(connection, { published: paths.published, runId: 'bench', maskingKey: 'k'.repeat(64), sources, meta: {} }),
}

const [first, folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-analyse-')), stage] = process.argv.slice(2)
if (stage === undefined) await all(Number(first ?? 1), folder)
else await one(folder, stage)

async function all(copies: number, into: string): Promise<void> {
  if (!existsSync(join(into, 'warehouse.duckdb'))) await grow(into, copies)
  for (const name of Object.keys(STAGES)) {
    const child = spawnSync(process.execPath, [import.meta.filename, String(copies), into, name], { stdio: 'inherit' })
    if (child.status !== 0) process.exit(1)
  }
}

async function one(into: string, name: string): Promise<void> {
  const workspace = await openWorkspace(into)
  await using warehouse = await openWarehouse(workspace, `bench ${name}`)
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  await STAGES[name]?.(warehouse, workspace)
  const used = process.cpuUsage(cpu)
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`.padStart(9)
  const peak = (process.resourceUsage().maxRSS / 2 ** 20).toFixed(2)
  process.stdout.write(
    `${name.padEnd(10)}${seconds(performance.now() - start)} ${seconds((used.user + used.system) / 1000)} CPU  peak ${peak} GiB\n`,
  )
}

/** Loads the example's year and repeats the newest version of each case and survey under numbers of its own. */
async function grow(into: string, copies: number): Promise<void> {
  await makeWorkspace(into, 'retailer', { locale: 'zh-CN' })
  const workspace = await openWorkspace(into)
  const { inbox } = workspace.paths
  await generateRetailer(inbox)
  for (const name of await readdir(join(inbox, REGISTERS)))
    await rename(join(inbox, REGISTERS, name), join(inbox, name))
  await using warehouse = await openWarehouse(workspace, 'bench')
  const { connection } = warehouse
  await loadFiles(workspace, connection, realEffects)
  await buildModel(connection, AS_OF, workspace.settings, workspace.norms)
  for (const { table, entity, own } of SOURCES) {
    const renamed = own.map((name) => `${name} || '-' || copy as ${name}`).join(', ')
    await execute(
      connection,
      `insert into ${table} by name
       select * exclude (copy) replace (${renamed}, cast(row_number + 1000000 * copy as integer) as row_number)
       from (select * from ${table} where (batch_no, row_number) in (select (batch_no, row_number) from current.${entity})) as newest
       cross join range(1, ${copies}) as copies(copy)`,
    )
    const [row] = await queryRows<{ n: number }>(connection, `select count(*) as n from current.${entity}`)
    process.stdout.write(`${entity}: ${row?.n} rows\n`)
  }
  await execute(connection, 'checkpoint')
}

/** Rows that came from no file are no longer as many as the ledger says. */
function exceptForSums(error: unknown): void {
  if (!String(error).includes('ledger_sum')) throw error
}
