import type { DuckDBConnection } from '@duckdb/node-api'
import type { Source } from '../core/settings-schema.ts'
import { execute, identifier, literal, queryRows } from '../warehouse/query.ts'
import type { Column, SqlFile } from '../warehouse/sql-file.ts'
import { fieldsRead } from './incoming.ts'

export interface StageJob {
  readonly staging: SqlFile
  readonly source: Source
  readonly batchNo: number
  readonly exportedAt: string | null
}

export interface StageCounts {
  readonly loaded: number
  readonly unchanged: number
  readonly quarantined: number
  /** Records without a number of their own that stand more than once, word for word; all of them are kept. */
  readonly duplicates: number
}

/**
 * Types the incoming records and sorts them: new versions into the staging table, records that say nothing new are
 * counted as unchanged, records with a value that cannot be read or a required one missing go to quarantine.
 */
export async function stageRows(connection: DuckDBConnection, job: StageJob): Promise<StageCounts> {
  await execute(connection, stagedSql(job), {}, job.staging.path)
  await execute(connection, versionedSql(job), {}, job.staging.path)
  for (const table of [job.staging.name, 'ledger.quarantine']) {
    await execute(connection, `delete from ${table} where batch_no = $batch`, { batch: job.batchNo })
  }
  await execute(connection, quarantineSql(job))
  const columns = job.staging.columns.map((column) => identifier(column.name)).join(', ')
  await execute(
    connection,
    `insert into ${job.staging.name}
     select ${job.batchNo}, row_number, line_number, version_at, row_hash, row_key, ${columns}
     from versioned where not is_unchanged order by row_number`,
  )
  const [counts] = await queryRows<StageCounts>(
    connection,
    `select count(*) filter (where not is_unchanged) as loaded, count(*) filter (where is_unchanged) as unchanged,
        count(*) filter (where occurrence > 1) as duplicates,
        (select count(*) from ledger.quarantine where batch_no = ${job.batchNo}) as quarantined
     from versioned`,
  )
  return counts ?? { loaded: 0, unchanged: 0, quarantined: 0, duplicates: 0 }
}

/** `staged`: one typed row a record, beside what is wrong with it (`problems`, null where nothing is). */
function stagedSql({ staging, source }: StageJob): string {
  const fields = new Set(fieldsRead(staging))
  const keyByContent = source.key === 'content'
  const required = (staging.tags['requires'] ?? '')
    .split(', ')
    .filter((field) => !(keyByContent && field === staging.tags['key']))
  const findings = [
    ...required.map((field) => finding(field, `incoming.${field} is null`, 'missing', typeOf(staging, field))),
    ...staging.columns
      .filter((column) => column.type !== 'VARCHAR' && fields.has(column.name))
      .map(({ name, type }) =>
        finding(name, `incoming.${name} is not null and typed.${name} is null`, 'bad_value', type),
      ),
  ]
  const typed = staging.sql
    .trim()
    .replace(/^select/, 'select incoming.row_number, incoming.line_number, incoming.content_key,')
  return `create or replace temp table staged as
    with typed as (${typed})
    select typed.*, list_filter([${findings.join(', ')}], lambda item: item is not null) as problems
    from typed join incoming using (row_number)`
}

function finding(field: string, condition: string, reason: string, expected: string): string {
  return `case when ${condition} then {'reason': ${literal(reason)}, 'field': ${literal(field)}, 'value': incoming.${identifier(field)}, 'expected': ${literal(expected)}} end`
}

function typeOf(staging: SqlFile, field: string): string {
  return staging.columns.find((column) => column.name === field)?.type ?? ''
}

/** `versioned`: the good rows with key, content hash, version instant, and whether the warehouse knew all that before. */
function versionedSql({ staging, source, exportedAt }: StageJob): string {
  const key = staging.tags['key'] ?? ''
  const exported = exportedAt === null ? 'null::timestamptz' : `${literal(exportedAt)}::timestamptz`
  const version = staging.columns.some((column) => column.name === 'updated_at')
    ? `coalesce(updated_at, ${exported})`
    : exported
  const occurrence = 'row_number() over (partition by content_key order by row_number)'
  const rowKey = source.key === 'content' ? `'row-' || content_key || '-' || ${occurrence}` : key
  const replaced = source.key === 'content' ? `keyed.row_key as ${identifier(key)}` : identifier(key)
  const others = staging.columns.filter((column) => column.name !== key).map((column) => identifier(column.name))
  return `create or replace temp table versioned as
    with hashed as (
      select *, ${contentHash(staging.columns.filter((column) => column.name !== key || source.key === 'field'))} as content_hash
      from staged where len(problems) = 0
    ), keyed as (
      select *, ${version} as version_at, ${rowKey} as row_key,
        ${source.key === 'content' ? occurrence : '1'} as occurrence
      from hashed
    ), known as (
      select earlier.row_key, earlier.row_hash, keyed.row_number
      from keyed join ${staging.name} as earlier
        on earlier.row_key = keyed.row_key
        and (earlier.version_at is null or keyed.version_at is null or earlier.version_at <= keyed.version_at)
      qualify row_number() over (partition by keyed.row_number order by earlier.version_at desc nulls last, earlier.batch_no desc, earlier.row_number desc) = 1
    )
    select keyed.row_number, keyed.line_number, keyed.version_at, keyed.content_hash as row_hash, keyed.row_key, keyed.occurrence,
      ${replaced}, ${others.join(', ')},
      coalesce(lag(keyed.content_hash) over (partition by keyed.row_key order by keyed.row_number), known.row_hash) is not distinct from keyed.content_hash as is_unchanged
    from keyed left join known on known.row_number = keyed.row_number`
}

function contentHash(columns: readonly Column[]): string {
  const texts = columns.map((column) => `coalesce(${identifier(column.name)}::varchar, chr(30))`)
  return `md5(concat_ws(chr(31), ${texts.join(', ')}))`
}

function quarantineSql({ batchNo }: StageJob): string {
  return `insert into ledger.quarantine
    select ${batchNo}, row_number, line_number, reason, null, null, null, raw from rejected
    union all
    select ${batchNo}, staged.row_number, staged.line_number, staged.problems[1].reason, staged.problems[1].field,
      staged.problems[1].value, staged.problems[1].expected, to_json(incoming)::varchar
    from staged join incoming using (row_number) where len(staged.problems) > 0
    order by 2`
}
