import { createHash } from 'node:crypto'
import { PDF, PdfDict } from '@libpdf/core'
import { beforeAll, expect, test } from 'vitest'
import { type AttachedFile, readAttachments } from '../../../../pipelines/report/archive/attach-files.ts'
import { finishPdf } from '../../../../pipelines/report/archive/finish-pdf.ts'
import { printPdf } from '../../../../pipelines/report/print-pdf.ts'
import { fontsOf, readPdf } from '../read-pdf.ts'

const AS_OF = new Date('2026-01-05T08:30:00Z')
const file = (name: string, data: string | Uint8Array, more: Partial<AttachedFile> = {}): AttachedFile => ({
  name,
  mime: 'text/plain',
  data: typeof data === 'string' ? new TextEncoder().encode(data) : data,
  relationship: 'Data',
  description: `about ${name}`,
  ...more,
})
const FILES = [
  file('证据.json', '{"figures":[1,2,3]}', { mime: 'application/json', description: '每个数字的来源' }),
  file('figures (1).sql', 'select 1;\n'.repeat(1000), { mime: 'application/sql', relationship: 'Source' }),
  file('empty.csv', ''),
  file(
    'random.bin',
    Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256),
  ),
]

const finish = (printed: Uint8Array, files: readonly AttachedFile[]) =>
  finishPdf(printed, {
    files,
    facts: { title: '周报', locale: 'zh-CN', author: '质量部', creator: 'Huiyin', asOf: AS_OF },
  })

let pdf: Uint8Array
beforeAll(async () => {
  const html = '<h1>投诉</h1><table><thead><tr><th scope="col">件数</th></tr></thead><tr><td>12</td></tr></table>'
  pdf = await printPdf(html, { title: '周报', locale: 'zh-CN', asOf: AS_OF })
})

test('what is attached is read back, byte for byte', async () => {
  const read = await readAttachments(await finish(pdf, FILES))
  expect([...read.keys()].sort()).toEqual(FILES.map(({ name }) => name).sort())
  for (const { name, data } of FILES) expect(Buffer.from(read.get(name) ?? []).equals(data), name).toBe(true)
})

test('the printed bytes stay in front as they were, with tags, outline and fonts', async () => {
  const attached = await finish(pdf, FILES)
  expect(Buffer.from(attached.subarray(0, pdf.length)).equals(pdf)).toBe(true)
  const read = await readPdf(attached)
  expect(read).toMatchObject({ title: '周报', language: 'zh-CN', outline: ['投诉'], pages: ['投诉件数12'] })
  expect(read.tags).toEqual(expect.arrayContaining(['H1', 'Table', 'TH', 'TD']))
  expect(fontsOf(attached)).toEqual(fontsOf(pdf))
})

test('the same files in any order, at any time, give the same bytes', async () => {
  const first = await finish(pdf, FILES)
  const again = await finish(pdf, FILES.toReversed())
  expect(Buffer.from(again).equals(first)).toBe(true)
  const other = await finish(pdf, [file('a', 'b')])
  expect(idOf(other)[0]).toBe(idOf(first)[0])
  expect(idOf(other)[1]).not.toBe(idOf(first)[1])
})

test('name, type, size, check sum, date, relationship and description are in the PDF', async () => {
  const attached = await finish(pdf, FILES)
  const document = await PDF.load(attached)
  expect(document.getAttachments().get('证据.json')).toMatchObject({
    filename: '证据.json',
    description: '每个数字的来源',
    mimeType: 'application/json',
    size: 19,
    modifiedAt: AS_OF,
  })
  const associated = document.getCatalog().getArray('AF')
  const files = [...(associated ?? [])].map((item) => (item.type === 'ref' ? document.getObject(item) : item))
  const relationships = files.map((item) =>
    item instanceof PdfDict ? item.getName('AFRelationship')?.value : undefined,
  )
  expect(relationships).toEqual(['Data', 'Source', 'Data', 'Data'])
  const checkSum = createHash('md5').update('{"figures":[1,2,3]}').digest('hex').toUpperCase()
  expect(Buffer.from(attached).toString('latin1')).toContain(`/CheckSum <${checkSum}>`)
})

test('refuses two files of one name, attachments upon attachments, and what is no PDF', async () => {
  await expect(finish(pdf, [file('a', '1'), file('a', '2')])).rejects.toThrow('share a name')
  const attached = await finish(pdf, FILES)
  await expect(finish(attached, FILES)).rejects.toThrow('attachments already')
  await expect(readAttachments(new TextEncoder().encode('not a PDF'))).rejects.toThrow()
  expect((await readAttachments(pdf)).size).toBe(0)
})

function idOf(bytes: Uint8Array): string[] {
  const trailer = Buffer.from(bytes).toString('latin1').split('trailer').at(-1) ?? ''
  return (/\/ID \[<(\w+)> <(\w+)>\]/.exec(trailer) ?? []).slice(1)
}
