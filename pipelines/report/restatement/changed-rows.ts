import type { DuckDBConnection } from '@duckdb/node-api'
import { identifier, queryRows } from '../../warehouse/query.ts'
import type { Snapshot } from '../../warehouse/snapshot.ts'
import { readSqlFolder } from '../../warehouse/sql-file.ts'
import { fieldsRead } from '../../warehouse/staging-file.ts'
import type { FactFilter } from '../figure.ts'

/** Facts whose rows a report's figures count, with their key and the day that puts a row into a period. */
export const COUNTED_FACTS = {
  complaint: { key: 'complaint_id', day: 'received_on' },
  survey: { key: 'survey_id', day: 'sent_on' },
} as const
export type CountedFact = keyof typeof COUNTED_FACTS

/** How many rows of a fact are not as an earlier snapshot had them, each counted under the first that applies. */
export interface ChangedRows {
  /** New, from a file that had been in quarantine. */
  readonly replayed: number
  /** New, from a file that was loaded since. */
  readonly late: number
  /** A value that was there is another one, or is gone. */
  readonly corrected: number
  /** Something was filled in, or the case went on; no value that was there is another one. */
  readonly progressed: number
  /** No longer there. */
  readonly gone: number
}

type Cells = Readonly<Record<string, string | null>>
/** What a case's course changes by itself. */
const COURSE = [
  'status',
  'status_source',
  'owner',
  'owner_role',
  'transfer_count',
  'contact_count',
  'handling',
  'is_escalated',
]

type Filter = ReturnType<FactFilter>
const EVERY_ROW: Filter = { sql: 'true', parameters: {} }

/** Compares the rows of a fact up to a day that a report's filters let through, as two snapshots have them. */
export async function changedRows(
  earlier: Snapshot,
  later: Snapshot,
  fact: CountedFact,
  until: string,
  filter: Filter = EVERY_ROW,
): Promise<ChangedRows> {
  const columns = await comparedColumns(earlier.database.connection, later.database.connection, fact)
  const [before, after] = await Promise.all(
    [earlier, later].map((snapshot) => fingerprints(snapshot.database.connection, fact, columns, until, filter)),
  )
  const replayedBatches = await batchesReplayed(later.database.connection)
  const added = [...(after ?? [])].filter(([key]) => !before?.has(key))
  const changed = [...(after ?? [])].filter(([key, row]) => before?.has(key) && before.get(key)?.hash !== row.hash)
  const [was, is] = await Promise.all(
    [earlier, later].map((snapshot) => {
      return cellsOf(
        snapshot.database.connection,
        fact,
        columns,
        changed.map(([key]) => key),
      )
    }),
  )
  const corrected = changed.filter(([key]) => isCorrected(was?.get(key), is?.get(key))).length
  const replayed = added.filter(([, { batch }]) => replayedBatches.has(batch)).length
  return {
    replayed,
    late: added.length - replayed,
    corrected,
    progressed: changed.length - corrected,
    gone: [...(before ?? [])].filter(([key]) => !after?.has(key)).length,
  }
}

function isCorrected(was: Cells | undefined, is: Cells | undefined): boolean {
  return Object.entries(was ?? {}).some(([column, value]) => {
    return value !== null && !COURSE.includes(column) && is?.[column] !== value
  })
}

/** What exports give, rather than what the as-of makes of it, and both snapshots have. */
async function comparedColumns(earlier: DuckDBConnection, later: DuckDBConnection, fact: CountedFact) {
  const staging = readSqlFolder('1_staging').find(({ name }) => name === `staging.${fact}`)
  const given = new Set(staging === undefined ? [] : fieldsRead(staging))
  const [a, b] = await Promise.all([earlier, later].map((connection) => columnsOf(connection, fact)))
  return (a ?? []).filter((column) => b?.includes(column) && given.has(column)).sort()
}

async function columnsOf(connection: DuckDBConnection, fact: CountedFact): Promise<string[]> {
  const sql = `select column_name from information_schema.columns where table_schema = 'facts' and table_name = $fact`
  return (await queryRows<{ column_name: string }>(connection, sql, { fact })).map((row) => row.column_name)
}

async function fingerprints(
  connection: DuckDBConnection,
  fact: CountedFact,
  columns: string[],
  until: string,
  filter: Filter,
) {
  const { key, day } = COUNTED_FACTS[fact]
  const row = columns.map((column) => `${identifier(column)} := cast(${identifier(column)} as varchar)`).join(', ')
  const sql = `select ${key} as key, batch_no as batch, md5(cast(struct_pack(${row}) as varchar)) as hash
from facts.${fact} where ${day} <= cast($until as date) and ${filter.sql}`
  const parameters = { ...filter.parameters, until }
  const rows = await queryRows<{ key: string; batch: number; hash: string }>(connection, sql, parameters)
  return new Map(rows.map(({ key: id, ...rest }) => [id, rest]))
}

async function cellsOf(connection: DuckDBConnection, fact: CountedFact, columns: string[], keys: string[]) {
  if (keys.length === 0) return new Map<string, Cells>()
  const { key } = COUNTED_FACTS[fact]
  const shown = columns.map((column) => `cast(${identifier(column)} as varchar) as ${identifier(column)}`)
  const sql = `select ${key} as "key of row", ${shown.join(', ')} from facts.${fact}
where list_contains(cast(cast($keys as json) as varchar[]), ${key})`
  const rows = await queryRows<Record<string, string | null>>(connection, sql, { keys: JSON.stringify(keys) })
  return new Map(rows.map(({ 'key of row': id, ...cells }) => [id ?? '', cells]))
}

async function batchesReplayed(connection: DuckDBConnection): Promise<ReadonlySet<number>> {
  const sql = 'select batch_no from marts.reconciliation where rows_replayed > 0'
  const rows = await queryRows<{ batch_no: number }>(connection, sql).catch(() => [])
  return new Set(rows.map((row) => row.batch_no))
}
