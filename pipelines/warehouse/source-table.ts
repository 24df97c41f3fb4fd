import type { DuckDBConnection } from '@duckdb/node-api'
import { sha256 } from '../core/hash.ts'
import { execute, identifier, literal, queryRows } from './query.ts'
import { readSqlFolder, type SqlFile } from './sql-file.ts'

/** Columns that every staged table has in front of the entity's own: which row of which file, and its version. */
const LINEAGE = {
  batch_no: 'INTEGER',
  row_number: 'INTEGER',
  line_number: 'INTEGER',
  version_at: 'TIMESTAMP WITH TIME ZONE',
  row_hash: 'UBIGINT',
} as const

/** Beside them, while a file is being loaded: what is wrong with the row, as JSON; null in all rows that are in. */
const PROBLEM = 'problem'

/**
 * The table that holds the rows of one source, typed: only the columns that its mapping can fill, since DuckDB writes a
 * column of nulls at the price of any other. The view `staging.<entity>` shows the rows of all sources of an entity.
 */
export function sourceTable(entity: string, source: string): string {
  return `staged.${identifier(`${entity}:${source}`)}`
}

/** Makes a source's table, or adds the columns that it lacks, and shows it in the entity's view. */
export async function ensureSourceTable(
  connection: DuckDBConnection,
  staging: SqlFile,
  source: string,
  columns: readonly string[],
): Promise<string> {
  const entity = entityOf(staging)
  const table = sourceTable(entity, source)
  const known = (await sourceTables(connection)).find(({ name }) => name === table)?.columns
  const fresh = staging.columns
    .filter(({ name }) => columns.includes(name) && known?.includes(name) !== true)
    .map(({ name, type }) => `${identifier(name)} ${type}`)
  if (known === undefined) {
    const lineage = Object.entries({ ...LINEAGE, [PROBLEM]: 'VARCHAR' }).map(([name, type]) => `${name} ${type}`)
    await execute(connection, `create table ${table} (${[...lineage, ...fresh].join(', ')})`, {}, staging.path)
  } else {
    if (fresh.length === 0) return table
    for (const column of fresh) await execute(connection, `alter table ${table} add column ${column}`, {}, staging.path)
  }
  const tables = await sourceTables(connection)
  await makeViews(connection, viewsOf(staging, tables), allViews(tables))
  return table
}

export interface SourceTable {
  readonly name: string
  readonly entity: string
  readonly columns: readonly string[]
}

/** The tables of all sources, with their columns. */
export async function sourceTables(connection: DuckDBConnection): Promise<SourceTable[]> {
  const tables = await queryRows<{ table_name: string }>(
    connection,
    `select table_name from duckdb_tables()
     where schema_name = 'staged' and database_name = current_database() order by table_name`,
  )
  if (tables.length === 0) return []
  const names = tables.map(({ table_name }) => `staged.${identifier(table_name)}`)
  // A look at each table: the catalogue of all columns goes through every view that there is.
  const columns = names.map(
    (name, index) =>
      `select ${index} as place, string_agg(name, ',' order by cid) as columns from pragma_table_info(${literal(name)})`,
  )
  const rows = await queryRows<{ columns: string }>(connection, `${columns.join(' union all ')} order by place`)
  return rows.map((row, index) => ({
    name: names[index] ?? '',
    entity: tables[index]?.table_name.split(':', 1)[0] ?? '',
    columns: row.columns.split(','),
  }))
}

/**
 * The views `staging.<entity>`, `versions.<entity>` and `current.<entity>` of every entity. They are made only where others
 * were made last: binding so many columns takes longer than all else that opening a warehouse does.
 */
export async function defineStagingViews(connection: DuckDBConnection, tables: readonly SourceTable[]): Promise<void> {
  const made = await queryRows<{ fingerprint: string }>(connection, 'select fingerprint from control.staging_views')
  const views = allViews(tables)
  const wanted = fingerprintOf(views)
  if (made.some(({ fingerprint }) => fingerprint === wanted)) return
  await makeViews(connection, views, views)
}

/** Makes some views; `all` are those that there are then, by which a later opening knows them. */
async function makeViews(
  connection: DuckDBConnection,
  views: readonly string[],
  all: readonly string[],
): Promise<void> {
  for (const view of views) await execute(connection, view, {}, 'views of staging')
  await execute(connection, 'delete from control.staging_views')
  await execute(connection, 'insert into control.staging_views values ($fingerprint)', {
    fingerprint: fingerprintOf(all),
  })
}

function fingerprintOf(views: readonly string[]): string {
  return sha256(views.join(';'))
}

function allViews(tables: readonly SourceTable[]): string[] {
  return readSqlFolder('1_staging').flatMap((staging) => viewsOf(staging, tables))
}

function viewsOf(staging: SqlFile, all: readonly SourceTable[]): string[] {
  const entity = entityOf(staging)
  const tables = all.filter((table) => table.entity === entity)
  const declared = [...Object.entries(LINEAGE), ...staging.columns.map(({ name, type }) => [name, type] as const)]
  const unionOf = (wanted: typeof declared) => {
    const columnsOf = (has: (name: string) => boolean) => {
      const given = (name: string, type: string) => (has(name) ? identifier(name) : `null::${type}`)
      const columns = wanted.map(([name, type]) => `${given(name, type)} as ${identifier(name)}`)
      return [`${given(keyOf(staging), 'VARCHAR')} as row_key`, ...columns].join(', ')
    }
    if (tables.length === 0) return `select ${columnsOf(() => false)} where false`
    return tables
      .map(({ name, columns }) => `select ${columnsOf((column) => columns.includes(column))} from ${name}`)
      .join(' union all ')
  }
  // Of all columns only those by which versions are told apart: the whole view is dear to bind.
  const versions = `create or replace view versions.${entity} as ${unionOf(Object.entries(LINEAGE))}`
  return [`create or replace view ${staging.name} as ${unionOf(declared)}`, versions, currentView(staging.name, entity)]
}

/**
 * `current.<entity>`: the newest version of each key as of the run, with the fields that its mapping supplies
 * (`,a,b,c,`), the as-of and the zone of the run. Superseded rows are found before they are joined, not by a condition on
 * the run of the row, for which DuckDB would keep all columns of all rows.
 */
function currentView(table: string, entity: string): string {
  return `create or replace view current.${entity} as
    select ${entity}.*, batch.fields, run.as_of, run.timezone
    from ${table}
    inner join ledger.batch on batch.batch_no = ${entity}.batch_no
    cross join control.run
    anti join (
      select supersession.batch_no, supersession.row_number
      from ledger.supersession
      cross join control.run
      where supersession.entity = ${literal(entity)}
        and (supersession.superseded_at is null or supersession.superseded_at <= run.as_of)
    ) as superseded on superseded.batch_no = ${entity}.batch_no and superseded.row_number = ${entity}.row_number
    where ${entity}.version_at is null or ${entity}.version_at <= run.as_of`
}

/** The column that identifies a record: its number, or what is put together or made from its content. */
export function keyOf(staging: SqlFile): string {
  return staging.tags['key'] ?? ''
}

export function entityOf(staging: SqlFile): string {
  return staging.name.replace('staging.', '')
}
