import { gzipSync, zstdCompressSync } from 'node:zlib'
import { type BookType, utils, write as writeWorkbook } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { type FileKind, fileKind } from '../../../../pipelines/load/formats/file-kind.ts'
import { requireReadable } from '../../../../pipelines/load/formats/readable-kind.ts'
import { testFolder } from './test-folder.ts'
import { zipOf } from './zip-file.ts'

const { write } = await testFolder()

function workbook(bookType: BookType): Uint8Array {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['编号'], ['CT1']]), '投诉')
  return new Uint8Array(writeWorkbook(book, { type: 'array', bookType }) as ArrayBuffer)
}

const utf16 = (text: string, mark = '\ufeff') => Buffer.from(mark + text, 'utf16le')
const noise = Uint8Array.from({ length: 4096 }, (_, index) => (index * 2_654_435_761) >>> 13)
const csv = '编号,渠道\r\nCT1,电话\r\n'
const encryptedOffice = () => {
  const bytes = Buffer.alloc(1024)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  bytes.writeUInt16LE(9, 30)
  Buffer.from('EncryptedPackage\0', 'utf16le').copy(bytes, 512)
  return bytes
}

describe('fileKind', () => {
  test.each<[string, string | Uint8Array, string, FileKind]>([
    ['nothing', '', 'a.csv', 'empty'],
    ['only blanks', ' \r\n\t\n', 'a.csv', 'empty'],
    ['CSV', csv, 'a.csv', 'text'],
    ['CSV, and room that the download did not fill', `${csv}${'\0'.repeat(4096)}`, 'a.csv', 'text'],
    ['CSV named .xlsx', csv, 'a.xlsx', 'text'],
    ['GBK', Buffer.from('b1e0bac52cc7feb5c00a4354312ce7b5bbb00a', 'hex'), 'a.csv', 'text'],
    ['UTF-16 with its mark', utf16(csv), 'a.csv', 'text'],
    ['UTF-16 without', utf16('id,channel\nCT1,phone\nCT2,mail\n', ''), 'a.csv', 'text'],
    ['a NUL byte in a field', `${csv}CT2,\0网\n`.repeat(20), 'a.csv', 'text'],
    ['a first name in brackets', '[编号],[渠道]\nCT1,电话\n', 'a.csv', 'text'],
    ['a first name in braces', '{编号},渠道\nCT1,电话\n', 'a.csv', 'text'],
    ['a first cell that begins with <', '<3天,渠道\nCT1,电话\n', 'a.csv', 'text'],
    ['an error page named .csv', '\n<!DOCTYPE html>\n<html><body>登录超时</body></html>', 'a.csv', 'html'],
    ['a table saved as .xls', '<meta charset="gbk"><table><tr><td>编号</td></tr></table>', 'a.xls', 'html'],
    ['XHTML', '<?xml version="1.0"?><!-- x --><html xmlns="http://www.w3.org/1999/xhtml"/>', 'a.csv', 'html'],
    ['XML', '<?xml version="1.0"?><rows><row/></rows>', 'a.xml', 'xml'],
    [
      'SpreadsheetML',
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
      'a.xls',
      'spreadsheetml',
    ],
    ['gzip named .csv', gzipSync(csv), 'a.csv', 'gzip'],
    ['Zstandard named .csv', zstdCompressSync(csv), 'a.csv', 'zstd'],
    ['PDF', '%PDF-1.7\n', 'a.csv', 'pdf'],
    ['RAR', Buffer.from('526172211a0700', 'hex'), 'a.zip', 'archive'],
    ['noise', noise, 'a.csv', 'binary'],
    ['Parquet', 'PAR1\u0015\u0004', 'a.csv', 'parquet'],
    ['a ZIP of CSV', zipOf([{ name: '投诉.csv', data: csv }]), 'a.csv', 'zip'],
    ['a ZIP that was cut off', zipOf([{ name: 'a.csv', data: csv }]).subarray(0, 40), 'a.zip', 'zip'],
    ['XLSX named .xls', workbook('xlsx'), 'a.xls', 'xlsx'],
    [
      'XLSM',
      zipOf(['[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin'].map((name) => ({ name, data: '' }))),
      'a',
      'xlsm',
    ],
    ['XLSB', workbook('xlsb'), 'a.xlsx', 'xlsb'],
    ['ODS', workbook('ods'), 'a.xlsx', 'ods'],
    ['DOCX', zipOf(['[Content_Types].xml', 'word/document.xml'].map((name) => ({ name, data: '' }))), 'a', 'document'],
    ['XLS of Excel 97', workbook('biff8'), 'a.xlsx', 'xls'],
    ['XLS of Excel 2', workbook('biff2'), 'a.xlsx', 'xls'],
    ['a workbook with a password', encryptedOffice(), 'a.xlsx', 'protected'],
  ])('%s', async (_name, data, name, expected) => {
    expect(await fileKind(await write(data, name))).toBe(expected)
  })

  test.each<[string, string, FileKind]>([
    ['an array of objects', ' [ {"a": 1},\n{"a": 2}]', 'json'],
    ['an empty array', '[]', 'json'],
    ['a wrapped array', '{"code":0,"data":{"rows":[{"a":1}]}}', 'json'],
    ['a wrapped empty array', '{"data":[]}', 'json'],
    ['a wrapped array, one record a line', '{"data": [\n{"a":1},\n{"a":2}\n]}', 'json'],
    ['a wrapped array with one record on its line', '{"data": [\n{"a":1}\n]}', 'json'],
    ['an indented object', '{\n  "data": [\n    {\n      "a": 1\n    }\n  ]\n}', 'json'],
    ['one object a line', '\ufeff{"a":1}\n{"a":2}\n', 'jsonl'],
    ['one object alone', '{"a":1}\n', 'jsonl'],
    ['a broken first line', '{"a":\n{"a":2}\n{"a":3}\n', 'jsonl'],
    ['a broken second line', '{"a":1}\n{"a":\n', 'jsonl'],
    ['a long first line, and a second', `{"a":"${'投'.repeat(50_000)}"}\n{"a":"b"}\n`, 'jsonl'],
    ['a long line alone', `{"data":[${'{"a":1},'.repeat(20_000)}{"a":1}]}`, 'json'],
  ])('%s is %s', async (_name, data, expected) => {
    expect(await fileKind(await write(data))).toBe(expected)
  })

  test('a file that is not there', async () => {
    await expect(fileKind('nowhere.csv')).rejects.toMatchObject({ code: 'HY-L-001' })
  })
})

describe('requireReadable', () => {
  test.each<FileKind>(['text', 'json', 'jsonl', 'xlsx', 'xlsm', 'parquet', 'gzip', 'zstd', 'zip'])(
    '%s passes',
    (kind) => {
      expect(requireReadable(kind, 'a')).toBe(kind)
    },
  )

  test.each<FileKind>(['empty', 'html', 'ods', 'protected', 'pdf', 'archive'])('%s is refused', (kind) => {
    expect(() => requireReadable(kind, 'a.csv')).toThrow(/HY-L-006.*a\.csv/)
  })

  test('old .xls has its own answer', () => {
    expect(() => requireReadable('xls', 'a.xls')).toThrow('HY-L-011 {"file":"a.xls"}')
  })
})
