import type { DuckDBConnection } from '@duckdb/node-api'
import type { Source } from '../core/settings-schema.ts'
import { execute, identifier, literal, queryRows } from '../warehouse/query.ts'
import type { Column, SqlFile } from '../warehouse/sql-file.ts'
import { baseField, codedFields, fieldsRead, requiredByEntity } from '../warehouse/staging-file.ts'

export interface StageJob {
  readonly staging: SqlFile
  readonly source: Source
  /** The fields that the file or the mapping's constants give; what else the staging file reads is null. */
  readonly present: ReadonlySet<string>
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
  const table = job.staging.name
  const batch = { batch: job.batchNo }
  for (const name of [table, 'ledger.quarantine', 'ledger.unchanged_against'])
    await execute(connection, `delete from ${name} where batch_no = $batch`, batch)
  await execute(connection, insertSql(job), {}, job.staging.path)
  await quarantineRejected(connection, job)
  if (await hasProblems(connection, job)) await quarantineProblems(connection, job)
  await execute(connection, unchangedSql(job), {}, job.staging.path)
  await execute(
    connection,
    'insert into ledger.unchanged_against select $batch, against, count(*) from unchanged group by against',
    batch,
  )
  await execute(
    connection,
    `delete from ${table} where batch_no = $batch and row_number in (select row_number from unchanged)`,
    batch,
  )
  const [counts] = await queryRows<StageCounts>(
    connection,
    `select
        (select count(*) from ${table} where batch_no = $batch) as loaded,
        (select count(*) from unchanged) as unchanged,
        (select count(*) from ledger.quarantine where batch_no = $batch) as quarantined,
        ${job.source.key === 'content' ? '(select count(*) - count(distinct content_key) from incoming)' : '0'} as duplicates`,
    batch,
  )
  return counts ?? { loaded: 0, unchanged: 0, quarantined: 0, duplicates: 0 }
}

/** The records, typed, with number of the batch, version, content hash and key in front. */
function insertSql(job: StageJob): string {
  const { staging, source, batchNo, exportedAt } = job
  const key = staging.tags['key'] ?? ''
  const exported = exportedAt === null ? 'null::timestamptz' : `${literal(exportedAt)}::timestamptz`
  const version = staging.columns.some((column) => column.name === 'updated_at')
    ? `coalesce(updated_at, ${exported})`
    : exported
  const byContent = source.key === 'content'
  const rowKey = byContent
    ? `'row-' || content_key || '-' || row_number() over (partition by content_key order by row_number)`
    : identifier(key)
  const columns = staging.columns.map(({ name }) =>
    byContent && name === key ? `${rowKey} as ${identifier(name)}` : identifier(name),
  )
  const hashed = staging.columns.filter(({ name, role }) => job.present.has(baseField(name)) || role === 'key')
  const names = staging.columns.map(({ name }) => identifier(name))
  return `insert into ${staging.name}
    (batch_no, row_number, line_number, version_at, row_hash, row_key, ${names.join(', ')})
    with typed as (${typedSql(job)})
    select ${batchNo}, row_number, line_number, ${version}, hash(${hashedColumns(hashed)}), ${rowKey}, ${columns.join(', ')}
    from typed`
}

function hashedColumns(columns: readonly Column[]): string {
  return columns.map((column) => identifier(column.name)).join(', ')
}

/** The staging file's query, on what this source gives: fields that it does not give are null. */
function typedSql({ staging, present }: StageJob): string {
  return staging.sql
    .trim()
    .replaceAll(/\bincoming\.([a-z_]+)/g, (read, field: string) =>
      present.has(baseField(field)) ? read : 'null::varchar',
    )
    .replace(/^select/, 'select incoming.row_number, incoming.line_number, incoming.content_key,')
}

/** Fields with a type other than text that this source gives: the ones whose text may not be readable. */
function checkedFields(staging: SqlFile, present: ReadonlySet<string>): string[] {
  const read = new Set(fieldsRead(staging))
  return staging.columns
    .filter(({ name, type }) => type !== 'VARCHAR' && read.has(name) && present.has(name))
    .map(({ name }) => name)
}

interface Problem {
  readonly condition: string
  readonly reason: 'missing' | 'bad_value' | 'unknown_value' | 'out_of_range'
  readonly field: string
  readonly expected: string
}

/** The fields without which a record of this source is none. */
export function requiredFields(staging: SqlFile, source: Source): string[] {
  const required = requiredByEntity(staging)
  return source.key === 'field' ? required : required.filter((field) => field !== staging.tags['key'])
}

/** What can be wrong with a row, in the order in which it is named. */
function possibleProblems({ staging, source, present }: StageJob): Problem[] {
  const typeOf = (field: string) => staging.columns.find((column) => column.name === field)?.type ?? ''
  return [
    ...requiredFields(staging, source).map(
      (field): Problem => ({
        condition: `incoming.${field} is null`,
        reason: 'missing',
        field,
        expected: typeOf(field),
      }),
    ),
    ...checkedFields(staging, present).map(
      (field): Problem => ({
        condition: `(incoming.${field} is not null and staged.${field} is null)`,
        reason: 'bad_value',
        field,
        expected: typeOf(field),
      }),
    ),
    ...contractProblems(staging, source, typeOf),
  ]
}

/** What the source's contract adds: values without a code, and values outside of what is believed. */
function contractProblems(staging: SqlFile, source: Source, typeOf: (field: string) => string): Problem[] {
  const coded = [...codedFields(staging).keys()]
  const unknown =
    source.contract.unknown_values === 'list' ? [] : coded.filter((field) => source.columns[field] !== undefined)
  const ranges = Object.entries(source.columns).flatMap(([field, column]): Problem[] => {
    if (typeof column === 'string') return []
    const bounds = [column.min, column.max].map((bound) =>
      bound === undefined ? undefined : `${literal(String(bound))}::${typeOf(field)}`,
    )
    const [low, high] = bounds
    const tests = [
      ...(low === undefined ? [] : [`staged.${field} < ${low}`]),
      ...(high === undefined ? [] : [`staged.${field} > ${high}`]),
    ]
    const expected = `${column.min ?? ''} … ${column.max ?? ''}`
    return tests.length === 0 ? [] : [{ condition: `(${tests.join(' or ')})`, reason: 'out_of_range', field, expected }]
  })
  return [
    ...unknown.map(
      (field): Problem => ({
        condition: `staged.${field} = 'unmapped'`,
        reason: 'unknown_value',
        field,
        expected: 'code',
      }),
    ),
    ...ranges,
  ]
}

/** Compares counts only, which is cheap: whether a required value is missing, or a text did not become its type. */
async function hasProblems(connection: DuckDBConnection, job: StageJob): Promise<boolean> {
  const problems = possibleProblems(job)
  if (problems.some(({ reason }) => reason === 'unknown_value' || reason === 'out_of_range')) return true
  const counted = problems.map(({ reason, field }, index) => ({ reason, field, name: `n${index}` }))
  const texts = counted.map(({ field, name }) => `count(incoming.${field}) as ${name}`).join(', ')
  const values = counted.map(({ field, name }) => `count(${field}) as ${name}`).join(', ')
  const [text] = await queryRows<Record<string, number>>(
    connection,
    `select count(*) as records, ${texts} from incoming`,
  )
  const [value] = await queryRows<Record<string, number>>(
    connection,
    `select ${values} from ${job.staging.name} where batch_no = ${job.batchNo}`,
  )
  return counted.some(({ reason, name }) => text?.[name] !== (reason === 'missing' ? text?.['records'] : value?.[name]))
}

async function quarantineRejected(connection: DuckDBConnection, { batchNo }: StageJob): Promise<void> {
  await execute(
    connection,
    `insert into ledger.quarantine (batch_no, row_number, line_number, reason, raw)
     select ${batchNo}, row_number, line_number, reason, raw from rejected order by row_number`,
  )
}

/** Moves the rows with a problem from staging to quarantine; the first problem of each is named. */
async function quarantineProblems(connection: DuckDBConnection, job: StageJob): Promise<void> {
  const { staging, batchNo } = job
  const problems = possibleProblems(job)
  const pick = (give: (problem: Problem) => string) =>
    `case ${problems.map((problem) => `when ${problem.condition} then ${give(problem)}`).join(' ')} end`
  await execute(
    connection,
    `insert into ledger.quarantine (batch_no, row_number, line_number, reason, field, value, expected, raw)
     select ${batchNo}, incoming.row_number, incoming.line_number, ${pick(({ reason }) => literal(reason))},
       ${pick(({ field }) => literal(field))}, ${pick(({ field }) => `incoming.${field}`)}, ${pick(({ expected }) => literal(expected))},
       to_json(incoming_cell)::varchar
     from incoming
     inner join incoming_cell on incoming_cell.row_number = incoming.row_number
     inner join ${staging.name} as staged on staged.row_number = incoming.row_number and staged.batch_no = ${batchNo}
     where ${problems.map((problem) => problem.condition).join(' or ')}
     order by incoming.row_number`,
    {},
    staging.path,
  )
  await execute(
    connection,
    `delete from ${staging.name} where batch_no = ${batchNo}
       and row_number in (select row_number from ledger.quarantine where batch_no = ${batchNo})`,
  )
}

/**
 * `unchanged`: rows of the batch that equal the version before them, be it in the same file or the newest one of an
 * export that is not younger.
 */
function unchangedSql({ staging, batchNo }: StageJob): string {
  return `create or replace temp table unchanged as
    with fresh as (
      select row_number, row_key, row_hash, version_at from ${staging.name} where batch_no = ${batchNo}
    ), twin as (
      select row_key from fresh group by row_key having count(*) > 1
    ), earlier as (
      select fresh.row_number, stored.row_hash, stored.batch_no,
        row_number() over (
          partition by fresh.row_number
          order by stored.version_at desc nulls last, stored.batch_no desc, stored.row_number desc
        ) as recency
      from ${staging.name} as stored
      inner join fresh on stored.row_key = fresh.row_key
        and (stored.version_at is null or fresh.version_at is null or stored.version_at <= fresh.version_at)
      where stored.batch_no <> ${batchNo}
    ), within_file as (
      select fresh.row_number, lag(fresh.row_hash) over (partition by fresh.row_key order by fresh.row_number) as row_hash
      from fresh inner join twin on twin.row_key = fresh.row_key
    )
    select fresh.row_number, case when within_file.row_hash is null then earlier.batch_no else ${batchNo} end as against
    from fresh
    left join within_file on within_file.row_number = fresh.row_number
    left join earlier on earlier.row_number = fresh.row_number and earlier.recency = 1
    where coalesce(within_file.row_hash, earlier.row_hash) = fresh.row_hash`
}
