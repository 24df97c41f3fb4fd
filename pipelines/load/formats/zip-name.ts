import { crc32 } from 'node:zlib'

const UNICODE_PATH = 0x7075
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

/** Where a legacy encoding keeps its everyday characters: punctuation and the common ideographs. */
const EVERYDAY = [
  { label: 'gb18030', isLead: (byte: number) => within(byte, 0xa1, 0xa3) || within(byte, 0xb0, 0xd7), trail: 0xa1 },
  { label: 'big5', isLead: (byte: number) => within(byte, 0xa1, 0xc6), trail: 0x40 },
]
const PLAUSIBLE = 0.8

/**
 * The name of a ZIP member. UTF-8 where its flag or the Unicode extra field says so, or where the bytes can be nothing
 * else; otherwise what Windows wrote: GBK or Big5 where most of the characters are everyday ones, else CP437.
 */
export function zipName(bytes: Buffer, isUtf8: boolean, extra: Buffer): string {
  const name = unicodePath(bytes, extra) ?? decoded('utf-8', bytes)
  if (name !== undefined) return name
  if (isUtf8) return bytes.toString('utf8')
  const [best] = EVERYDAY.map(({ label, isLead, trail }) => ({
    name: decoded(label, bytes),
    share: everydayShare(bytes, isLead, trail),
  }))
    .filter((candidate) => candidate.name !== undefined && candidate.share >= PLAUSIBLE)
    .sort((one, other) => other.share - one.share)
  return best?.name ?? cp437(bytes)
}

/** The Info-ZIP field that carries the name in UTF-8; it counts only while its check sum fits the plain name. */
function unicodePath(bytes: Buffer, extra: Buffer): string | undefined {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2)
    const isPath = extra.readUInt16LE(at) === UNICODE_PATH && end <= extra.length && end - at >= 9
    if (isPath && extra.readUInt32LE(at + 5) === crc32(bytes)) return decoded('utf-8', extra.subarray(at + 9, end))
    at = end
  }
  return undefined
}

function decoded(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Of the two-byte characters, the share with an everyday lead and a trail byte from `lowestTrail` on. */
function everydayShare(bytes: Buffer, isLead: (byte: number) => boolean, lowestTrail: number): number {
  let pairs = 0
  let everyday = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) continue
    at += 1
    pairs += 1
    if (isLead(lead) && within(bytes[at] ?? 0, lowestTrail, 0xfe)) everyday += 1
  }
  return pairs === 0 ? 0 : everyday / pairs
}

function cp437(bytes: Buffer): string {
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : CP437[byte - 0x80])).join('')
}

function within(byte: number, low: number, high: number): boolean {
  return byte >= low && byte <= high
}
