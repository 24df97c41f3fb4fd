import { brotliDecompressSync } from 'node:zlib'

/** Table tags by the number that a WOFF2 directory writes in their place; 63 means that the tag is spelled out. */
const TAGS = (
  'cmap head hhea hmtx maxp name OS/2 post cvt fpgm glyf loca prep CFF VORG EBDT EBLC gasp hdmx kern LTSH PCLT ' +
  'VDMX vhea vmtx BASE GDEF GPOS GSUB'
).split(' ')
const DIRECTORY_START = 48

/**
 * Characters of a WOFF2 font and their advance widths.
 * @returns code point → width in em (0.5: half as wide as the font is high); code points without a glyph are absent
 * @throws Error when the bytes are no WOFF2 font with a Unicode map
 */
export function readAdvances(font: Buffer): Map<number, number> {
  const { data, transformed } = readTables(font)
  const table = (tag: string): Buffer => {
    const bytes = data.get(tag)
    if (bytes === undefined) throw new Error(`the font has no table ${tag}`)
    return bytes
  }
  const unitsPerEm = table('head').readUInt16BE(18)
  const lastMetric = table('hhea').readUInt16BE(34) - 1
  const [start, step] = transformed.has('hmtx') ? ([1, 2] as const) : ([0, 4] as const)
  const advances = new Map<number, number>()
  for (const [codePoint, glyph] of readCharacterMap(table('cmap'))) {
    advances.set(codePoint, table('hmtx').readUInt16BE(start + Math.min(glyph, lastMetric) * step) / unitsPerEm)
  }
  return advances
}

function readTables(font: Buffer): { data: Map<string, Buffer>; transformed: Set<string> } {
  if (font.toString('latin1', 0, 4) !== 'wOF2') throw new Error('not a WOFF2 font')
  const { entries, end } = readDirectory(font)
  const unpacked = brotliDecompressSync(font.subarray(end, end + font.readUInt32BE(20)))
  const data = new Map<string, Buffer>()
  let at = 0
  for (const { tag, length } of entries) {
    data.set(tag, unpacked.subarray(at, at + length))
    at += length
  }
  return { data, transformed: new Set(entries.filter((entry) => entry.transformed).map((entry) => entry.tag)) }
}

interface Entry {
  tag: string
  /** Bytes in the unpacked stream. */
  length: number
  transformed: boolean
}

function readDirectory(font: Buffer): { entries: Entry[]; end: number } {
  const entries: Entry[] = []
  let at = DIRECTORY_START
  const readLength = (): number => {
    let value = 0
    for (let byte = 128; byte >= 128; ) {
      byte = font.readUInt8(at++)
      value = value * 128 + (byte & 127)
    }
    return value
  }
  for (let left = font.readUInt16BE(12); left > 0; left--) {
    const flags = font.readUInt8(at++)
    let tag = TAGS[flags & 63] ?? ''
    if ((flags & 63) === 63) {
      tag = font.toString('latin1', at, at + 4)
      at += 4
    }
    const transformed = tag === 'glyf' || tag === 'loca' ? flags >> 6 === 0 : flags >> 6 !== 0
    const original = readLength()
    entries.push({ tag, length: transformed ? readLength() : original, transformed })
  }
  return { entries, end: at }
}

/** [code point, glyph] of every Unicode subtable; formats 4 (two bytes) and 12 (four bytes) are what web fonts use. */
function* readCharacterMap(cmap: Buffer): Generator<[number, number]> {
  for (let index = cmap.readUInt16BE(2) - 1; index >= 0; index--) {
    const table = cmap.subarray(cmap.readUInt32BE(8 + index * 8))
    if (table.readUInt16BE(0) === 4) yield* readFormat4(table)
    if (table.readUInt16BE(0) === 12) yield* readFormat12(table)
  }
}

function* readFormat4(table: Buffer): Generator<[number, number]> {
  const size = table.readUInt16BE(6)
  for (let at = 0; at < size; at += 2) {
    const end = table.readUInt16BE(14 + at)
    const first = table.readUInt16BE(16 + size + at)
    const delta = table.readUInt16BE(16 + size * 2 + at)
    const offsetAt = 16 + size * 3 + at
    const offset = table.readUInt16BE(offsetAt)
    for (let codePoint = first; codePoint <= end && codePoint < 0xffff; codePoint++) {
      const found = offset === 0 ? codePoint : table.readUInt16BE(offsetAt + offset + (codePoint - first) * 2)
      const glyph = offset !== 0 && found === 0 ? 0 : (found + delta) & 0xffff
      if (glyph !== 0) yield [codePoint, glyph]
    }
  }
}

function* readFormat12(table: Buffer): Generator<[number, number]> {
  for (let group = table.readUInt32BE(12) - 1; group >= 0; group--) {
    const at = 16 + group * 12
    const first = table.readUInt32BE(at)
    const last = table.readUInt32BE(at + 4)
    const glyph = table.readUInt32BE(at + 8)
    for (let codePoint = first; codePoint <= last; codePoint++) yield [codePoint, glyph + codePoint - first]
  }
}
