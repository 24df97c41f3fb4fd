import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { generateRetailer } from '../../../../examples/retailer/generate.ts'
import { type Source, sourceSchema } from '../../../../pipelines/core/source-schema.ts'
import { lookAtFile } from '../../../../pipelines/load/propose/look.ts'
import type { Proposal } from '../../../../pipelines/load/propose/proposal.ts'
import { csv, ENTITIES, lookAt, proposalFor, proposalOf, rowsOf, sureFields } from './proposal-of.ts'

const DATA = join(import.meta.dirname, '../../../../../shared/data')

async function proposalForFile(file: string): Promise<Proposal> {
  return proposalFor(await lookAtFile(file, ENTITIES, 'Asia/Shanghai'))
}

function shipped(file: string): Source {
  return sourceSchema.parse(parse(readFileSync(join('examples', file), 'utf8')))
}

/** Field → column, of a mapping. */
function columnsOf(mapping: Pick<Source, 'columns'> | Proposal['mapping']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mapping.columns).map(([field, column]) => [
      field,
      typeof column === 'string' ? column : column.from,
    ]),
  )
}

/** Fields that a proposal gives otherwise than a mapping: `field: mapping → proposal`. */
function differences(mapping: Source, proposal: Proposal): string[] {
  const [wanted, given] = [columnsOf(mapping), columnsOf(proposal.mapping)]
  const fields = new Set([...Object.keys(wanted), ...Object.keys(given)])
  return [...fields]
    .filter((field) => wanted[field] !== given[field])
    .map((field) => `${field}: ${wanted[field] ?? '-'} → ${given[field] ?? '-'}`)
}

describe('the retailer’s exports', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-map-'))
  await generateRetailer(folder, { weeks: 2 })

  test.each(['2025-11-24', '2025-12-01'])(
    'complaints of %s: every column of the shipped mapping, no other',
    async (day) => {
      const proposal = await proposalForFile(join(folder, `complaints_${day}.csv`))
      expect(differences(shipped('retailer/sources/complaints.yaml'), proposal)).toEqual([])
      expect(proposal.isEntitySure).toBe(true)
      // The time of the export is not in the file: the last entry of that Monday tells only how early it cannot be.
      expect(proposal.mapping).toMatchObject({
        entity: 'complaint',
        files: ['complaints_*.csv'],
        exported_at: { filename: 'complaints_(\\d{4}-\\d{2}-\\d{2})' },
      })
      // The shipped mapping counts 现场 as a shop; the word itself is a label of on-site. Its other entries are labels.
      expect(proposal.unknown).toEqual([])
      // No code stands for the roles of this retailer.
      expect(proposal.columns.filter(({ field }) => field === null).map(({ name }) => name)).toEqual(['处理人角色'])
      expect(proposal.columns.filter(({ personal }) => personal !== null).map(({ name }) => name)).toEqual([
        '客户姓名',
        '联系电话',
        '联系地址',
      ])
    },
  )

  test('surveys: every column, the scale and the time of the export; the only sheet need not be named', async () => {
    const proposal = await proposalForFile(join(folder, 'survey_2025-12-01.xlsx'))
    const mapping = shipped('retailer/sources/survey.yaml')
    expect(differences(mapping, proposal)).toEqual([])
    expect(proposal.headerLine).toBe(3)
    expect(proposal.mapping).toMatchObject({
      entity: 'survey',
      files: mapping.files,
      exported_at: mapping.exported_at,
      constants: mapping.constants,
    })
    expect(proposal.mapping.sheet).toBeUndefined()
    expect(proposal.questions).toEqual([])
  })

  test('the other files are not taken for complaints or surveys', async () => {
    const improvements = await proposalForFile(join(folder, 'registers/improvements.xlsx'))
    expect([improvements.entity, improvements.isEntitySure]).toEqual(['improvement', true])
    expect(columnsOf(improvements.mapping)).toMatchObject({ improvement_id: '改进编号', effective_on: '生效日期' })
    const activity = await proposalForFile(join(folder, 'registers/activity_weekly.csv'))
    expect([activity.entity, activity.isEntitySure]).toEqual(['activity', true])
    expect(activity.mapping.constants).toEqual({ period_unit: 'week' })
  })
})

describe.skipIf(!existsSync(DATA))('real files (need ../shared/data; skipped without)', () => {
  test('NYC 311: nothing but what is right; closed_date is the closing, which stands in for the solution', async () => {
    const proposal = await proposalForFile(join(DATA, 'nyc311-socrata-api/nyc311.csv'))
    expect(differences(shipped('nyc311/sources/nyc311.yaml'), proposal)).toEqual([
      'resolved_at: closed_date → -',
      'cause: descriptor → -',
      'store: city → -',
      'body: resolution_description → -',
      'closed_at: - → closed_date',
      'result: - → resolution_description',
    ])
    expect(proposal.unknown.map(({ field, value, rows }) => [field, value, rows])).toEqual([['channel', 'UNKNOWN', 66]])
    expect(proposal.columns.find(({ name }) => name === 'incident_address')?.personal).toBe('address')
  })

  test('CFPB 2014: month first, by 8,339 rows; the last row that is short is asked about', async () => {
    const proposal = await proposalForFile(join(DATA, 'cfpb-2014-oldschema/Consumer_Complaints.csv'))
    expect(differences(shipped('cfpb-2014/sources/cfpb-2014.yaml'), proposal)).toEqual([
      'cause: Sub-issue → -',
      'department: Company → -',
      'status: Company response → -',
    ])
    expect(proposal.dates).toEqual([{ format: '%m/%d/%Y', rows: 16_678, share: 1 }])
    expect(proposal.questions.find(({ kind }) => kind === 'short_rows')?.details).toEqual({ rows: 1 })
    expect(proposal.unknown.map(({ value }) => value)).toEqual(['Referral', 'Fax'])
  })

  test('CFPB 2016: no column numbers the records', async () => {
    const proposal = await proposalForFile(join(DATA, 'cfpb-2013to2016-noid/consumer_complaints.csv'))
    expect(differences(shipped('cfpb-2016/sources/cfpb-2016.yaml'), proposal)).toEqual([
      'cause: Sub-issue → -',
      'department: Company → -',
      'status: Company response to consumer → -',
    ])
    expect(proposal.mapping.key).toBe('content')
  })
})

describe('other exports', () => {
  const TAIWAN = [
    '案件編號',
    '受理日期',
    '客訴日期',
    '客戶名稱',
    '聯絡電話',
    '產品名稱',
    '批號',
    '客訴類別',
    '客訴內容',
  ]
  const taiwan = (n: number) => [
    `A${1000 + n}`,
    `2026/03/${10 + n}`,
    `2026/03/0${1 + (n % 9)}`,
    ['王芳', '李娜', '張偉', '劉洋'][n % 4] ?? '',
    `0912-345-${600 + n}`,
    '電鍋',
    `L${n % 3}`,
    ['外觀', '功能'][n % 2] ?? '',
    `產品使用三天後無法開機門市人員態度不佳希望儘快退費第${n}次`,
  ]

  test('a header in traditional characters; values in them get their codes', async () => {
    const text = csv(
      [...TAIWAN, '嚴重程度', '責任單位', '處理方式', '結案日期', '狀態'],
      rowsOf(12, (n) => [
        ...taiwan(n),
        n % 2 ? '輕微' : '嚴重',
        '品保部',
        '換貨',
        '2026/03/28',
        n % 2 ? '處理中' : '已關閉',
      ]),
    )
    const proposal = await proposalOf('客訴20260331.csv', text)
    expect(Object.keys(sureFields(proposal))).toEqual([
      ...TAIWAN,
      '嚴重程度',
      '責任單位',
      '處理方式',
      '結案日期',
      '狀態',
    ])
    expect(sureFields(proposal)).toMatchObject({
      案件編號: 'complaint_id',
      客訴日期: 'received_at',
      受理日期: 'accepted_at',
    })
    expect(proposal.mapping.columns['status']).toEqual({ from: '狀態', values: { 已關閉: 'closed' } })
    expect(proposal.mapping).toMatchObject({ source: 'test', exported_at: { filename: '客訴(\\d{4}\\d{2}\\d{2})' } })
  })

  test('a helpdesk: `created` is the receipt where nothing better is there, and durations are no instants', async () => {
    const header = ['Ticket ID', 'Subject', 'Requester', 'Ticket status', 'Priority', 'Created at', 'Solved at']
    const more = ['First reply time (min)', 'Channel', 'Assignee', 'Company', 'Satisfaction rating']
    const text = csv(
      [...header, ...more],
      rowsOf(30, (n) => [
        `${9000 + n * 7}`,
        `Order ${n} is late again and nobody answers`,
        'Ann Example',
        ['Open', 'Solved', 'Closed'][n % 3] ?? '',
        ['Low', 'Medium', 'High', 'Urgent'][n % 4] ?? '',
        `2026-03-${10 + (n % 15)}T08:00:00Z`,
        `2026-03-${11 + (n % 15)}T08:00:00Z`,
        `${n * 5}`,
        ['Email', 'Web', 'Fax'][n % 3] ?? '',
        'Bob Example',
        'Globex',
        ['Good', 'Bad'][n % 2] ?? '',
      ]),
    )
    const proposal = await proposalOf('tickets.csv', text)
    expect(sureFields(proposal)).toEqual({
      'Ticket ID': 'complaint_id',
      Requester: 'customer_name',
      Subject: 'body',
      'Ticket status': 'status',
      Priority: 'level',
      'Created at': 'received_at',
      'Solved at': 'resolved_at',
      Channel: 'channel',
      Assignee: 'owner',
    })
    expect(proposal.unknown.map(({ field, value }) => `${field} ${value}`)).toEqual(['channel Fax'])
  })

  test('a weak name is not taken where it is not the earliest, and a clear one goes before it', async () => {
    const late = csv(
      ['投诉编号', '受理时间', '创建时间', '状态', '问题类别'],
      rowsOf(9, (n) => [`T${n}0`, '2026-03-01 08:00:00', '2026-03-02 08:00:00', '新建', '退款']),
    )
    expect((await proposalOf('a.csv', late)).missing).toEqual(['received_at'])
    const both = csv(
      ['投诉编号', '投诉时间', '创建时间', '状态', '问题类别'],
      rowsOf(9, (n) => [`T${n}0`, '2026-03-01 08:00:00', '2026-03-01 08:00:00', '新建', '退款']),
    )
    expect(sureFields(await proposalOf('a.csv', both))).toMatchObject({ 投诉时间: 'received_at' })
    expect(sureFields(await proposalOf('a.csv', both))['创建时间']).toBeUndefined()
  })

  test('the acceptance stands in for a receipt that no column reads as, where it is the earliest instant', async () => {
    const header = ['投诉编号', '受理日期时间', '解决时间', '渠道', '紧急程度', '问题描述', '责任部门']
    const cells = (n: number, accepted: string, resolved: string) =>
      [`TS2026${n}`, accepted, resolved, '电话', '紧急', `第${n}次送货晚了三天`, '物流部'] as string[]
    const usual = csv(
      header,
      rowsOf(30, (n) => cells(n, `${n % 28 || 28}.03.2026 14:03`, `${n % 28 || 28}.03.2026 18:30`)),
    )
    const proposal = await proposalOf('投诉导出.csv', usual)
    expect(proposal).toMatchObject({ entity: 'complaint', isEntitySure: true, missing: [] })
    expect(columnsOf(proposal.mapping)).toMatchObject({ received_at: '受理日期时间', resolved_at: '解决时间' })
    expect(columnsOf(proposal.mapping)['accepted_at']).toBeUndefined()
    expect(proposal.mapping.dates).toEqual(['%d.%m.%Y %H:%M'])
    expect(proposal.columns[1]?.evidence[0]).toEqual({ kind: 'stand_in', detail: 'accepted_at' })

    const later = csv(
      header,
      rowsOf(30, (n) => cells(n, `${n % 28 || 28}.03.2026 18:30`, `${n % 28 || 28}.03.2026 14:03`)),
    )
    expect((await proposalOf('投诉导出.csv', later)).missing).toEqual(['received_at'])
  })

  test.each([
    ['events: what happened, and numbers that come again', ['操作', '登记', '转派'], 2, 'complaint_event'],
    ['one row a number, whatever was done last', ['操作', '登记', '转派'], 9, 'complaint'],
    ['numbers that come again, but nothing that happened', ['状态', '新建', '处理中'], 2, 'complaint'],
  ])('grain of %s', async (_name, [column = '', ...words], numbers, entity) => {
    const text = csv(
      ['投诉编号', '投诉时间', '操作时间', column, '操作员'],
      rowsOf(9, (n) => [`T10${n % numbers}`, '2026-03-01 08:00', `2026-03-0${n + 1} 09:00`, words[n % 2] ?? '', 'A17']),
    )
    expect((await proposalOf('log.csv', text)).entity).toBe(entity)
  })

  test('free text is not taken for a field that everyone sees, nor are names and telephone numbers', async () => {
    const text = csv(
      ['投诉编号', '投诉时间', '处理方式', '门店', '地区', '状态'],
      rowsOf(12, (n) => [
        `T${n}0`,
        '2026-03-01 08:00:00',
        `已联系王女士并上门更换主板测试两小时正常后客户签字确认第${n}单`,
        ['王芳', '李娜', '张伟', '刘洋', '陈静', '杨帆', '赵磊', '黄敏', '周杰', '吴磊', '徐丽', '孙悦'][n] ?? '',
        `1380000${1000 + n}`,
        '新建',
      ]),
    )
    const fields = sureFields(await proposalOf('a.csv', text))
    expect(fields).toEqual({ 投诉编号: 'complaint_id', 投诉时间: 'received_at', 状态: 'status' })
  })
})

describe('keys', () => {
  const rows = (id: (n: number) => string) =>
    csv(
      ['编号', '投诉时间', '状态', '问题类别'],
      rowsOf(20, (n) => [id(n), `2026-03-${10 + (n % 9)} 08:00:00`, '新建', '退款']),
    )

  test('a name that only may be the number needs values that all differ', async () => {
    expect(
      (
        await proposalOf(
          'a.csv',
          rows((n) => `K${n}07`),
        )
      ).mapping.key,
    ).toBeUndefined()
    expect(
      (
        await proposalOf(
          'a.csv',
          rows((n) => `K${n % 5}`),
        )
      ).mapping.key,
    ).toBe('content')
  })

  test('numbers of lines are none: they begin anew in the next file', async () => {
    expect(
      (
        await proposalOf(
          'a.csv',
          rows((n) => String(n + 1)),
        )
      ).mapping.key,
    ).toBe('content')
  })

  test('a column of numbers under an unknown name is asked about; the answer is taken', async () => {
    const text = rows((n) => `KX-${1000 + n * 3}`).replace('编号', '流程实例')
    const look = await lookAt('a.csv', text)
    const proposal = proposalFor(look)
    expect(proposal.mapping.key).toBe('content')
    const question = proposal.questions.find(({ kind }) => kind === 'key')
    expect(question?.choices).toEqual([{ value: '0', label: '流程实例' }])
    const answered = proposalFor(look, { 'key:complaint_id': '0' })
    expect(answered.mapping).toMatchObject({ columns: { complaint_id: '流程实例' } })
    expect(answered.mapping.key).toBeUndefined()
  })
})

describe('few rows', () => {
  const header = ['投诉编号', '投诉时间', '状态', '等级', '问题类别', '投诉内容']

  test('one row', async () => {
    const row = ['T1', '2026-03-01 08:00:00', '新建', '一般', '退款慢', '退款一直没有到账']
    expect(Object.values(sureFields(await proposalOf('a.csv', csv(header, [row]))))).toEqual([
      'complaint_id',
      'received_at',
      'status',
      'level',
      'category',
      'body',
    ])
  })

  test('the header only: clear names do, weak ones do not', async () => {
    const proposal = await proposalOf('a.csv', csv([...header, '来源', '金额'], []))
    expect(Object.keys(sureFields(proposal))).toEqual(header)
    expect(proposal.columns[0]?.evidence.map(({ kind }) => kind)).toEqual(['name_own', 'no_values'])
    expect(proposal.records).toBe(0)
  })

  test('nothing known: no mapping, but questions', async () => {
    const proposal = await proposalOf(
      'a.csv',
      csv(
        ['甲', '乙', '丙'],
        rowsOf(5, (n) => [`a${n}`, 'b', 'c']),
      ),
    )
    expect(proposal.isEntitySure).toBe(false)
    expect(sureFields(proposal)).toEqual({})
    expect(proposal.questions.map(({ kind }) => kind)).toContain('entity')
  })
})

describe('files', () => {
  test('two columns of one name: neither is sure', async () => {
    const text = csv(
      ['投诉编号', '投诉时间', '状态', '状态', '等级'],
      rowsOf(9, (n) => [`T${n}0`, '2026-03-01', '新建', '已结案', '一般']),
    )
    const proposal = await proposalOf('a.csv', text)
    expect(Object.keys(sureFields(proposal))).toEqual(['投诉编号', '投诉时间', '等级'])
    expect(proposal.columns[2]?.evidence).toEqual([{ kind: 'name_twice' }])
  })

  test('semicolons, a preamble and another extension are in the mapping', async () => {
    const text = `导出\n\n${csv(
      ['投诉编号', '投诉时间', '状态'],
      rowsOf(9, (n) => [`T${n}0`, '2026-03-01', '新建']),
    ).replaceAll(',', ';')}`
    const proposal = await proposalOf('a.txt', text)
    expect(proposal.mapping).toMatchObject({ delimiter: ';', files: ['a*.txt'] })
    expect(proposal.records).toBe(9)
  })

  test('words for "nothing" in columns with a type; not the answers of a survey', async () => {
    const text = csv(
      ['投诉编号', '投诉时间', '解决时间', '渠道', '投诉内容'],
      rowsOf(20, (n) => [`T${n}0`, '2026-03-01', n === 0 ? 'N/A' : '2026-03-02', n === 1 ? '-' : '电话', 'NULL']),
    )
    expect((await proposalOf('a.csv', text)).mapping.nulls).toEqual(['-', 'N/A'])
  })

  test('a date in the name that lies before the entries is asked about', async () => {
    const text = csv(
      ['投诉编号', '投诉时间', '状态'],
      rowsOf(9, (n) => [`T${n}0`, `2026-03-0${1 + n}`, '新建']),
    )
    const look = await lookAt('week_2026-03-01.csv', text)
    const proposal = proposalFor(look)
    expect(proposal.mapping.exported_at).toBeUndefined()
    expect(proposal.questions.map(({ kind }) => kind)).toContain('export')
    expect(proposalFor(look, { export: 'yes' }).mapping.exported_at?.filename).toBe('week_(\\d{4}-\\d{2}-\\d{2})')
  })
})
