import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, inTransaction } from '../warehouse/query.ts'
import { fillKeys } from './key-table.ts'

/** Row 1 of a replayed file is its header. */
const FIRST_ROW = 2

/**
 * Marks the rows of a batch as replayed by another, in whose file they stand in this order. A row that stands in
 * quarantine under that batch as well goes on there, unless it went on from there already (the same bytes were replayed
 * before): then it stays open where it is.
 */
export async function markReplayed(
  connection: DuckDBConnection,
  by: number,
  replayed: { readonly batch: number; readonly rows: readonly number[]; readonly note: string },
): Promise<void> {
  if (by === replayed.batch) return
  const keys = replayed.rows.map((row) => ({ batch: replayed.batch, row }))
  await fillKeys(connection, keys)
  await inTransaction(connection, async () => {
    await execute(
      connection,
      `update ledger.quarantine set replayed_by = $by, replayed_row = keys.position + ${FIRST_ROW}
       from keys
       where quarantine.batch_no = keys.batch_no and quarantine.row_number = keys.row_number
         and quarantine.replayed_by is null
         and not exists (
           select 1 from ledger.quarantine as later
           where later.batch_no = $by and later.row_number = keys.position + ${FIRST_ROW}
             and later.replayed_by is not null
         )`,
      { by },
    )
    await execute(
      connection,
      `update ledger.batch set notes = concat_ws('; ', nullif(notes, ''), $note)
       where batch_no = $by and not contains(notes, $note)`,
      { by, note: replayed.note },
    )
  })
}

/** What the ledger says of a batch that is a replay. */
export function replayNote(batch: number, mapping: string): string {
  return `replay of batch ${batch} (${mapping})`
}
