import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { LOCALES, type Locale } from '../../../pipelines/core/locale.ts'
import { sourceSchema } from '../../../pipelines/core/source-schema.ts'
import { openWorkspace } from '../../../pipelines/core/workspace.ts'
import { loadFiles } from '../../../pipelines/load/load-inbox.ts'
import { codeLabels } from '../../../pipelines/metrics/labels.ts'
import { fieldWords } from '../../../pipelines/template/field-words.ts'
import { makeTemplate } from '../../../pipelines/template/template.ts'
import { type TemplateField, templateEntities, templateFields } from '../../../pipelines/template/template-fields.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { readSqlFile } from '../../../pipelines/warehouse/sql-file.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, quietEffects } from '../../workspace.ts'
import { type Filled, fillIn, partOf, serialOf } from './workbook-parts.ts'

const cases = templateEntities().flatMap((entity) => LOCALES.map((locale) => [entity, locale] as const))

const titleOf = (entity: string, locale: Locale) => (field: TemplateField) => fieldWords(entity, field, locale).title

describe.each(cases)('the template of %s in %s', (entity, locale) => {
  const { workbook, mapping, name } = makeTemplate(entity, locale)
  const fields = templateFields(entity)
  const book = read(workbook, { type: 'buffer' })
  const [entry, guide] = book.SheetNames.map((sheet) => book.Sheets[sheet] ?? {})

  test('has a heading and a note a field, those that must be filled in first', () => {
    const [heading = []] = utils.sheet_to_json<string[]>(entry ?? {}, { header: 1 })
    expect(heading).toEqual(fields.map(titleOf(entity, locale)))
    expect(new Set(heading).size).toBe(fields.length)
    const notes = heading.map((_title, column) => entry?.[utils.encode_cell({ r: 0, c: column })]?.c?.[0]?.t ?? '')
    for (const [index, field] of fields.entries())
      expect(notes[index]).toContain(fieldWords(entity, field, locale).meaning)
    expect(fields.findLastIndex((field) => field.isRequired)).toBe(
      fields.filter((field) => field.isRequired).length - 1,
    )
  })

  test('offers the labels of the language where a field has codes', () => {
    const xml = partOf(workbook, 'xl/worksheets/sheet1.xml')
    const rules = new Map(
      [
        ...xml.matchAll(/<dataValidation type="(\w+)".*? sqref="([A-Z]+)2:[A-Z]+1048576"><formula1>(.*?)<\/formula1>/g),
      ].map(([, type, column, formula]) => [column, { type, formula }] as const),
    )
    for (const [index, field] of fields.entries()) {
      const rule = rules.get(utils.encode_col(index))
      expect(rule?.type === 'list', field.name).toBe(field.list !== undefined)
      if (field.list === undefined) continue
      const [, first, last] = /\$B\$(\d+):\$B\$(\d+)$/.exec(rule?.formula ?? '') ?? []
      const offered = Array.from(
        { length: Number(last) - Number(first) + 1 },
        (_cell, row) => guide?.[`B${Number(first) + row}`]?.v,
      )
      expect(offered, field.name).toEqual(Object.values(codeLabels(locale, field.list)))
    }
  })

  test('comes with a mapping that names every field, and is the same each time', () => {
    const source = sourceSchema.parse(parse(mapping))
    expect(source.columns).toEqual(
      Object.fromEntries(fields.map((field) => [field.name, titleOf(entity, locale)(field)])),
    )
    expect([source.entity, source.sheet, source.files]).toEqual([entity, book.SheetNames[0], [`${name}*.xlsx`]])
    expect(Buffer.compare(makeTemplate(entity, locale).workbook, workbook)).toBe(0)
  })
})

test('the heading stays in sight, dates have the format of dates, numbers of cases stay text', () => {
  const { workbook } = makeTemplate('complaint', 'en')
  const xml = partOf(workbook, 'xl/worksheets/sheet1.xml')
  expect(xml).toContain('<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>')
  expect(xml).toMatch(/<col min="1" max="1" width="\d+" style="1"/)
  expect(xml).toMatch(/<col min="2" max="2" width="\d+" style="3"/)
  const formats = [...partOf(workbook, 'xl/styles.xml').matchAll(/<xf numFmtId="(\d+)" fontId="\d+" fillId/g)].map(
    (match) => match[1],
  )
  expect(formats.slice(1, 5)).toEqual(['0', '49', '164', '165'])
})

test('an unknown entity is refused, with those that there are', () => {
  expect(() => makeTemplate('nonsense', 'en')).toThrow(/HY-C-001.*complaint/)
})

/** Loads filled-in templates, each into its own mapping, into one new workspace. */
async function load(files: readonly { entity: string; locale: Locale; rows: Record<string, Filled>[] }[]) {
  const templates = files.map(({ entity, locale }) => makeTemplate(entity, locale))
  const { folder } = await makeTestWorkspace({ sources: templates.map(({ mapping }) => parse(mapping) as object) })
  const workspace = await openWorkspace(folder)
  for (const [index, { name, workbook }] of templates.entries())
    await writeFile(join(workspace.paths.inbox, `${name} filled in.xlsx`), fillIn(workbook, files[index]?.rows ?? []))
  await using warehouse = await openWarehouse(workspace, 'test')
  const { files: loaded, refused } = await loadFiles(workspace, warehouse.connection, quietEffects)
  expect(refused).toEqual([])
  const tables = new Map<string, Record<string, unknown>[]>()
  for (const { entity } of files) {
    const columns = readSqlFile(`1_staging/${entity}.sql`).columns.map(({ name, type }) =>
      type === 'DATE' || type.startsWith('TIMESTAMP') || type.startsWith('DECIMAL')
        ? `${name}::varchar as ${name}`
        : name,
    )
    const sql = `select ${columns.join(', ')} from staging.${entity} order by batch_no, row_number`
    tables.set(entity, await queryRows(warehouse.connection, sql))
  }
  const quarantine = await queryRows(warehouse.connection, 'select reason, field, value from ledger.quarantine')
  return { loaded, tables, quarantine }
}

describe('filled in and loaded', () => {
  test('an improvement action comes back with its values and codes', async () => {
    const { tables, loaded } = await load([
      {
        entity: 'improvement',
        locale: 'zh-CN',
        rows: [
          {
            改进编号: 'GJ-001',
            改进主题: '退款流程改造',
            PDCA阶段: 'A 处置',
            措施类型: '纠正',
            状态: '已生效',
            实施步骤: '推广',
            是否采纳: '是',
            计划开始日期: serialOf('2026-03-16'),
            生效日期: serialOf('2026-05-18'),
            目标比较: '下降（比例）',
            目标数: 0.4,
            针对渠道: '在线聊天',
            针对等级: '紧急',
            最后修改时间: serialOf('2026-11-15 18:30'),
          },
          { 改进编号: '002', PDCA阶段: 'P 计划', 计划开始日期: '2026年10月12日', 是否自动化: '否' },
        ],
      },
    ])
    expect(loaded).toMatchObject([{ rowsRead: 2, rowsLoaded: 2, notes: [] }])
    expect(tables.get('improvement')).toMatchObject([
      {
        improvement_id: 'GJ-001',
        title: '退款流程改造',
        phase: 'act',
        phase_source: 'A 处置',
        improvement_kind: 'corrective',
        improvement_status: 'in_effect',
        rollout_stage: 'rollout',
        is_adopted: true,
        planned_start_on: '2026-03-16',
        effective_on: '2026-05-18',
        closed_on: null,
        target_comparator: 'down_by',
        target_number: '0.4000',
        slice_channel: 'chat',
        slice_level: 'L4',
        updated_at: '2026-11-15 10:30:00+00',
      },
      { improvement_id: '002', phase: 'plan', planned_start_on: '2026-10-12', is_automation: false, is_adopted: null },
    ])
  })

  test('every field of every entity takes what its column offers', async () => {
    const localeOf = (index: number) => LOCALES[index % LOCALES.length] ?? 'en'
    const files = templateEntities().map((entity, index) => {
      const locale = localeOf(index)
      const fields = templateFields(entity)
      return { entity, locale, rows: [rowOf(entity, fields, locale, 0), rowOf(entity, fields, locale, -1)] }
    })
    const { tables, quarantine, loaded } = await load(files)
    expect(quarantine).toEqual([])
    expect(loaded.map((file) => [file.rowsRead, file.rowsLoaded])).toEqual(files.map(() => [2, 2]))
    for (const { entity } of files) {
      for (const field of templateFields(entity)) {
        const values = tables.get(entity)?.map((row) => row[field.name])
        expect(values, `${entity}.${field.name}`).toEqual([expectedOf(field, 0), expectedOf(field, -1)])
      }
    }
  })

  test('columns that a department does not need may be deleted, those that it must fill in may not', async () => {
    const { mapping, workbook, name } = makeTemplate('calendar', 'en')
    const heading = (drop: readonly string[]) =>
      ['Site', 'Day', 'Kind of day', 'Name', 'Notice'].filter((title) => !drop.includes(title))
    const { folder } = await makeTestWorkspace({ sources: [parse(mapping) as object] })
    const workspace = await openWorkspace(folder)
    const book = read(workbook, { type: 'buffer' })
    const write = async (file: string, titles: string[], cells: string[]) => {
      const sheet = utils.aoa_to_sheet([titles, cells])
      const only = { SheetNames: [book.SheetNames[0] ?? ''], Sheets: { [book.SheetNames[0] ?? '']: sheet } }
      const { write: bytes } = await import('@e965/xlsx')
      await writeFile(
        join(workspace.paths.inbox, file),
        bytes(only, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array,
      )
    }
    await write(`${name} a.xlsx`, heading(['Name', 'Notice']), ['CN', '2026-10-01', 'Public holiday'])
    await write(`${name} b.xlsx`, heading(['Day']), ['CN', 'Public holiday', 'x', 'y'])
    await using warehouse = await openWarehouse(workspace, 'test')
    const { files, refused } = await loadFiles(workspace, warehouse.connection, quietEffects)
    expect(files).toMatchObject([{ rowsLoaded: 1 }])
    expect(refused.map(({ error }) => error.code)).toEqual(['HY-L-004'])
  })
})

/** A row with every field filled in: the first choice of each list, or the last. */
function rowOf(
  entity: string,
  fields: readonly TemplateField[],
  locale: Locale,
  choice: 0 | -1,
): Record<string, Filled> {
  return Object.fromEntries(
    fields.map((field) => {
      const labels = field.list === undefined ? [] : Object.values(codeLabels(locale, field.list))
      return [
        titleOf(entity, locale)(field),
        labels.at(choice) ?? VALUES[field.kind]?.[choice === 0 ? 0 : 1]?.[0] ?? '',
      ]
    }),
  )
}

/** By kind: what is written into the first and the second row, and what is stored. */
const VALUES: Readonly<Record<string, readonly (readonly [written: Filled, stored: unknown])[]>> = {
  text: [
    ['0012', '0012'],
    ['二', '二'],
  ],
  whole: [
    [5, 5],
    [7, 7],
  ],
  score: [
    [4, '4'],
    [5, '5'],
  ],
  decimal: [
    [12.5, 12.5],
    [80, 80],
  ],
  date: [
    [serialOf('2026-03-05'), '2026-03-05'],
    ['2026-12-31', '2026-12-31'],
  ],
  instant: [
    [serialOf('2026-03-05 14:30'), '2026-03-05 06:30:00+00'],
    ['2026-03-06 00:10', '2026-03-05 16:10:00+00'],
  ],
}

function expectedOf(field: TemplateField, choice: 0 | -1): unknown {
  if (field.kind === 'flag') return choice === 0
  if (field.list !== undefined) return Object.keys(codeLabels('en', field.list)).at(choice)
  const stored = VALUES[field.kind]?.[choice === 0 ? 0 : 1]?.[1]
  return field.kind === 'decimal' ? expect.stringMatching(new RegExp(`^${stored}\\.?0*$`)) : stored
}
