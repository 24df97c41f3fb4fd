import { read, utils } from '@e965/xlsx'
import { beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '../../../pipelines/core/locale.ts'
import { sourceSchema } from '../../../pipelines/core/source-schema.ts'
import { columnLineage } from '../../../pipelines/dictionary/column-lineage.ts'
import { buildDictionary, type Dictionary, TRACED } from '../../../pipelines/dictionary/dictionary.ts'
import { dictionaryTables } from '../../../pipelines/dictionary/dictionary-tables.ts'
import { dictionaryHtml, dictionaryMarkdown } from '../../../pipelines/dictionary/dictionary-text.ts'
import { metricCatalogue } from '../../../pipelines/metrics/catalogue.ts'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'
import { parseSqlFile, readSqlFolder } from '../../../pipelines/warehouse/sql-file.ts'
import codes from '../../../sql/codes.json' with { type: 'json' }

const HOSTILE = '<img src=x onerror=alert(1)>|`*'
const SOURCES = [
  sourceSchema.parse({
    source: 'crm',
    entity: 'complaint',
    files: ['*.csv'],
    columns: { complaint_id: 'no', received_at: 'in', first_response_at: { from: 'answer' }, is_escalated: HOSTILE },
  }),
  sourceSchema.parse({
    source: 'tool',
    entity: 'survey',
    files: ['*.xlsx'],
    columns: { survey_id: 'no', csat_answer: 'Q1', answered_at: 'at' },
    constants: { csat_scale: 5 },
  }),
]

let dictionary: Dictionary
beforeAll(async () => {
  dictionary = await buildDictionary(SOURCES)
})

const metric = (name: string) => dictionary.metrics.find(({ definition }) => definition.metric === name)

describe('lineage', () => {
  test('goes from the metric over fact and staged column to the column of the export', () => {
    const steps = metric('first_response_on_time')?.lineage
    const status = steps?.find(({ fact }) => fact === 'facts.complaint.first_response_status')
    expect(status?.staged).toContain('staging.complaint.first_response_at')
    expect(status?.exported).toEqual(expect.arrayContaining(['crm: answer', 'crm: in']))
    const score = metric('csat_top2')?.lineage.find(({ fact }) => fact === 'facts.survey.csat_score')
    expect(score?.exported).toEqual(expect.arrayContaining(['tool: Q1', 'tool: = 5']))
  })

  test('every metric rests on columns of its facts that there are', () => {
    const columns = new Set(
      readSqlFolder('2_facts').flatMap((file) => file.columns.map((column) => `${file.name}.${column.name}`)),
    )
    expect(dictionary.metrics).toHaveLength(metricCatalogue().size)
    for (const { definition, lineage } of dictionary.metrics) {
      expect(lineage.length, definition.metric).toBeGreaterThan(0)
      expect(
        lineage.map(({ fact }) => fact).filter((fact) => !columns.has(fact)),
        definition.metric,
      ).toEqual([])
    }
  })

  test('every column of a fact comes from staging, a setting of the run, or a constant', async () => {
    await using database = await openForWriting(':memory:')
    const files = TRACED.flatMap(readSqlFolder)
    const lineage = await columnLineage(database.connection, files)
    for (const file of readSqlFolder('2_facts')) {
      for (const column of file.columns) expect(lineage.has(`${file.name}.${column.name}`), column.name).toBe(true)
    }
  })

  test.each([
    { sql: 'select t.a as b from s.t', column: 'b', origins: ['s.t.a'] },
    { sql: 'with c as (select t.a + t.b as x from s.t) select c.* from c', column: 'x', origins: ['s.t.a', 's.t.b'] },
    {
      sql: 'select a.x as y from s.t as a union all select b.z from s.u as b',
      column: 'y',
      origins: ['s.t.x', 's.u.z'],
    },
    { sql: 'select (select max(u.m) from s.u) as m, 1 as one from s.t', column: 'm', origins: ['s.u.m'] },
    { sql: 'select t.a as k from s.t left join s.u on u.q = t.q where u.p > 1', column: 'k', origins: ['s.t.a'] },
    {
      sql: 'select row_number() over (partition by t.p order by t.o) as n from s.t',
      column: 'n',
      origins: ['s.t.o', 's.t.p'],
    },
  ])('$sql', async ({ sql, column, origins }) => {
    await using database = await openForWriting(':memory:')
    const file = parseSqlFile('x.sql', `-- made.x: a test\n${sql}`)
    const lineage = await columnLineage(database.connection, [file])
    expect([...(lineage.get(`made.x.${column}`) ?? [])].sort()).toEqual(origins)
  })
})

describe('formats', () => {
  test.each(LOCALES)('in %s every header, metric and code is there', (locale) => {
    const tables = new Map(dictionaryTables(dictionary, locale).map((table) => [table.key, table]))
    const headers = dictionary.tables.reduce((sum, { columns }) => sum + columns.length, 0)
    expect(tables.get('columns')?.rows).toHaveLength(headers)
    expect(tables.get('metrics')?.rows).toHaveLength(metricCatalogue().size)
    const listed = new Set(tables.get('codes')?.rows.map(([list, code]) => `${list}.${code}`))
    const kept = Object.entries(codes).flatMap(([list, members]) =>
      Object.keys(members).map((code) => `${list}.${code}`),
    )
    expect(kept.filter((code) => !listed.has(code))).toEqual([])
    for (const { headings, rows } of tables.values()) for (const row of rows) expect(row.length).toBe(headings.length)
  })

  test('HTML and Markdown escape what a mapping names', () => {
    const tables = dictionaryTables(dictionary, 'en')
    const html = dictionaryHtml(tables, 'en')
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img src')
    expect(html).not.toMatch(/<script|src="|https?:/)
    const markdown = dictionaryMarkdown(tables, 'en')
    expect(markdown).not.toContain('<img')
    const widths = markdown.split('\n').filter((line) => line.includes('escalation'))
    for (const line of widths) expect(line.match(/(?<!\\)\|/g)?.length).toBeGreaterThan(5)
  })

  test('the workbook reads back as the tables that went in', async () => {
    const { packWorkbook } = await import('../../../pipelines/template/workbook-package.ts')
    const { dictionarySheets } = await import('../../../pipelines/commands/dictionary.ts')
    const tables = dictionaryTables(dictionary, 'zh-CN')
    const book = read(packWorkbook(dictionarySheets(tables), 'zh-CN'))
    expect(book.SheetNames).toEqual(tables.map(({ title }) => title))
    for (const { title, rows } of tables) {
      const sheet = book.Sheets[title]
      expect(sheet === undefined ? 0 : utils.sheet_to_json(sheet, { header: 1 }).length, title).toBe(rows.length + 1)
    }
  })
})
