import { describe, expect, test } from 'vitest'
import { type Source, sourceSchema } from '../../../../pipelines/core/source-schema.ts'
import { checkMapping, isFit } from '../../../../pipelines/load/propose/check-mapping.ts'
import { checkTexts } from '../../../../pipelines/load/propose/check-text.ts'
import { zipOf } from '../formats/zip-file.ts'
import { csv, fileOf, rowsOf } from './proposal-of.ts'

const NOW = new Date('2026-03-31T00:00:00Z')
const HEADER = ['投诉编号', '投诉时间', '状态', '涉及金额', '备注']
const ROWS = rowsOf(8, (n) => [`T${n}`, `2026-03-0${1 + n} 08:00:00`, '新建', '12.50', ''])

function mapping(more: object = {}): Source {
  return sourceSchema.parse({
    source: 'cases',
    entity: 'complaint',
    files: ['*.csv'],
    columns: { complaint_id: '投诉编号', received_at: '投诉时间', status: '状态', amount: '涉及金额' },
    ...more,
  })
}

async function check(rows: readonly (readonly string[])[], header = HEADER, source = mapping()) {
  return checkMapping(await fileOf('cases.csv', csv(header, rows)), source, 'Asia/Shanghai', NOW)
}

test('a file that fits: where the header is, how much of each field can be read, the number of the record', async () => {
  const result = await check(ROWS)
  expect(isFit(result)).toBe(true)
  expect(result.header).toEqual({ line: 1, found: 4, wanted: 4, missing: [], fresh: ['备注'] })
  expect(result.loaded).toMatchObject({ rowsRead: 8, rowsLoaded: 8, rowsQuarantined: 0 })
  expect(result.loaded?.fields).toContainEqual({ field: 'amount', filled: 8, read: 8 })
  expect(result.loaded?.key).toEqual({ field: 'complaint_id', filled: 8, distinct: 8, blank: 0 })
})

test('a total below the records is set aside, and the mapping fits all the same', async () => {
  const result = await check([...ROWS, ['合计', '8', '', '100.00', '']])
  expect(result.loaded).toMatchObject({ rowsLoaded: 8, rowsQuarantined: 1 })
  expect(isFit(result)).toBe(true)
})

test('what would be quarantined, with reason and lines; words without a code are listed, not refused', async () => {
  const rows = ROWS.map((row) => [...row])
  rows[1] = ['T1', '2026-02-30 08:00:00', '新建', '12.50', '']
  rows[2] = ['', '2026-03-03 08:00:00', '新建', '12.50', '']
  rows[3] = ['T3', '2026-03-04 08:00:00', '抖音', 'viel', '']
  rows[6] = ['T4', '2026-03-05 08:00:00', '抖音']
  rows[5] = ['T0', '2026-03-06 08:00:00', '新建', '12.50', '']
  const result = await check(rows)
  expect(isFit(result)).toBe(false)
  expect(result.refused).toBeNull()
  expect(result.loaded).toMatchObject({ rowsRead: 8, rowsLoaded: 4, rowsQuarantined: 4 })
  expect(
    result.loaded?.quarantine.map(({ reason, field, rows: count, lines }) => [reason, field, count, lines]).sort(),
  ).toEqual([
    ['bad_value', 'amount', 1, [5]],
    ['bad_value', 'received_at', 1, [3]],
    ['missing', 'complaint_id', 1, [4]],
    ['short_row', null, 1, [8]],
  ])
  expect(result.loaded?.unknown).toEqual([{ field: 'status', value: '抖音', rows: 1 }])
  expect(result.loaded?.fields).toContainEqual({ field: 'received_at', filled: 7, read: 6 })
  expect(result.loaded?.key).toEqual({ field: 'complaint_id', filled: 6, distinct: 5, blank: 1 })
  expect(checkTexts(result, 'en').after).toContain('Would be quarantined: 1 × missing complaint_id VARCHAR, lines 4')
})

test('the files of a package are counted together', async () => {
  const members = [ROWS.slice(0, 3), ROWS.slice(3)].map((rows, index) => ({
    name: `${index}.csv`,
    data: csv(HEADER, rows),
  }))
  const file = await fileOf('cases.zip', zipOf(members))
  const { loaded } = await checkMapping(file, mapping(), 'Asia/Shanghai', NOW)
  expect(loaded).toMatchObject({ rowsRead: 8, rowsLoaded: 8 })
  expect(loaded?.fields).toContainEqual({ field: 'amount', filled: 8, read: 8 })
  expect(loaded?.key).toEqual({ field: 'complaint_id', filled: 8, distinct: 8, blank: 0 })
})

describe('columns that are missing', () => {
  test('refuse the file; the likely new name is given, and the other columns are still tested', async () => {
    const result = await check(ROWS, ['投诉编号', '投诉时间', '处理状态', '金额（元）', '备注'])
    expect(result.refused?.code).toBe('HY-L-004')
    expect(result.header?.missing).toEqual([
      { field: 'status', column: '状态', suggestion: '处理状态' },
      { field: 'amount', column: '涉及金额', suggestion: '金额（元）' },
    ])
    expect(result.loaded?.fields.map(({ field }) => field)).toEqual(['complaint_id', 'received_at'])
    expect(checkTexts(result, 'zh-CN').before).toContain('缺少：状态（status）；可能改名为 处理状态')
  })

  test('a required one leaves nothing to test', async () => {
    const result = await check(ROWS, ['投诉编号', '甲', '状态', '涉及金额', '备注'])
    expect(result.refused?.code).toBe('HY-L-004')
    expect(result.header?.missing).toEqual([{ field: 'received_at', column: '投诉时间', suggestion: null }])
    expect(result.loaded).toBeNull()
  })

  test('another file altogether', async () => {
    const result = await check([['1', '2']], ['甲', '乙'])
    expect(result.refused?.code).toBe('HY-L-003')
    expect([result.header, result.loaded]).toEqual([null, null])
  })
})

test('faults of the mapping and of the file’s name are told, too', async () => {
  const wrong = mapping({ columns: { complaint_id: '投诉编号', received_at: '投诉时间', nonsense: '状态' } })
  expect((await check(ROWS, HEADER, wrong)).refused?.code).toBe('HY-L-007')
  const dated = mapping({ exported_at: { filename: 'cases_(\\d{8})' } })
  expect((await check(ROWS, HEADER, dated)).refused?.code).toBe('HY-L-006')
})

test('records without a number are known by their content', async () => {
  const source = mapping({ key: 'content', columns: { received_at: '投诉时间', status: '状态' } })
  const result = await check([...ROWS, ROWS[0] ?? []], HEADER, source)
  expect(result.loaded?.byContent).toEqual({ records: 9, repeated: 1 })
  expect(result.loaded?.key).toBeNull()
})

test('codes, scores and dates are read as loading reads them', async () => {
  const source = sourceSchema.parse({
    source: 'survey',
    entity: 'survey',
    files: ['*.csv'],
    dates: ['%d/%m/%Y'],
    columns: { survey_id: '编号', answered_at: '时间', csat_answer: '满意', nps_answer: '推荐', is_delivered: '送达' },
    constants: { csat_scale: 5 },
  })
  const rows = [
    ['W1', '25/03/2026', '5', '10', '成功'],
    ['W2', '26/03/2026', '6', '11', '失败'],
  ]
  const file = await fileOf('s.csv', csv(['编号', '时间', '满意', '推荐', '送达'], rows))
  const { loaded } = await checkMapping(file, source, 'Asia/Shanghai', NOW)
  expect(Object.fromEntries((loaded?.fields ?? []).map(({ field, read }) => [field, read]))).toEqual({
    survey_id: 2,
    answered_at: 2,
    csat_answer: 1,
    nps_answer: 1,
    is_delivered: 2,
  })
})
