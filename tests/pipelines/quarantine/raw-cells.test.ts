import { expect, test } from 'vitest'
import { type Source, sourceSchema } from '../../../pipelines/core/source-schema.ts'
import type { Quarantined } from '../../../pipelines/quarantine/quarantined.ts'
import { rawCells } from '../../../pipelines/quarantine/raw-cells.ts'

const source: Source = sourceSchema.parse({
  source: 'plain',
  entity: 'complaint',
  files: ['*.csv'],
  columns: { complaint_id: '投诉编号', received_at: { from: '投诉时间' }, registered_at: '投诉时间', body: 'Body' },
})
const COLUMNS = ['导出人', '投诉编号', ' Ｂody ', '投诉时间']

test.each([
  [
    'bad_value',
    '{"row_number":2,"line_number":2,"content_key":null,"complaint_id":"A","received_at":"x","registered_at":"x","body":null}',
    { 投诉编号: 'A', 投诉时间: 'x' },
  ],
  ['short_row', '张三,A1,"said ""no"""', { 投诉编号: 'A1', Body: 'said "no"' }],
  ['short_row', '张三;A1', { 投诉编号: 'A1' }],
  ['long_row', '张三\tA1\tb\t2026-01-05\tmore', { 投诉编号: 'A1', Body: 'b', 投诉时间: '2026-01-05' }],
  ['long_row', '["张三","A1",null,"2026-01-05","more"]', { 投诉编号: 'A1', Body: '', 投诉时间: '2026-01-05' }],
  ['footer', '合计,7', { 投诉编号: '7' }],
  ['unreadable', '张三,"A1', {}],
  ['footer', '{"投诉编号":"合计","BODY":7,"other":null}', { 投诉编号: '合计', Body: '7' }],
  ['short_row', '{"not":"ours"}', { 投诉编号: undefined }],
])('%s: %s', (reason, raw, expected) => {
  const record: Quarantined = {
    batch: 1,
    row: 2,
    line: 2,
    file: 'a.csv',
    source: 'plain',
    reason,
    field: null,
    value: null,
    expected: null,
    raw,
    columns: COLUMNS,
    notes: '',
  }
  const wanted = Object.fromEntries(Object.entries(expected).filter(([, cell]) => cell !== undefined))
  expect(Object.fromEntries(rawCells(record, source))).toEqual(wanted)
})
