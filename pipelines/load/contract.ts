import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import type { Source } from '../core/source-schema.ts'
import { queryRows } from '../warehouse/query.ts'
import type { Header } from './header.ts'
import { personalKind } from './propose/personal-data.ts'

/** Opens the ledger's note on columns of personal data that no mapping wants: of them nothing is stored, but for the next. */
export const DROPPED = 'personal_dropped'
/** Opens the note on how many rows are in quarantine as text, since their shape does not tell where such a column stands. */
export const DROPPED_IN_RAW = 'personal_in_raw'

/**
 * What the ledger says of a file's columns: those that are not loaded, those that are new since the source's last file,
 * those that the mapping names and the file lacks. Throws HY-L-012 where the source's contract refuses new columns.
 */
export async function contractNotes(
  connection: DuckDBConnection,
  file: string,
  source: Source,
  header: Header,
): Promise<string[]> {
  const rows = await queryRows<{ names: string }>(
    connection,
    'select distinct column_names as names from ledger.batch where source = $source',
    { source: source.source },
  )
  const known = new Set(rows.flatMap((row) => row.names.split('\n')))
  const fresh = rows.length === 0 ? [] : header.unmapped.filter((name) => !known.has(name))
  if (fresh.length > 0 && source.contract.new_columns === 'refuse') {
    throw new HuiyinError('HY-L-012', { file, columns: fresh.join(', '), source: source.source })
  }
  return [
    ...listed('new_columns', fresh),
    ...listed('missing_columns', header.missing),
    ...listed('ambiguous_columns', header.ambiguous),
    ...listed(
      'not_loaded',
      header.unmapped.filter((name) => !isPersonal(name)),
    ),
    ...listed(DROPPED, header.unmapped.filter(isPersonal)),
  ]
}

function isPersonal(name: string): boolean {
  return personalKind(name, new Map()) !== undefined
}

function listed(key: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${key}=${names.join(', ')}`]
}
