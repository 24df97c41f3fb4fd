import type { DuckDBConnection } from '@duckdb/node-api'
import { queryRows } from '../warehouse/query.ts'
import { fillKeys } from './key-table.ts'
import { QUARANTINED, type Quarantined } from './quarantined.ts'

/** Where the records of an export are now, in the export's order. */
export interface Whereabouts {
  /** Still in quarantine: there, or under the batch of a replay in which they failed again. */
  readonly record?: Quarantined
  /** `loaded` by a replay since; `unknown` where there is no such record, as when its batch was unloaded. */
  readonly gone?: 'loaded' | 'unknown'
}

/** Follows each record through the replays that it went through since it was exported. */
export async function currentRecords(
  connection: DuckDBConnection,
  keys: readonly { readonly batch: number; readonly row: number }[],
): Promise<Whereabouts[]> {
  await fillKeys(connection, keys)
  const found = await queryRows<Quarantined & { position: number }>(
    connection,
    `${CHAIN}
     select chain.position, ${QUARANTINED}
     from chain
     inner join ledger.quarantine as quarantine
       on quarantine.batch_no = chain.batch_no and quarantine.row_number = chain.row_number
     inner join ledger.batch as batch on batch.batch_no = chain.batch_no
     where chain.replayed_by is null`,
  )
  const known = await queryRows<{ position: number }>(connection, `${CHAIN} select distinct position from chain`)
  const whereabouts: Whereabouts[] = keys.map(() => ({ gone: 'unknown' }))
  for (const { position } of known) whereabouts[position] = { gone: 'loaded' }
  for (const { position, ...record } of found) whereabouts[position] = { record }
  return whereabouts
}

const CHAIN = `with recursive chain as (
    select keys.position, first.batch_no, first.row_number, first.replayed_by, first.replayed_row
    from keys
    inner join ledger.quarantine as first
      on first.batch_no = keys.batch_no and first.row_number = keys.row_number
    union all
    select chain.position, later.batch_no, later.row_number, later.replayed_by, later.replayed_row
    from chain
    inner join ledger.quarantine as later
      on later.batch_no = chain.replayed_by and later.row_number = chain.replayed_row
  )`
