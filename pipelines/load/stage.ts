import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, identifier, literal, queryRows } from '../warehouse/query.ts'
import { entityOf, keyOf } from '../warehouse/source-table.ts'
import { rankVersions } from '../warehouse/supersession.ts'
import type { StageJob } from './insert-rows.ts'

export interface StageCounts {
  readonly loaded: number
  readonly unchanged: number
  readonly quarantined: number
  /** Keys that a full export no longer has. */
  readonly vanished: number
}

/**
 * Sorts the rows of a batch, which are in their source's table: those with a problem go to quarantine, those that say
 * nothing new are counted as unchanged, and the others are ranked among the versions of their keys.
 */
export async function sortRows(connection: DuckDBConnection, table: string, job: StageJob): Promise<StageCounts> {
  const batch = { batch: job.batchNo }
  for (const name of ['ledger.quarantine', 'ledger.unchanged_against', 'ledger.vanished'])
    await execute(connection, `delete from ${name} where batch_no = $batch`, batch)
  await enterVanished(connection, table, job)
  await quarantineRows(connection, table, job)
  const isRepeated = await findRepeated(connection, table, job)
  if (isRepeated) await takeOutUnchanged(connection, table, job)
  const [counts] = await queryRows<StageCounts>(
    connection,
    `select
        (select count(*) from ${table} where batch_no = $batch) as loaded,
        (select coalesce(sum(records), 0)::bigint from ledger.unchanged_against where batch_no = $batch) as unchanged,
        (select count(*) from ledger.quarantine where batch_no = $batch) as quarantined,
        (select count(*) from ledger.vanished where batch_no = $batch) as vanished`,
    batch,
  )
  return counts ?? { loaded: 0, unchanged: 0, quarantined: 0, vanished: 0 }
}

/** Where a source's exports are full: the keys of its earlier files that this one, the newest, does not have. */
async function enterVanished(connection: DuckDBConnection, table: string, job: StageJob): Promise<void> {
  if (job.source.extent !== 'full') return
  const key = identifier(keyOf(job.staging))
  const exported = job.exportedAt === null ? 'null' : `${literal(job.exportedAt)}::timestamptz`
  await execute(
    connection,
    `insert into ledger.vanished
     select distinct $batch, ${key} from ${table}
     where batch_no <> $batch and ${key} is not null
       and ${key} not in (select ${key} from ${table} where batch_no = $batch and ${key} is not null)
       and not exists (
         select 1 from ledger.batch where batch.source = $source and batch.exported_at > ${exported}
       )`,
    { batch: job.batchNo, source: job.source.source },
  )
}

async function quarantineRows(connection: DuckDBConnection, table: string, { batchNo }: StageJob): Promise<void> {
  await execute(
    connection,
    `insert into ledger.quarantine (batch_no, row_number, line_number, reason, raw)
     select ${batchNo}, row_number, line_number, reason, raw from rejected order by row_number`,
  )
  await execute(
    connection,
    `insert into ledger.quarantine (batch_no, row_number, line_number, reason, field, value, expected, raw)
     select batch_no, row_number, line_number, problem ->> 'reason', problem ->> 'field', problem ->> 'value',
       problem ->> 'expected', problem ->> 'raw'
     from ${table} where batch_no = ${batchNo} and problem is not null order by row_number`,
  )
  await execute(connection, `delete from ${table} where batch_no = ${batchNo} and problem is not null`)
}

/** `repeated`: the keys of the batch that have more than one version, in the batch or with earlier ones. */
async function findRepeated(connection: DuckDBConnection, table: string, job: StageJob): Promise<boolean> {
  const key = identifier(keyOf(job.staging))
  const stored = `staging.${entityOf(job.staging)}`
  await execute(
    connection,
    `create or replace temp table repeated as
     select ${key} as row_key from ${table} where batch_no = ${job.batchNo} group by 1 having count(*) > 1`,
  )
  const [others] = await queryRows<{ has: boolean }>(
    connection,
    `select exists (select 1 from ${stored} where batch_no <> ${job.batchNo}) as has`,
  )
  if (others?.has === true) {
    await execute(
      connection,
      `insert into repeated
       select distinct row_key from ${stored}
       where batch_no <> ${job.batchNo} and row_key in (select ${key} from ${table} where batch_no = ${job.batchNo})`,
    )
  }
  const [found] = await queryRows<{ has: boolean }>(connection, 'select exists (select 1 from repeated) as has')
  return found?.has === true
}

/**
 * Rows of the batch that equal the version before them, be it in the same file or the newest one of an export that is
 * not younger, go; the rest is ranked.
 */
async function takeOutUnchanged(connection: DuckDBConnection, table: string, job: StageJob): Promise<void> {
  const { batchNo } = job
  const entity = entityOf(job.staging)
  await execute(
    connection,
    `create or replace temp table unchanged as
    with version as (
      select batch_no, row_number, row_key, row_hash, version_at from staging.${entity}
      where row_key in (select row_key from repeated)
    ), fresh as (
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
    select fresh.row_number, case when within_file.row_hash is null then earlier.batch_no else ${batchNo} end as against
    from fresh
    left join within_file on within_file.row_number = fresh.row_number
    left join earlier on earlier.row_number = fresh.row_number and earlier.recency = 1
    where coalesce(within_file.row_hash, earlier.row_hash) = fresh.row_hash`,
    {},
    job.staging.path,
  )
  await execute(
    connection,
    `insert into ledger.unchanged_against select ${batchNo}, against, count(*) from unchanged group by against`,
  )
  await execute(
    connection,
    `delete from ${table} where batch_no = ${batchNo} and row_number in (select row_number from unchanged)`,
  )
  await rankVersions(connection, entity, 'select row_key from repeated')
}
