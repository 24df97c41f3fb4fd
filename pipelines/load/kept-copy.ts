import type { DuckDBConnection } from '@duckdb/node-api'
import { queryRows } from '../warehouse/query.ts'

/** What a copy in the archive was loaded as, by the ledger. */
export interface KeptCopy {
  readonly file: string
  readonly source: string
}

/** Names of kept copies: the hash of the original bytes, its extension, Zstandard's. */
const KEPT = /^([0-9a-f]{64})(?:\.[^.]+)?\.zst$/

/**
 * What the ledger says of a file of this name, where it is a kept copy: how it was called when it was loaded last, taken
 * back or not, and through which source. Undefined for other files.
 */
export async function keptCopy(connection: DuckDBConnection, name: string): Promise<KeptCopy | undefined> {
  const hash = KEPT.exec(name)?.[1]
  if (hash === undefined) return undefined
  const [kept] = await queryRows<KeptCopy>(
    connection,
    `select file_name as file, source
     from (
       select file_name, source, batch_no from ledger.batch where sha256 = $hash
       union all
       select file_name, source, batch_no from ledger.unloaded where sha256 = $hash
     ) as known
     order by batch_no desc limit 1`,
    { hash },
  )
  return kept
}
