import { expect, test } from 'vitest'
import { LOCALES } from '../pipelines/core/locale.ts'
import { findMessage } from '../pipelines/core/messages.ts'
import { sourceSchema } from '../pipelines/core/source-schema.ts'
import { stagingMacros } from '../pipelines/load/staging-macros.ts'
import { answerMetrics } from '../pipelines/metrics/answer-metrics.ts'
import {
  componentsOf,
  dimensionCatalogue,
  type MetricDefinition,
  metricCatalogue,
} from '../pipelines/metrics/catalogue.ts'
import { codeLabels } from '../pipelines/metrics/labels.ts'
import { assertHeaders, buildTables } from '../pipelines/model/build-table.ts'
import { defineFacts } from '../pipelines/model/define-facts.ts'
import { openForWriting } from '../pipelines/warehouse/database.ts'
import { execute, literal, queryRows } from '../pipelines/warehouse/query.ts'
import type { SnapshotRun } from '../pipelines/warehouse/snapshot.ts'
import { parseSqlFile, readSqlFile, readSqlFolder } from '../pipelines/warehouse/sql-file.ts'
import { fieldsRead } from '../pipelines/warehouse/staging-file.ts'
import { prepareWarehouse } from '../pipelines/warehouse/warehouse.ts'
import codes from '../sql/codes.json' with { type: 'json' }
import { PLAIN_SOURCE } from './workspace.ts'

const RUN: SnapshotRun = {
  runId: 'test',
  asOf: '2026-02-01T00:00:00+08:00',
  timezone: 'Asia/Shanghai',
  organisation: {},
  version: '0',
}

/** An empty warehouse in memory with all tables made: each file is bound by a real DuckDB and held against its header. */
async function emptyWarehouse() {
  const database = await openForWriting(':memory:')
  await prepareWarehouse(database.connection)
  const facts = await defineFacts(database.connection)
  const derived = ['4_marts', '5_checks'].flatMap(readSqlFolder)
  await buildTables(database.connection, derived)
  await assertHeaders(database.connection, [...facts, ...derived])
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
      `describe ${file.sql}`,
    )
    expect(described.map((column) => `${column.column_name} ${column.column_type}`)).toEqual(
      file.columns.map((column) => `${column.name} ${column.type}`),
    )
  }
})

test('the sum of the ledger counts the rows of every entity', () => {
  const entities = readSqlFolder('1_staging').map((file) => file.name)
  expect(readSqlFile('5_checks/ledger_sum.sql').reads).toEqual(expect.arrayContaining(entities))
})

test('every list of codes has labels in three languages, and each label and word is read as its code', async () => {
  await using database = await openForWriting(':memory:')
  for (const macro of stagingMacros(sourceSchema.parse(PLAIN_SOURCE), 'Asia/Shanghai'))
    await execute(database.connection, macro)
  for (const [list, members] of Object.entries(codes)) {
    const words = Object.entries(members).flatMap(([code, synonyms]) => {
      const labels = LOCALES.map((locale) => codeLabels(locale, list)[code] ?? `no label of ${code}`)
      return [...labels, code, ...synonyms].map((word) => ({ word, code }))
    })
    const calls = words.map(({ word }) => `code_of_${list}(${literal(word)})`)
    const [row] = await queryRows<{ read: string[] }>(database.connection, `select [${calls.join(', ')}] as read`)
    expect(words.map(({ word }, index) => [word, row?.read[index]])).toEqual(
      words.map(({ word, code }) => [word, code]),
    )
  }
})

test('every field has a title of its own and a meaning in three languages, every list that is used has codes', () => {
  for (const file of readSqlFolder('1_staging')) {
    const entity = file.name.replace('staging.', '')
    const fields = fieldsRead(file).filter((field) => !field.endsWith('_source'))
    for (const locale of LOCALES) {
      const titles = fields.map((field) => findMessage(locale, 'catalogue', `fields.${entity}.${field}`) ?? field)
      expect(titles.filter((title, index) => title === fields[index])).toEqual([])
      expect(new Set(titles.map((title) => title.toLowerCase())).size, entity).toBe(fields.length)
      for (const field of fields)
        expect(findMessage(locale, 'catalogue', `template.meanings.${entity}.${field}`), field).toBeTruthy()
    }
    for (const [, list = ''] of file.sql.matchAll(/\bcode_of_(\w+)\(/g)) expect(Object.keys(codes)).toContain(list)
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

test('every metric binds, by a dimension, by week and filtered', async () => {
  await using database = await emptyWarehouse()
  const metrics = [...metricCatalogue().values()]
  const factsOf = (metric: MetricDefinition) => [...new Set(componentsOf(metric).map(({ fact }) => fact))].join()
  for (const facts of new Set(metrics.map(factsOf))) {
    const shared = [...dimensionCatalogue().values()].filter((dimension) =>
      facts.split(',').every((fact) => dimension.facts.includes(fact)),
    )
    const [first, second = first] = shared.map(({ name }) => name)
    const answer = await answerMetrics(database.connection, RUN, {
      metrics: metrics.filter((metric) => factsOf(metric) === facts).map(({ metric }) => metric),
      period: 'week' as const,
      from: '2026-01-01',
      to: '2026-01-31',
      ...(first === undefined ? {} : { by: [first] }),
      ...(second === undefined ? {} : { where: { [second]: ['华东', 'unknown'] } }),
    })
    expect(answer.statements.length, facts).toBeGreaterThan(0)
    expect(answer.rows.filter(({ value }) => value !== null && value !== 0)).toEqual([])
  }
})

test('facts and later stay in the portable subset of SQL', () => {
  const banned =
    /\b(pivot|unpivot|exclude|group by all|order by all|read_csv|read_parquet|list_\w+)\b|::|\bselect \* replace\b/i
  for (const file of ['2_cases', '2_facts', '4_marts', '5_checks', '6_extracts'].flatMap(readSqlFolder)) {
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
