import { deflateSync, inflateSync } from 'node:zlib'
import { HuiyinError } from '../core/errors.ts'

const ENTRY_BYTES = 20
const START = /startxref\n(\d+)\n%%EOF\s*$/
const TABLE = /^xref\n0 (\d+)\n/
const HEAD = /^\d+ 0 obj\n<<[^>]*\/Length (\d+)[^>]*>> ?stream\n/

/** What a stream holds of a PDF that Chromium made, unpacked. Throws HY-R-003 where there is none of that number. */
export function readStream(pdf: Buffer, object: number): string {
  const { start, length } = streamAt(pdf, offsetTable(pdf), object)
  return inflateSync(pdf.subarray(start, start + length)).toString('latin1')
}

/** The PDF with other content in one of its streams; what stands behind moves, and the table of offsets with it. */
export function replaceStream(pdf: Buffer, object: number, content: string): Buffer {
  const table = offsetTable(pdf)
  const { offset, start, length } = streamAt(pdf, table, object)
  const data = deflateSync(Buffer.from(content, 'latin1'))
  const head = pdf.toString('latin1', offset, start).replace(/\/Length \d+/, `/Length ${data.length}`)
  const moved = head.length + data.length - (start + length - offset)
  const replaced = Buffer.concat([
    pdf.subarray(0, offset),
    Buffer.from(head, 'latin1'),
    data,
    pdf.subarray(start + length, table.start),
    movedTable(pdf, table, offset, moved),
  ])
  return replaced
}

interface OffsetTable {
  /** Where it begins in the file, and where its first entry does. */
  readonly start: number
  readonly first: number
  readonly count: number
}

function offsetTable(pdf: Buffer): OffsetTable {
  const start = Number(START.exec(pdf.toString('latin1', Math.max(0, pdf.length - 64)))?.[1])
  const head = Number.isNaN(start) ? null : TABLE.exec(pdf.toString('latin1', start, start + 32))
  if (head === null) throw new HuiyinError('HY-R-003', { reason: 'the PDF does not end with a table of offsets' })
  return { start, first: start + head[0].length, count: Number(head[1]) }
}

function streamAt(pdf: Buffer, { first, count }: OffsetTable, object: number) {
  const at = first + ENTRY_BYTES * object
  const offset = object < count ? Number(pdf.toString('latin1', at, at + 10)) : 0
  const head = HEAD.exec(pdf.toString('latin1', offset, offset + 256))
  if (head === null) throw new HuiyinError('HY-R-003', { reason: `object ${object} of the PDF is no stream` })
  return { offset, start: offset + head[0].length, length: Number(head[1]) }
}

/** The table and the trailer, with every offset behind `after` moved. */
function movedTable(pdf: Buffer, { start, first, count }: OffsetTable, after: number, moved: number): Buffer {
  const end = first + ENTRY_BYTES * count
  const entries = pdf
    .toString('latin1', first, end)
    .replace(/^\d{10}/gm, (digits) => (Number(digits) > after ? padded(Number(digits) + moved) : digits))
  const trailer = pdf.toString('latin1', end).replace(/startxref\n\d+/, `startxref\n${start + moved}`)
  return Buffer.from(pdf.toString('latin1', start, first) + entries + trailer, 'latin1')
}

function padded(offset: number): string {
  return String(offset).padStart(10, '0')
}
