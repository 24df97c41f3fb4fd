import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import quarantineCommand from '../../../pipelines/commands/quarantine.ts'
import type { Workspace } from '../../../pipelines/core/workspace.ts'
import { loadFiles } from '../../../pipelines/load/load-inbox.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { PLAIN_SOURCE, plainCsv, quietEffects } from '../../workspace.ts'
import { commandContext } from '../commands/command-context.ts'

export const AT = '2026-01-05 10:00:00'
export const HEADER = Object.keys(PLAIN_SOURCE.columns).join(',')
/** Two good rows, a bad value, a missing number, a short row, a long one and a total. */
export const MIXED = [
  ...plainCsv([
    { complaint_id: 'A1', received_at: AT },
    { complaint_id: 'A2', received_at: 'last Monday', category: '=1+1', body: 'two\nlines, "quoted"' },
    { received_at: AT, customer_phone: '013800001111', body: '没有编号' },
    { complaint_id: 'A4', received_at: AT },
  ]).split(/\n(?!lines)/),
]
  .filter((line) => line !== '')
  .concat('A5,2026-01-05 10:00,,', `A6,${AT}${','.repeat(14)},more`, `合计,6${','.repeat(14)}`, '')
  .join('\n')

export async function load(workspace: Workspace, files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(workspace.paths.inbox, name), text)
  await using warehouse = await openWarehouse(workspace, 'test')
  return await loadFiles(workspace, warehouse.connection, quietEffects)
}

/** Runs the command and returns what it answers a program. */
export async function quarantine(workspace: Workspace, args: string[], options: Record<string, string | boolean> = {}) {
  const context = commandContext(workspace)
  const status = await quarantineCommand(context, args, options)
  return { status, ...(context.answers.at(-1) as Record<string, never>) } as Record<string, unknown> & {
    status: number
  }
}

export async function stateOf(workspace: Workspace) {
  await using warehouse = await openWarehouse(workspace, 'test')
  const { connection } = warehouse
  return {
    ledger: await queryRows(
      connection,
      'select batch_no, file_name, rows_read, rows_loaded, rows_unchanged, rows_quarantined, notes from ledger.batch order by batch_no',
    ),
    staged: await queryRows(
      connection,
      'select complaint_id, category, body, customer_phone, batch_no, version_at::varchar as version_at from staging.complaint order by complaint_id, batch_no',
    ),
    quarantine: await queryRows(
      connection,
      'select batch_no, row_number, reason, replayed_by, replayed_row from ledger.quarantine order by batch_no, row_number',
    ),
  }
}

export async function sheetPath(extension: string): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'huiyin-mend-')), `mend.${extension}`)
}
