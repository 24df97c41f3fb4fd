import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateRetailer, REGISTERS } from '../../../examples/retailer/generate.ts'
import { openWorkspace } from '../../../pipelines/core/workspace.ts'
import { run } from '../../../pipelines/run.ts'
import { currentRunId } from '../../../pipelines/warehouse/snapshot.ts'
import { sharedFolder } from '../../shared-folder.ts'
import { quietEffects } from '../../workspace.ts'

const EXAMPLE = fileURLToPath(new URL('../../../examples/retailer/', import.meta.url))

export interface WeeklyRetailer {
  readonly folder: string
  readonly published: string
  readonly runId: string
  remove(): Promise<void>
}

/**
 * The example's first eight weeks, published as of the Monday after them: the report is on week 2026-W02. A copy of its
 * own: loading and analysing is done once for all files of a run.
 * @param parts whether the registers that the department keeps itself are loaded as well
 */
export async function publishWeeklyRetailer(parts: { withRegisters?: boolean } = {}): Promise<WeeklyRetailer> {
  const withRegisters = parts.withRegisters === true
  const name = withRegisters ? 'weekly-retailer-with-registers' : 'weekly-retailer'
  const source = await sharedFolder(name, (made) => loadWeeklyRetailer(made, withRegisters))
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-weekly-'))
  await cp(source, folder, { recursive: true })
  const { published } = (await openWorkspace(folder)).paths
  const runId = await currentRunId(published)
  return { folder, published, runId, remove: () => rm(folder, { recursive: true, force: true }) }
}

async function loadWeeklyRetailer(folder: string, withRegisters: boolean): Promise<void> {
  await mkdir(join(folder, 'inbox'))
  for (const part of ['huiyin.yaml', 'sources', 'norms'])
    await cp(join(EXAMPLE, part), join(folder, part), { recursive: true })
  await writeFile(join(folder, 'masking.key'), `${'7'.repeat(64)}\n`)
  await generateRetailer(join(folder, 'inbox'), { weeks: 8 })
  const registers = join(folder, 'inbox', REGISTERS)
  if (withRegisters)
    for (const name of await readdir(registers)) await rename(join(registers, name), join(folder, 'inbox', name))
  const workspace = await openWorkspace(folder)
  await run(workspace, quietEffects, { asOf: new Date('2026-01-12T00:00:00Z'), trigger: 'test' })
}
