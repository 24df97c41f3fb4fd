import { openWorkspace } from '../core/workspace.ts'
import { reasonWords } from '../quarantine/wording.ts'
import { queryRows } from '../warehouse/query.ts'
import { listRuns } from '../warehouse/run-ledger.ts'
import { currentRunId } from '../warehouse/snapshot.ts'
import { openWarehouse } from '../warehouse/warehouse.ts'
import type { CommandContext } from './context.ts'

interface BatchRow {
  batch_no: number
  file_name: string
  source: string
  rows_read: number
  rows_loaded: number
  rows_unchanged: number
  rows_quarantined: number
}

interface ReasonRow {
  source: string
  reason: string
  field: string | null
  records: number
}

export default async function status(context: CommandContext): Promise<number> {
  const workspace = await openWorkspace(context.folder)
  const current = await currentRunId(workspace.paths.published).catch(() => null)
  await using warehouse = await openWarehouse(workspace, 'status')
  const { connection } = warehouse
  const batches = await queryRows<BatchRow>(
    connection,
    `select batch_no, file_name, source, rows_read, rows_loaded, rows_unchanged, rows_quarantined
     from ledger.batch order by batch_no`,
  )
  const quarantine = await queryRows<ReasonRow>(
    connection,
    `select batch.source, quarantine.reason, quarantine.field, count(*) as records
     from ledger.quarantine inner join ledger.batch on batch.batch_no = quarantine.batch_no
     where quarantine.replayed_by is null
     group by batch.source, quarantine.reason, quarantine.field
     order by batch.source, count(*) desc, quarantine.reason, quarantine.field`,
  )
  const [replayed] = await queryRows<{ mended: number }>(
    connection,
    'select count(replayed_by) as mended from ledger.quarantine',
  )
  const runs = await listRuns(connection, 10)
  const sum = (pick: (batch: BatchRow) => number) => batches.reduce((total, batch) => total + pick(batch), 0)
  const sums = {
    files: batches.length,
    read: sum((batch) => batch.rows_read),
    loaded: sum((batch) => batch.rows_loaded),
    unchanged: sum((batch) => batch.rows_unchanged),
    quarantined: sum((batch) => batch.rows_quarantined),
    mended: replayed?.mended ?? 0,
  }
  context.answer({ current_run: current, sums, batches, quarantine, runs })
  for (const batch of batches.slice(-10)) {
    const {
      file_name: file,
      rows_read: read,
      rows_loaded: loaded,
      rows_unchanged: unchanged,
      rows_quarantined: quarantined,
    } = batch
    context.say('loaded', { file, read, loaded, unchanged, quarantined })
  }
  context.say('load_sum', { ...sums, refused: 0 })
  if (sums.mended > 0) context.say('mended', { mended: sums.mended, open: sums.quarantined - sums.mended })
  for (const { source, reason, field, records } of quarantine)
    context.say('quarantine_line', { source, reason: reasonWords(reason, context.locale), field: field ?? '', records })
  if (runs.length === 0) context.say('no_runs')
  for (const run of runs) {
    const detail = [run.error, run.report_files, run.mail].filter((part) => part !== null && part !== '').join(', ')
    const { run_no, outcome, started_at } = run
    context.say('run_line', {
      run_no,
      outcome,
      started_at,
      trigger: run.trigger_name,
      detail: detail === '' ? '' : `, ${detail}`,
    })
  }
  if (current === null) context.say('no_snapshot')
  else context.say('current', { run: current })
  return 0
}
