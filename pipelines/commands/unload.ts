import { relative } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { openWorkspace } from '../core/workspace.ts'
import { unloadBatches } from '../load/unload.ts'
import { openWarehouse } from '../warehouse/warehouse.ts'
import type { CommandContext } from './context.ts'

export default async function unload(context: CommandContext, args: readonly string[]): Promise<number> {
  const numbers = args.map(batchNumber)
  const workspace = await openWorkspace(context.folder)
  await using warehouse = await openWarehouse(workspace, 'unload')
  const batches = await unloadBatches(warehouse.connection, workspace.paths.archive, numbers, context.effects.now())
  for (const { batchNo, file, rowsLoaded, rowsQuarantined, archived } of batches) {
    context.say('unloaded', {
      batch: batchNo,
      file,
      loaded: rowsLoaded,
      quarantined: rowsQuarantined,
      kept: relative(workspace.folder, archived),
    })
  }
  context.say('unloaded_next')
  context.answer({ unloaded: batches })
  return 0
}

/** The number of a batch as the command line gives it. Throws HY-C-001 where it is none. */
export function batchNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new HuiyinError('HY-C-001', { reason: `${text}: expected the number of a batch`, usage: 'huiyin status' })
}
