const BMP_COUNT = 39_420
const SUPPLEMENTARY_START = 189_000
const LAST_PLANE_END = 0x110000
let bmp: Uint16Array | undefined

/**
 * The code point of a four-byte character of GB18030 at `offset`, or 0 where the bytes are none. Bytes 1 and 3 run from
 * 0x81 to 0xFE, bytes 2 and 4 are digits. Below U+10000 the platform's decoder is asked, above it the order is linear.
 */
export function fourByteCodePoint(bytes: Uint8Array, offset: number): number {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(offset, offset + 4)
  const fits = isLead(first) && second >= 0x30 && second <= 0x39 && isLead(third) && fourth >= 0x30 && fourth <= 0x39
  if (!fits) return 0
  const index = (((first - 0x81) * 10 + second - 0x30) * 126 + third - 0x81) * 10 + fourth - 0x30
  if (index < BMP_COUNT) return bmpTable()[index] ?? 0
  const codePoint = index - SUPPLEMENTARY_START + 0x10000
  return codePoint >= 0x10000 && codePoint < LAST_PLANE_END ? codePoint : 0
}

/** Whether the bytes from `offset` to the end are fewer than four and may begin a four-byte character. */
export function isFourByteStart(bytes: Uint8Array, offset: number): boolean {
  const [second = 0x30, third = 0x81] = bytes.subarray(offset + 1, offset + 3)
  return offset + 4 > bytes.length && second >= 0x30 && second <= 0x39 && isLead(third)
}

function isLead(byte: number): boolean {
  return byte >= 0x81 && byte <= 0xfe
}

function bmpTable(): Uint16Array {
  if (bmp !== undefined) return bmp
  bmp = new Uint16Array(BMP_COUNT)
  const decoder = new TextDecoder('gb18030', { ignoreBOM: true })
  const bytes = new Uint8Array(4)
  for (let index = 0; index < BMP_COUNT; index++) {
    bytes[0] = 0x81 + Math.floor(index / 12_600)
    bytes[1] = 0x30 + (Math.floor(index / 1_260) % 10)
    bytes[2] = 0x81 + (Math.floor(index / 10) % 126)
    bytes[3] = 0x30 + (index % 10)
    const text = decoder.decode(bytes)
    bmp[index] = text.length === 1 ? text.charCodeAt(0) : 0
  }
  return bmp
}
