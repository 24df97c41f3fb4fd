import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, identifier, literal, queryRows } from '../warehouse/query.ts'
import { entityOf, keyOf } from '../warehouse/source-table.ts'
import { emptyVersions, rankVersions } from '../warehouse/supersession.ts'
import type { StagingWork } from './staging-work.ts'

export interface StageCounts {
  readonly loaded: number
  readonly unchanged: number
  readonly quarantined: number
  /** Of the quarantined: those whose shape is wrong, kept as text. */
  readonly misshapen: number
  /** Keys that a full export no longer has. */
  readonly vanished: number
  /** Rows with the key of a later row that says something else. */
  readonly repeated: number
}

type Batch = Pick<StagingWork, 'connection' | 'staging' | 'source' | 'batchNo' | 'exportedAt'>

/**
 * Sorts the rows of a batch, which are in their source's table: those with a problem go to quarantine, those that say
 * nothing new are counted as unchanged, and the others are ranked among the versions of their keys.
 */
export async function sortRows(table: string, batch: Batch): Promise<StageCounts> {
  const { connection, batchNo, staging } = batch
  const vanished = batch.source.extent === 'full' ? await enterVanished(table, batch) : 0
  const { quarantined, misshapen } = await quarantineRows(table, batch)
  const isRepeated = (await collectVersions(table, batch)) > 0
  const unchanged = isRepeated ? await takeOutUnchanged(table, batch) : 0
  const repeated = isRepeated ? await repeatedKeys(connection, batchNo) : 0
  if (isRepeated) await rankVersions(connection, entityOf(staging))
  const [kept] = await queryRows<{ n: number }>(
    connection,
    `select count(*) as n from ${table} where batch_no = ${batchNo}`,
  )
  return { loaded: kept?.n ?? 0, unchanged, quarantined, misshapen, vanished, repeated }
}

/** Makes the temporary tables that `sortRows` needs, where they are missing. */
export async function createSortTables(connection: DuckDBConnection): Promise<void> {
  await emptyVersions(connection)
  await execute(connection, 'create temp table if not exists unchanged (row_number integer, against_batch_no integer)')
}

/** Where a source's exports are full: the keys of its earlier files that this one, the newest, does not have. */
async function enterVanished(table: string, { connection, staging, source, ...batch }: Batch): Promise<number> {
  const key = identifier(keyOf(staging))
  const exported = batch.exportedAt === null ? 'null' : `${literal(batch.exportedAt)}::timestamptz`
  return execute(
    connection,
    `insert into ledger.vanished
     select distinct $batch, ${key} from ${table}
     where batch_no <> $batch and ${key} is not null
       and ${key} not in (select ${key} from ${table} where batch_no = $batch and ${key} is not null)
       and not exists (
         select 1 from ledger.batch where batch.source = $source and batch.exported_at > ${exported}
       )`,
    { batch: batch.batchNo, source: source.source },
  )
}

/** The rows of a file that another one of the same key follows: of a case twice only the later row counts. */
async function repeatedKeys(connection: DuckDBConnection, batchNo: number): Promise<number> {
  const [found] = await queryRows<{ n: number }>(
    connection,
    `select count(*) - count(distinct row_key) as n from version where batch_no = ${batchNo}`,
  )
  return found?.n ?? 0
}

/** What is no record goes to quarantine, and records with a value that cannot be. */
async function quarantineRows(
  table: string,
  { connection, batchNo }: Batch,
): Promise<Pick<StageCounts, 'quarantined' | 'misshapen'>> {
  const [found] = await queryRows<{ misshapen: number; faulty: number }>(
    connection,
    `select (select count(*) from rejected) as misshapen,
       (select count(*) from ${table} where batch_no = ${batchNo} and problem is not null) as faulty`,
  )
  const { misshapen = 0, faulty = 0 } = found ?? {}
  if (misshapen > 0) await keepMisshapen(connection, batchNo)
  if (faulty > 0) await moveFaulty(connection, table, batchNo)
  return { quarantined: misshapen + faulty, misshapen }
}

async function keepMisshapen(connection: DuckDBConnection, batchNo: number): Promise<void> {
  await execute(
    connection,
    `insert into ledger.quarantine (batch_no, row_number, line_number, reason, raw)
     select ${batchNo}, row_number, line_number, reason, raw from rejected order by row_number`,
  )
}

async function moveFaulty(connection: DuckDBConnection, table: string, batchNo: number): Promise<void> {
  await execute(
    connection,
    `insert into ledger.quarantine (batch_no, row_number, line_number, reason, field, value, expected, raw)
     select batch_no, row_number, line_number, problem ->> 'reason', problem ->> 'field', problem ->> 'value',
       problem ->> 'expected', problem ->> 'raw'
     from ${table} where batch_no = ${batchNo} and problem is not null order by row_number`,
  )
  await execute(connection, `delete from ${table} where batch_no = ${batchNo} and problem is not null`)
}

/**
 * Puts into the table `version` the rows of the batch whose key stands more than once, in the batch or with earlier
 * ones, and these earlier ones. Returns how many.
 */
async function collectVersions(table: string, batch: Batch): Promise<number> {
  const { connection, staging, batchNo } = batch
  const key = identifier(keyOf(staging))
  const stored = `versions.${entityOf(staging)}`
  await createSortTables(connection)
  const [others] = await queryRows<{ has: boolean }>(
    connection,
    `select exists (select 1 from ${stored} where batch_no <> ${batchNo}) as has`,
  )
  const earlier = others?.has === true ? await collectEarlier(table, batch) : 0
  const known = earlier === 0 ? '' : 'union select row_key from version'
  const fresh = await execute(
    connection,
    `insert into version
     select batch_no, row_number, ${key}, version_at, row_hash from ${table}
     where batch_no = ${batchNo} and ${key} in (
       select ${key} from ${table} where batch_no = ${batchNo} group by ${key} having count(*) > 1 ${known}
     )`,
    {},
    table,
  )
  return earlier + fresh
}

/** Between its least and its greatest key first: of a long history, most is then passed over without being read. */
async function collectEarlier(table: string, { connection, staging, batchNo }: Batch): Promise<number> {
  const stored = `versions.${entityOf(staging)}`
  const key = identifier(keyOf(staging))
  const [range] = await queryRows<{ least: string | null; greatest: string | null }>(
    connection,
    `select min(${key}) as least, max(${key}) as greatest from ${table} where batch_no = ${batchNo}`,
  )
  if (range?.least == null || range.greatest === null) return 0
  return execute(
    connection,
    `insert into version
     select batch_no, row_number, row_key, version_at, row_hash from ${stored}
     where batch_no <> ${batchNo} and row_key between ${literal(range.least)} and ${literal(range.greatest)}
       and row_key in (select ${key} from ${table} where batch_no = ${batchNo})`,
    {},
    stored,
  )
}

/**
 * Takes out the rows of the batch that equal the version before them, be it in the same file or the newest one of an
 * export that is not younger, of the table and of `version`. Returns how many.
 */
async function takeOutUnchanged(table: string, { connection, staging, batchNo }: Batch): Promise<number> {
  await execute(connection, 'delete from unchanged')
  const count = await execute(
    connection,
    `insert into unchanged
    with fresh as (
      select * from version where batch_no = ${batchNo}
    ), earlier as (
      select fresh.row_number, stored.row_hash, stored.batch_no,
        row_number() over (
          partition by fresh.row_number
          order by stored.version_at desc nulls last, stored.batch_no desc, stored.row_number desc
        ) as recency
      from version as stored
      inner join fresh on stored.row_key = fresh.row_key
        and (stored.version_at is null or fresh.version_at is null or stored.version_at <= fresh.version_at)
      where stored.batch_no <> ${batchNo}
    ), within_file as (
      select row_number, lag(row_hash) over (partition by row_key order by row_number) as row_hash from fresh
    )
    select fresh.row_number, case when within_file.row_hash is null then earlier.batch_no else ${batchNo} end
    from fresh
    left join within_file on within_file.row_number = fresh.row_number
    left join earlier on earlier.row_number = fresh.row_number and earlier.recency = 1
    where coalesce(within_file.row_hash, earlier.row_hash) = fresh.row_hash`,
    {},
    staging.path,
  )
  if (count === 0) return 0
  await execute(
    connection,
    `insert into ledger.unchanged_against select ${batchNo}, against_batch_no, count(*) from unchanged group by against_batch_no`,
  )
  for (const name of [table, 'version'])
    await execute(
      connection,
      `delete from ${name} where batch_no = ${batchNo} and row_number in (select row_number from unchanged)`,
    )
  return count
}
