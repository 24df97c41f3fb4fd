// Attacks on imports, each through the real load: the exact rows are in, or set aside or refused with a reason.
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { utils, type WorkSheet, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Workspace } from '../../../pipelines/core/workspace.ts'
import { loadFiles } from '../../../pipelines/load/load-inbox.ts'
import type { Database } from '../../../pipelines/warehouse/database.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, quietEffects } from '../../workspace.ts'
import { encodeText } from './decode/encode-text.ts'

const COLUMNS = { complaint_id: '编号', received_at: '时间', customer_phone: '电话', body: '内容' }
const SOURCE = { entity: 'complaint', files: ['*'], columns: COLUMNS }
const HEADER = '编号,时间,电话,内容'
const AT = '2026-01-05 10:00:00'
const TEXT = '快递员态度恶劣，商品包装破损，要求退款并赔偿运费'

let workspace: Workspace
let warehouse: Database
let folder: string

beforeAll(async () => {
  workspace = await makeTestWorkspace({
    sources: [
      { ...SOURCE, source: 'plain' },
      { ...SOURCE, source: 'says_utf8', encoding: 'utf-8' },
      { ...SOURCE, source: 'bars', delimiter: '|' },
    ],
  })
  warehouse = await openWarehouse(workspace, 'test')
  folder = await mkdtemp(join(tmpdir(), 'huiyin-attack-'))
})
afterAll(() => warehouse.close())

/** What became of one file; its sums add up, and each loaded row is staged. */
async function load(name: string, content: string | Uint8Array, source = 'plain') {
  const path = join(folder, name)
  await writeFile(path, content)
  const { connection } = warehouse
  const { files, refused } = await loadFiles(workspace, connection, quietEffects, { files: [path], source })
  const [file] = files
  if (file === undefined) return { refused: refused[0]?.error.code, loaded: 0, reasons: [], rows: [], notes: [] }
  const batch = { batch: file.batchNo }
  const rows = await queryRows<{ id: string; phone: string | null; body: string | null }>(
    connection,
    'select complaint_id as id, customer_phone as phone, body from staging.complaint where batch_no = $batch order by row_number',
    batch,
  )
  const quarantined = await queryRows<{ reason: string }>(
    connection,
    'select reason from ledger.quarantine where batch_no = $batch order by row_number',
    batch,
  )
  expect(file.rowsRead).toBe(file.rowsLoaded + file.rowsUnchanged + file.rowsQuarantined)
  expect([rows.length, quarantined.length]).toEqual([file.rowsLoaded, file.rowsQuarantined])
  const reasons = quarantined.map(({ reason }) => reason)
  return { refused: undefined, loaded: file.rowsLoaded, reasons, rows, notes: file.notes }
}

let prefix = 0
/** A file of records with numbers of their own. */
function records(count: number, row = (id: string) => `${id},${AT},138,${TEXT}`): string[] {
  prefix += 1
  return Array.from({ length: count }, (_row, index) => row(`K${prefix}-${index}`))
}
const file = (lines: readonly string[], end = '\n') => [HEADER, ...lines].map((line) => line + end).join('')
const bytes = (...parts: (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))
const gbk = (text: string) => Buffer.from(encodeText(text, 'gb18030'))
const book = (sheet: WorkSheet, ...more: [WorkSheet, string][]) => {
  const made = utils.book_new(sheet, 'S')
  for (const [other, name] of more) utils.book_append_sheet(made, other, name)
  return made
}
const bookBytes = (made: ReturnType<typeof book>) => write(made, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array
const cells = (lines: readonly string[]) => utils.aoa_to_sheet([HEADER, ...lines].map((line) => line.split(',')))

describe('rows and quotes', () => {
  test('69: # at the begin of a line is no comment', async () => {
    const { loaded, rows } = await load(
      '69.csv',
      file(records(1000, (id) => `${id.endsWith('7') ? '#' : ''}${id},${AT},1,x`)),
    )
    expect(loaded).toBe(1000)
    expect(rows.filter(({ id }) => id.startsWith('#'))).toHaveLength(100)
  })

  test('70, 73: a short row, a long one and a total are set aside in a thousand', async () => {
    const lines = [...records(1000), `B,${AT},1`, `C,${AT},1,x,y`, '合计,1000,,']
    const { loaded, reasons } = await load('70.csv', file(lines))
    expect([loaded, reasons]).toEqual([1000, ['short_row', 'long_row', 'footer']])
  })

  test('71, 72: titles above the header are passed over; a file without it is refused', async () => {
    expect((await load('71.csv', `投诉明细表\n导出人：张三\n\n${file(records(1000))}`)).loaded).toBe(1000)
    expect((await load('72.csv', `${records(1000).join('\n')}\n`)).refused).toBe('HY-L-003')
  })

  test('83: a quote that is not closed costs its own row', async () => {
    const lines = records(1000)
    lines[500] = `Q,${AT},1,"open`
    const { loaded, reasons } = await load('83.csv', file(lines))
    expect([loaded, reasons]).toEqual([999, ['open_quote']])
  })

  test.each([
    ['CR only', '\r'],
    ['CRLF', '\r\n'],
  ])('82: %s', async (name, end) => {
    expect((await load(`82${name}.csv`, file(records(50), end))).loaded).toBe(50)
  })

  test('82: mixed line ends, and CR within a field', async () => {
    const lines = records(50)
    const mixed = [HEADER, ...lines].map((line, index) => line + (index < 20 ? '\r\n' : '\n')).join('')
    expect(await load('82mixed.csv', mixed)).toMatchObject({ loaded: 50, refused: undefined })
    const inside = file(
      records(50, (id) => `${id},${AT},1,"eins\rzwei"`),
      '\r\n',
    )
    expect((await load('82inside.csv', inside)).rows[7]?.body).toBe('eins\rzwei')
  })

  test('85: one line of 4.5 MB is a row like others', async () => {
    const { rows } = await load('85.csv', file([...records(3), `L,${AT},1,${'长'.repeat(1_500_000)}`]))
    expect(rows.at(-1)?.body).toHaveLength(1_500_000)
  })

  test.each([
    ['，', 'full-width commas'],
    ['\t', 'tabs'],
    [';', 'semicolons'],
    ['#', 'what only the header tells'],
    [' | ', 'bars and blanks'],
    ['|||', 'three bars'],
  ])('86: %s (%s) are found', async (mark, name) => {
    const text = file(records(50, (id) => `${id},${AT},1,words`)).replaceAll(',', mark)
    expect((await load(`86${name}.csv`, text)).loaded).toBe(50)
  })

  test('88: numbers stay as they are written', async () => {
    const phones = ['013800001111', '1.38E+10', '00', '9007199254740993']
    const lines = records(4).map((line, index) => line.replace(',138,', `,${phones[index]},`))
    expect((await load('88.csv', file(lines))).rows.map(({ phone }) => phone)).toEqual(phones)
    const guarded = records(4).map((line, index) => line.replace(',138,', `,="${phones[index]}",`))
    expect((await load('88b.csv', file(guarded))).rows.map(({ phone }) => phone)).toEqual(phones)
  })

  test('100: two thousand columns', async () => {
    const names = Array.from({ length: 1996 }, (_name, index) => `列${index}`).join(',')
    const filler = ',x'.repeat(1996)
    const lines = records(20).map((line) => line + filler)
    expect((await load('100.csv', [`${HEADER},${names}`, ...lines, ''].join('\n'))).loaded).toBe(20)
  })
})

describe('encodings', () => {
  test('74: GBK that a mapping calls UTF-8 is refused', async () => {
    expect((await load('74.csv', gbk(file(records(200))), 'says_utf8')).refused).toBe('HY-L-009')
  })

  test('75: half of it UTF-8, half GBK is refused', async () => {
    const half = Buffer.concat([Buffer.from(file(records(200))), gbk(`${records(200).join('\n')}\n`)])
    expect((await load('75.csv', half)).refused).toMatch(/^HY-L-00[29]$/)
  })

  test('76: UTF-8 whose bytes are GBK as well is UTF-8', async () => {
    const { rows } = await load('76.csv', file(records(1, (id) => `${id},${AT},1,投诉`)))
    expect(rows[0]?.body).toBe('投诉')
  })

  test.each([
    ['a lone lead byte', [0x81]],
    ['a lead byte before a quote', [0x81, 0x22]],
    ['a lead byte before the delimiter', [0x81, 0x2c]],
    ['FF', [0xff]],
  ])('78: %s in a GBK file is refused', async (name, bad) => {
    const text = Buffer.concat([
      gbk(file(records(100))),
      gbk(`Z,${AT},1,x`),
      Buffer.from(bad),
      gbk(`\n${records(100).join('\n')}\n`),
    ])
    expect((await load(`78${name}.csv`, text)).refused).toMatch(/^HY-L-00[29]$/)
  })

  test('78: a cut character at the end costs its row', async () => {
    const text = Buffer.concat([gbk(file(records(100))), gbk(`Z,${AT},1,${TEXT}`).subarray(0, -1)])
    const { loaded, reasons, notes } = await load('78tail.csv', text)
    expect([loaded, reasons]).toEqual([100, ['cut_off']])
    expect(notes).toContain('truncated')
  })

  test('79: \\ and | within a GBK character are no marks of their own', async () => {
    const text = file(records(100, (id) => `${id},${AT},1,${TEXT}乗亅乗`)).replaceAll(',', '|')
    const { loaded, rows } = await load('79.csv', gbk(text), 'bars')
    expect([loaded, rows[0]?.body]).toEqual([100, `${TEXT}乗亅乗`])
  })

  test('80: four-byte characters of GB18030 survive', async () => {
    const { rows } = await load('80.csv', gbk(file(records(100, (id) => `${id},${AT},1,${TEXT}㐀😀𠮷`))))
    expect(rows[99]?.body).toBe(`${TEXT}㐀😀𠮷`)
  })

  test('81: UTF-16, a mark at the begin, and one in the middle where files were joined', async () => {
    const wide = Buffer.from(`\ufeff${file(records(50))}`, 'utf16le')
    expect((await load('81wide.csv', wide)).loaded).toBe(50)
    expect((await load('81mark.csv', `\ufeff${file(records(50))}`)).loaded).toBe(50)
    const joined = await load('81joined.csv', `\ufeff${file(records(50))}\ufeff${file(records(5))}`)
    expect([joined.loaded, joined.reasons.length, joined.reasons[0]]).toEqual([50, 6, 'repeated_header'])
  })

  test('84: NUL bytes are taken out and counted', async () => {
    const lines = records(50)
    const { loaded, rows, notes } = await load('84.csv', bytes(file(lines), `N,${AT},1,a`, [0], 'b\n'))
    expect([loaded, rows.at(-1)?.body]).toEqual([51, 'ab'])
    expect(notes).toContain('nul_bytes=1')
  })

  test('98: a megabyte of text, emoji, marks of direction, a thousand combining marks; a lone surrogate is refused', async () => {
    const bodies = ['😡'.repeat(250_000), '\u202eoben\u202c unten', 'a\u200bb', `e${'\u0301'.repeat(10_000)}`]
    const lines = records(4).map((line, index) => line.replace(TEXT, bodies[index] ?? ''))
    expect((await load('98.csv', file(lines))).rows.map(({ body }) => body)).toEqual(bodies)
    const surrogate = bytes(file(records(50)), `S,${AT},1,`, [0xed, 0xa0, 0x80], '\n')
    expect((await load('98b.csv', surrogate)).refused).toMatch(/^HY-L-00[29]$/)
  })
})

describe('workbooks and other names', () => {
  test('92: hidden sheets are not read', async () => {
    const made = book(cells(records(3)), [cells(records(4)), 'hidden'], [cells(records(5)), 'very'])
    made.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }, { Hidden: 2 }] }
    expect((await load('92.xlsx', bookBytes(made))).loaded).toBe(3)
  })

  test('93: formulas stand by their value, errors and links as text', async () => {
    const sheet = cells(records(3))
    sheet['C2'] = { t: 'n', v: 42, f: '40+2' }
    sheet['C3'] = { t: 'e', v: 0x2a }
    sheet['D4'] = { t: 's', v: 'click', l: { Target: 'javascript:alert(1)' } }
    const { rows, notes } = await load('93.xlsx', bookBytes(book(sheet)))
    expect(notes).toEqual([])
    expect(rows.map(({ phone, body }) => [phone, body])).toEqual([
      ['42', TEXT],
      ['#N/A', TEXT],
      ['138', 'click'],
    ])
  })

  test('95: what a file is decides, not its name', async () => {
    expect((await load('95.xlsx', file(records(9)))).loaded).toBe(9)
    expect((await load('95.csv', gzipSync(file(records(9))))).loaded).toBe(9)
    expect((await load('95b.csv', bookBytes(book(cells(records(9)))))).loaded).toBe(9)
    expect((await load('95html.csv', '<html><body>Session expired</body></html>')).refused).toBe('HY-L-006')
  })
})
