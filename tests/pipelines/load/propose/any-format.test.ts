import { gzipSync } from 'node:zlib'
import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { sourceSchema } from '../../../../pipelines/core/source-schema.ts'
import { checkMapping } from '../../../../pipelines/load/propose/check-mapping.ts'
import { openForWriting } from '../../../../pipelines/warehouse/database.ts'
import { execute, literal } from '../../../../pipelines/warehouse/query.ts'
import { encodeText } from '../decode/encode-text.ts'
import { zipOf } from '../formats/zip-file.ts'
import { fileOf, lookAt, proposalFor, rowsOf } from './proposal-of.ts'

const HEADER = ['投诉编号', '投诉时间', '渠道', '投诉内容']
const ROWS = rowsOf(60, (n) => [
  `TS2026${String(n).padStart(4, '0')}`,
  `2026-01-${String((n % 28) + 1).padStart(2, '0')} 10:00:00`,
  n % 2 === 0 ? '电话' : '微信',
  '快递员态度恶劣，商品包装破损，要求退款并赔偿运费',
])
const FIELDS = { complaint_id: '投诉编号', received_at: '投诉时间', channel: '渠道', body: '投诉内容' }
const TEXT = [HEADER, ...ROWS].map((row) => `${row.join(',')}\n`).join('')
const RECORDS = ROWS.map((row) => Object.fromEntries(row.map((cell, index) => [HEADER[index], cell])))

async function parquet(): Promise<string> {
  const file = await fileOf('a.parquet', '')
  const json = await fileOf('a.json', JSON.stringify(RECORDS))
  await using database = await openForWriting(':memory:')
  await execute(database.connection, `copy (from read_json(${literal(json)})) to ${literal(file)} (format parquet)`)
  return file
}

const workbook = () => {
  const book = utils.book_new(utils.aoa_to_sheet([['说明'], ['无']]), '封面')
  utils.book_append_sheet(book, utils.aoa_to_sheet([['一月投诉明细'], [], HEADER, ...ROWS]), '明细')
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array
}

const FILES: readonly [string, string, () => Promise<string>, object][] = [
  ['CSV in GB18030', 'gb18030', () => fileOf('a.csv', encodeText(TEXT, 'gb18030')), { encoding: 'gb18030' }],
  [
    'text with tabs in UTF-16',
    'utf-16le',
    () => fileOf('a.txt', encodeText(`\ufeff${TEXT.replaceAll(',', '\t')}`, 'utf-16le')),
    { encoding: 'utf-16le', delimiter: '\t' },
  ],
  ['JSON', 'utf-8', () => fileOf('a.json', JSON.stringify({ data: RECORDS })), {}],
  ['JSON Lines', 'utf-8', () => fileOf('a.jsonl', RECORDS.map((record) => `${JSON.stringify(record)}\n`).join('')), {}],
  ['Parquet', 'utf-8', parquet, {}],
  ['a workbook whose second sheet holds the table', 'utf-8', () => fileOf('a.xlsx', workbook()), { sheet: '明细' }],
  ['gzip', 'gb18030', () => fileOf('a.csv.gz', gzipSync(encodeText(TEXT, 'gb18030'))), { encoding: 'gb18030' }],
  ['ZIP', 'utf-8', () => fileOf('a.zip', zipOf([{ name: '一月/a.csv', data: TEXT }])), {}],
]

describe('map reads what loading reads', () => {
  test.each(FILES)('%s', async (_name, encoding, make, extra) => {
    const file = await make()
    const look = await lookAt(file)
    const { mapping, records, encodingEvidence } = proposalFor(look)
    expect(look.sample.encoding).toBe(encoding)
    expect(encodingEvidence?.['zh-CN'].includes(encoding) || encoding === 'utf-8').toBe(true)
    expect(records).toBe(60)
    expect(mapping).toMatchObject({ entity: 'complaint', ...extra, columns: FIELDS })
    const check = await checkMapping(file, sourceSchema.parse(mapping), 'Asia/Shanghai', new Date())
    expect(check.refused).toBeNull()
    expect(check.header).toMatchObject({ found: 4, wanted: 4 })
    expect(check.loaded).toMatchObject({ rowsRead: 60, rowsLoaded: 60 })
  })
})

describe('headers', () => {
  test('of two rows: columns by the name that loading finds', async () => {
    const rows = ROWS.map(([id, at, channel, body]) => [id, at, '', channel, body].join(','))
    const text = [',时间,,渠道,投诉内容', '投诉编号,投诉时间,结案时间,,', ...rows].map((line) => `${line}\n`).join('')
    const file = await fileOf('a.csv', text)
    const { mapping } = proposalFor(await lookAt(file))
    expect(mapping.columns).toMatchObject({
      received_at: '时间 / 投诉时间',
      closed_at: '时间 / 结案时间',
      channel: '渠道',
    })
    const check = await checkMapping(file, sourceSchema.parse(mapping), 'Asia/Shanghai', new Date())
    expect(check.loaded).toMatchObject({ rowsRead: 60, rowsLoaded: 60 })
  })

  test('none: columns by their place; what is chosen is loaded', async () => {
    const file = await fileOf('a.csv', TEXT.slice(TEXT.indexOf('\n') + 1))
    const look = await lookAt(file)
    const answers = { 'column:0': 'complaint_id', 'column:1': 'received_at' }
    const { mapping } = proposalFor(look, { entity: 'complaint', ...answers })
    expect(mapping).toMatchObject({ header: 'none', columns: { complaint_id: '#1', received_at: '#2' } })
    const check = await checkMapping(file, sourceSchema.parse(mapping), 'Asia/Shanghai', new Date())
    expect(check.loaded).toMatchObject({ rowsRead: 60, rowsLoaded: 60 })
  })

  test('shorter than the records by a delimiter: asked, not decided', async () => {
    const text = TEXT.replaceAll('\n', ',\n').replace(',\n', '\n')
    const look = await lookAt(await fileOf('a.csv', text))
    expect(proposalFor(look).questions).toContainEqual(
      expect.objectContaining({ id: 'extra_cells', details: { rows: 60 } }),
    )
    expect(proposalFor(look, { extra_cells: 'drop_blank' }).mapping).toMatchObject({ extra_cells: 'drop_blank' })
  })
})
