import { deflateSync, inflateSync } from 'node:zlib'
import { HuiyinError } from '../core/errors.ts'

const ENTRY_BYTES = 20
const START = /startxref\n(\d+)\n%%EOF\s*$/
const TABLE = /^xref\n0 (\d+)\n/
const NOT_ENDED = '(?:(?!endobj)[\\s\\S])*?'
const HEAD = new RegExp(`^\\d+ 0 obj\\n(<<${NOT_ENDED}\\/Length (\\d+)${NOT_ENDED}>> ?)stream\\n`)
const LONGEST_HEAD = 16_384
const FORM_OBJECT = new RegExp(`\\n(\\d+) 0 obj\\n<<${NOT_ENDED}\\/Subtype \\/Form\\b`, 'g')
const PAGE_OBJECT = new RegExp(
  `\\n(\\d+) 0 obj\\n<<\\/Type \\/Page\\n${NOT_ENDED}(?:\\/Contents (\\d+) 0 R|endobj)`,
  'g',
)
/** Pages are packed again at once, and with little effort: a report has some megabytes of them. */
const PACKING = { level: 3 }

/** A page of a PDF that Chromium made: the numbers of its object and of the stream that draws it. */
export interface PageObject {
  readonly object: number
  readonly contents: number
}

/** Skia numbers its objects in the order in which it lays the pages out. */
export function pageObjects(text: string): PageObject[] {
  return [...text.matchAll(PAGE_OBJECT)]
    .map(([, object, contents]) => ({ object: Number(object), contents: Number(contents) }))
    .sort((a, b) => a.object - b.object)
}

/** Numbers of drawings that pages place by their name, such as `X54`. */
export function formObjects(text: string): number[] {
  return [...text.matchAll(FORM_OBJECT)].map(([, object]) => Number(object))
}

/** Streams of a PDF that Chromium made. Throws HY-R-003 where there is none of that number. */
export function skiaStreams(pdf: Buffer) {
  const table = offsetTable(pdf)
  return {
    /** What a stream holds, unpacked, one character a byte. */
    read(object: number): string {
      const { dictionary, start, length } = streamAt(pdf, table, object)
      const data = pdf.subarray(start, start + length)
      return (dictionary.includes('/FlateDecode') ? inflateSync(data) : data).toString('latin1')
    },
    /** The object with other content, for `rewriteObjects`. */
    filled(object: number, content: string): Buffer {
      const { dictionary } = streamAt(pdf, table, object)
      const plain = Buffer.from(content, 'latin1')
      const data = dictionary.includes('/FlateDecode') ? deflateSync(plain, PACKING) : plain
      const head = `${dictionary.replace(/\/Length \d+/, `/Length ${data.length}`)}stream\n`
      return Buffer.concat([Buffer.from(head, 'latin1'), data, Buffer.from('\nendstream', 'latin1')])
    },
  }
}

/**
 * The PDF with other objects in the place of some. What stands behind moves, and the table of offsets with it.
 * @param changes by number, what stands between `obj` and `endobj`
 */
export function rewriteObjects(pdf: Buffer, changes: ReadonlyMap<number, Buffer>): Buffer {
  if (changes.size === 0) return pdf
  const table = offsetTable(pdf)
  const inOrder = table.offsets
    .map((offset, object) => ({ object, offset }))
    .filter(({ offset }) => offset > 0)
    .sort((a, b) => a.offset - b.offset)
  const parts = [pdf.subarray(0, inOrder[0]?.offset ?? table.start)]
  const moved = [...table.offsets]
  let length = parts[0]?.length ?? 0
  for (const [index, { object, offset }] of inOrder.entries()) {
    const body = changes.get(object)
    const before = pdf.subarray(offset, inOrder[index + 1]?.offset ?? table.start)
    const part = body === undefined ? [before] : [Buffer.from(`${object} 0 obj\n`), body, Buffer.from('\nendobj\n')]
    moved[object] = length
    parts.push(...part)
    length += part.reduce((sum, { length: bytes }) => sum + bytes, 0)
  }
  return Buffer.concat([...parts, movedTable(pdf, table, moved, length)])
}

interface OffsetTable {
  /** Where it begins in the file, and where its first entry does. */
  readonly start: number
  readonly first: number
  /** By the number of the object; 0 for those that there are not. */
  readonly offsets: readonly number[]
}

function offsetTable(pdf: Buffer): OffsetTable {
  const start = Number(START.exec(pdf.toString('latin1', Math.max(0, pdf.length - 64)))?.[1])
  const head = Number.isNaN(start) ? null : TABLE.exec(pdf.toString('latin1', start, start + 32))
  if (head === null) throw new HuiyinError('HY-R-003', { reason: 'the PDF does not end with a table of offsets' })
  const first = start + head[0].length
  const entries = pdf.toString('latin1', first, first + ENTRY_BYTES * Number(head[1]))
  const offsets = Array.from({ length: Number(head[1]) }, (_, object) => {
    const entry = entries.slice(object * ENTRY_BYTES, (object + 1) * ENTRY_BYTES)
    return entry[17] === 'n' ? Number(entry.slice(0, 10)) : 0
  })
  return { start, first, offsets }
}

function streamAt(pdf: Buffer, { offsets }: OffsetTable, object: number) {
  const offset = offsets[object] ?? 0
  const head = HEAD.exec(pdf.toString('latin1', offset, offset + LONGEST_HEAD))
  if (head === null) throw new HuiyinError('HY-R-003', { reason: `object ${object} of the PDF is no stream` })
  return { dictionary: head[1] ?? '', start: offset + head[0].length, length: Number(head[2]) }
}

/** The table and the trailer for objects that stand elsewhere now. */
function movedTable(pdf: Buffer, { start, first, offsets }: OffsetTable, moved: readonly number[], at: number): Buffer {
  const entries = moved.map((offset, object) => {
    const entry = pdf.toString('latin1', first + ENTRY_BYTES * object, first + ENTRY_BYTES * (object + 1))
    return offsets[object] === 0 ? entry : `${String(offset).padStart(10, '0')}${entry.slice(10)}`
  })
  const trailer = pdf
    .toString('latin1', first + ENTRY_BYTES * offsets.length)
    .replace(/startxref\n\d+/, `startxref\n${at}`)
  return Buffer.from(pdf.toString('latin1', start, first) + entries.join('') + trailer, 'latin1')
}
