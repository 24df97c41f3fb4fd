/** Red, green and blue of sRGB (IEC 61966-2-1) and its white, adapted to the D50 of the profile connection space. */
const PRIMARIES = {
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
}
const D50 = [0.9642, 1, 0.82491]
/** Bradford's adaptation from D65 to D50, row by row. */
const ADAPTATION = [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168]
/** Gamma and the constants a, b, c, d of the curve Y = (aX + b)^γ above d, and cX below (ICC.1:2010, function type 3). */
const CURVE = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]
const HEADER_BYTES = 128
const VERSION_4_2 = 0x04200000

/**
 * A colour profile of sRGB, computed from the standard's numbers, for the output intent of PDF/A: an ICC profile of
 * version 4.2 with a matrix and a curve, 524 bytes, the same on every call.
 */
export function srgbProfile(): Uint8Array {
  const curve = typed('para', Buffer.concat([int16(3), int16(0), fixed(CURVE)]))
  const tags: [string, Buffer][] = [
    ['desc', text('sRGB')],
    ['cprt', text('CC0')],
    ['wtpt', typed('XYZ ', fixed(D50))],
    ...Object.entries(PRIMARIES).map(([name, value]): [string, Buffer] => [name, typed('XYZ ', fixed(value))]),
    ...['rTRC', 'gTRC', 'bTRC'].map((name): [string, Buffer] => [name, curve]),
    ['chad', typed('sf32', fixed(ADAPTATION))],
  ]
  const { table, data } = layOut(tags)
  const profile = Buffer.concat([Buffer.alloc(HEADER_BYTES), table, data])
  fillHeader(profile)
  return new Uint8Array(profile)
}

/** The table of tags and their data; tags with the same data share it. */
function layOut(tags: [string, Buffer][]): { table: Buffer; data: Buffer } {
  const entries: Buffer[] = [int32(tags.length)]
  const parts = new Map<Buffer, number>()
  let offset = HEADER_BYTES + 4 + 12 * tags.length
  for (const [name, value] of tags) {
    if (!parts.has(value)) {
      parts.set(value, offset)
      offset += value.length
    }
    entries.push(Buffer.from(name, 'latin1'), int32(parts.get(value) ?? 0), int32(value.length))
  }
  return { table: Buffer.concat(entries), data: Buffer.concat([...parts.keys()]) }
}

/** A display profile from RGB to XYZ, dated by its standard rather than by the clock, and for perceptual rendering. */
function fillHeader(profile: Buffer): void {
  profile.writeUInt32BE(profile.length, 0)
  profile.writeUInt32BE(VERSION_4_2, 8)
  profile.write('mntrRGB XYZ ', 12, 'latin1')
  for (const [index, part] of [1999, 10, 1, 0, 0, 0].entries()) profile.writeUInt16BE(part, 24 + 2 * index)
  profile.write('acsp', 36, 'latin1')
  fixed(D50).copy(profile, 68)
}

function typed(signature: string, content: Buffer): Buffer {
  const filled = Buffer.concat([Buffer.from(signature, 'latin1'), int32(0), content])
  return Buffer.concat([filled, Buffer.alloc((4 - (filled.length % 4)) % 4)])
}

function text(content: string): Buffer {
  const utf16 = Buffer.from(content, 'utf16le').swap16()
  const record = Buffer.concat([Buffer.from('enUS', 'latin1'), int32(utf16.length), int32(28)])
  return typed('mluc', Buffer.concat([int32(1), int32(12), record, utf16]))
}

function fixed(values: readonly number[]): Buffer {
  return Buffer.concat(values.map((value) => int32(Math.round(value * 65_536))))
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeInt32BE(value)
  return buffer
}

function int16(value: number): Buffer {
  const buffer = Buffer.alloc(2)
  buffer.writeInt16BE(value)
  return buffer
}
