import { expect, test } from 'vitest'
import { sourceSchema } from '../pipelines/core/settings-schema.ts'
import { fieldsRead } from '../pipelines/load/incoming.ts'
import { stagingMacros } from '../pipelines/load/staging-macros.ts'
import { metricCatalogue } from '../pipelines/metrics/catalogue.ts'
import { aggregateStatement, stockStatement } from '../pipelines/metrics/metric-query.ts'
import { buildTable } from '../pipelines/model/build-table.ts'
import { openForWriting } from '../pipelines/warehouse/database.ts'
import { execute, queryRows } from '../pipelines/warehouse/query.ts'
import { parseSqlFile, readSqlFolder } from '../pipelines/warehouse/sql-file.ts'
import { prepareWarehouse } from '../pipelines/warehouse/warehouse.ts'
import { PLAIN_SOURCE } from './workspace.ts'

/** An empty warehouse in memory with all tables made: each file is bound by a real DuckDB and held against its header. */
async function emptyWarehouse() {
  const database = await openForWriting(':memory:')
  await prepareWarehouse(database.connection)
  for (const folder of ['2_facts', '4_marts', '5_checks']) {
    for (const file of readSqlFolder(folder)) await buildTable(database.connection, file)
  }
  return database
}

test('every file under facts, marts and checks binds, and its header is what DuckDB describes', async () => {
  await using database = await emptyWarehouse()
  const tables = await queryRows<{ name: string }>(
    database.connection,
    "select table_schema || '.' || table_name as name from information_schema.tables",
  )
  expect(tables.map((table) => table.name)).toEqual(
    expect.arrayContaining(['facts.complaint', 'facts.survey', 'checks.ledger_sum', 'marts.reconciliation']),
  )
})

test('every staging file binds, and its header is what DuckDB describes', async () => {
  await using database = await openForWriting(':memory:')
  for (const macro of stagingMacros(sourceSchema.parse(PLAIN_SOURCE), 'Asia/Shanghai'))
    await execute(database.connection, macro)
  for (const file of readSqlFolder('1_staging')) {
    const fields = fieldsRead(file).map((field) => `null::varchar as ${field}`)
    await execute(database.connection, `create or replace temp view incoming as select ${fields.join(', ')}`)
    const described = await queryRows<{ column_name: string; column_type: string }>(
      database.connection,
      `describe ${file.sql.replaceAll(/\bas_code\('(\w+)', /g, 'code_of_$1(')}`,
    )
    expect(described.map((column) => `${column.column_name} ${column.column_type}`)).toEqual(
      file.columns.map((column) => `${column.name} ${column.type}`),
    )
  }
})

test('every extract binds, and leaves out what is private', async () => {
  await using database = await emptyWarehouse()
  for (const file of readSqlFolder('6_extracts')) {
    const sql = file.sql.replaceAll('$from', "'2026-01-01'").replaceAll('$to', "'2026-01-31'")
    const described = await queryRows<{ column_name: string; column_type: string }>(
      database.connection,
      `describe ${sql}`,
    )
    expect(described.map((column) => `${column.column_name} ${column.column_type}`)).toEqual(
      file.columns.map((column) => `${column.name} ${column.type}`),
    )
    expect(file.columns.filter((column) => column.privacy === 'private')).toEqual([])
  }
})

test.each([...metricCatalogue().values()])('metric $metric binds', async (definition) => {
  await using database = await emptyWarehouse()
  const query = {
    metrics: [definition.metric],
    by: ['channel'],
    period: 'week' as const,
    where: { region: ['华东', 'unknown'] },
  }
  const make =
    definition.kind === 'stock'
      ? stockStatement(definition, query, '2026-01-01', '2026-01-31')
      : aggregateStatement([definition], query, '2026-01-01', '2026-01-31')
  expect(await queryRows(database.connection, make.sql, make.parameters)).toEqual([])
})

test('facts and later stay in the portable subset of SQL', () => {
  const banned =
    /\b(pivot|unpivot|exclude|group by all|order by all|read_csv|read_parquet|list_\w+)\b|::|\bselect \* replace\b/i
  for (const file of ['2_facts', '4_marts', '5_checks', '6_extracts'].flatMap(readSqlFolder)) {
    expect(banned.exec(file.sql.replaceAll(/--[^\n]*/g, ''))?.[0], file.path).toBeUndefined()
  }
})

test('a header that lacks a meaning, or a cycle, is refused', () => {
  expect(() =>
    parseSqlFile(
      'x.sql',
      '-- facts.x: things\n-- | name | type | role | privacy | meaning\n-- | a | VARCHAR | key | public |\nselect 1',
    ),
  ).toThrow('HY-W-003')
  expect(() => parseSqlFile('x.sql', '-- nothing\nselect 1')).toThrow('HY-W-003')
})
