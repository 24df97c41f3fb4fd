// file ── header ──▶ incoming (text) ── staging SQL, one pass ──▶ the source's table ── number, sort, rank ──▶ ledger.batch
//                     └▶ rejected (shape)                          └▶ problems (values) ─▶ ledger.quarantine
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { canonicalJson, sha256 } from '../core/hash.ts'
import type { Source } from '../core/source-schema.ts'
import type { WorkCounter } from '../core/work-counter.ts'
import { execute, inTransaction, queryRows } from '../warehouse/query.ts'
import { readSqlFile, type SqlFile } from '../warehouse/sql-file.ts'
import { fieldsRead } from '../warehouse/staging-file.ts'
import type { Archived } from './archive.ts'
import { contractNotes, DROPPED, DROPPED_IN_RAW } from './contract.ts'
import { exportedAt } from './exported-at.ts'
import { numberRows } from './number-rows.ts'
import { namedAs, openTable } from './read-table.ts'
import { nothingReady } from './ready-stage.ts'
import { requiredFields } from './row-problems.ts'
import { sortRows } from './stage.ts'
import { type Staged, stageFile } from './stage-file.ts'
import type { Ready, StagingWork } from './staging-work.ts'

/** What became of one file; `rowsRead` is always the sum of the other three. */
export interface LoadedFile {
  readonly file: string
  readonly source: string
  readonly batchNo: number
  /** True where the same bytes were loaded before under the same mapping: nothing was done. */
  readonly known: boolean
  readonly rowsRead: number
  readonly rowsLoaded: number
  readonly rowsUnchanged: number
  readonly rowsQuarantined: number
  readonly notes: readonly string[]
}

export interface LoadContext {
  readonly connection: DuckDBConnection
  readonly timezone: string
  readonly now: Date
  /** A folder for files under way. */
  readonly scratch: string
  /** False where the records must stay on the connection, in the view `incoming`: they are then read one by one. */
  readonly isFast?: boolean
  /** Counts what is read, for whoever watches. */
  readonly counter?: WorkCounter
  /** What earlier files have left ready on the connection. */
  readonly ready?: Ready
}

/**
 * Loads one archived file through its source mapping, in one transaction: whole, with its ledger entry, or not at all.
 * Throws HY-L-… where the file as a whole cannot be used.
 */
export async function loadFile(
  context: LoadContext,
  name: string,
  archived: Archived,
  source: Source,
  isTruncated = false,
): Promise<LoadedFile> {
  const { connection } = context
  const staging = readSqlFile(`1_staging/${source.entity}.sql`)
  refuseUnknownFields(source, staging)
  const mappingHash = sha256(canonicalJson(source))
  const timezone = source.timezone ?? context.timezone
  const exported = exportedAt(name, source, timezone)
  const known = await knownBatch(connection, name, { hash: archived.sha256, mapping: mappingHash, exported })
  if (known !== undefined) return known

  const place = { name, path: archived.path }
  try {
    await using table = await openTable(connection, place, source, staging, {
      isFast: context.isFast !== false,
      scratch: context.scratch,
      ...(context.counter === undefined ? {} : { counter: context.counter }),
    })
    const contract = await contractNotes(connection, name, source, table.header)
    const batch = { batchNo: await nextBatchNo(connection), exportedAt: exported, mappingHash }
    const isShown = context.isFast === false
    const job = {
      connection,
      source,
      staging,
      table,
      timezone,
      ...batch,
      ready: context.ready ?? nothingReady(),
      isShown,
    }
    const staged = await stageFile(job)
    const notes = () => [
      ...new Set([...(isTruncated ? ['truncated'] : []), ...contract, ...table.notes(), ...staged.notes]),
    ]
    return await keepOrTakeOut(connection, staged.table, batch.batchNo, () =>
      enterBatch(context, { name, archived, job, staged, notes: notes() }),
    )
  } catch (error) {
    throw namedAs(error, place)
  }
}

/** Rows that are in without their ledger entry are seen by nobody; where the entry fails, they go. */
async function keepOrTakeOut<Result>(
  connection: DuckDBConnection,
  table: string,
  batchNo: number,
  enter: () => Promise<Result>,
): Promise<Result> {
  try {
    return await inTransaction(connection, enter)
  } catch (error) {
    await execute(connection, `delete from ${table} where batch_no = $batch`, { batch: batchNo }).catch(() => undefined)
    throw error
  }
}

/** Numbers and sorts the rows, and writes the ledger's line last. Throws HY-L-008 where the file changed meanwhile. */
async function enterBatch(
  context: LoadContext,
  entry: { name: string; archived: Archived; job: StagingWork; staged: Staged; notes: readonly string[] },
): Promise<LoadedFile> {
  const { connection } = context
  const { name, archived, staged } = entry
  const { source, table, batchNo, exportedAt: exported, mappingHash } = entry.job
  if (staged.numbering !== undefined) await numberRows(connection, staged.table, batchNo, staged.numbering)
  const counts = await sortRows(staged.table, entry.job)
  const isInRaw = counts.misshapen > 0 && entry.notes.some((note) => note.startsWith(DROPPED))
  const notes = [
    ...entry.notes,
    ...(isInRaw ? [`${DROPPED_IN_RAW}=${counts.misshapen}`] : []),
    ...(counts.vanished === 0 ? [] : [`vanished=${counts.vanished}`]),
    ...(counts.repeated === 0 ? [] : [`repeated_keys=${counts.repeated}`]),
  ]
  await archived.kept()
  await archived.assertUnchanged()
  await execute(
    connection,
    `insert into ledger.batch values ($batch_no, $sha256, $source, $entity, $file_name, $byte_count, $encoding,
        $exported_at::timestamptz, $loaded_at::timestamptz, $read, $loaded, $unchanged, $quarantined, $notes, $fields, $column_names, $mapping_hash)`,
    {
      batch_no: batchNo,
      sha256: archived.sha256,
      source: source.source,
      entity: source.entity,
      file_name: name,
      byte_count: archived.byteCount,
      encoding: table.encoding,
      exported_at: exported,
      loaded_at: context.now.toISOString(),
      read: staged.read,
      loaded: counts.loaded,
      unchanged: counts.unchanged,
      quarantined: counts.quarantined,
      notes: notes.join('; '),
      fields: `,${[...Object.keys(source.columns), ...Object.keys(source.constants)].join(',')},`,
      column_names: table.header.names.join('\n'),
      mapping_hash: mappingHash,
    },
    'ledger.batch',
  )
  return {
    file: name,
    source: source.source,
    batchNo,
    known: false,
    rowsRead: staged.read,
    rowsLoaded: counts.loaded,
    rowsUnchanged: counts.unchanged,
    rowsQuarantined: counts.quarantined,
    notes,
  }
}

function refuseUnknownFields(source: Source, staging: SqlFile): void {
  const fields = fieldsRead(staging)
  const given = [...Object.keys(source.columns), ...Object.keys(source.constants)]
  const unknown = given.find((field) => !fields.includes(field))
  if (unknown !== undefined) {
    const details = { source: source.source, field: unknown, entity: source.entity, expected: fields.join(', ') }
    throw new HuiyinError('HY-L-007', details)
  }
  const lacking = requiredFields(staging, source).filter((field) => !given.includes(field))
  if (lacking.length > 0) {
    const expected = `the required field ${lacking.join(', ')} of ${source.entity}`
    throw new HuiyinError('HY-C-003', { file: `sources/ (${source.source})`, key: 'columns', expected, others: 0 })
  }
}

/** The batch of the same bytes under the same mapping, made at the same instant where the name tells one. */
async function knownBatch(
  connection: DuckDBConnection,
  name: string,
  batch: { hash: string; mapping: string; exported: string | null },
): Promise<LoadedFile | undefined> {
  const [row] = await queryRows<LoadedFile>(
    connection,
    `select source, batch_no as "batchNo", rows_read as "rowsRead", rows_loaded as "rowsLoaded",
        rows_unchanged as "rowsUnchanged", rows_quarantined as "rowsQuarantined"
     from ledger.batch
     where sha256 = $hash and mapping_hash = $mapping and exported_at is not distinct from $exported::timestamptz`,
    batch,
  )
  return row === undefined ? undefined : { ...row, file: name, known: true, notes: [] }
}

async function nextBatchNo(connection: DuckDBConnection): Promise<number> {
  const [row] = await queryRows<{ next: number }>(
    connection,
    `select coalesce(max(batch_no), 0) + 1 as next
     from (select batch_no from ledger.batch union all select batch_no from ledger.unloaded) as given`,
  )
  return row?.next ?? 1
}
