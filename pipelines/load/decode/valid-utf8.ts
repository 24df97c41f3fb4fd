import { isUtf8 } from 'node:buffer'

const BLOCK_BYTES = 1 << 16

/**
 * Where valid UTF-8 ends in `bytes`: before the first bytes that are no character (`bad`), before a character that the
 * end of `bytes` cuts off, or at the end.
 */
export function validUtf8End(bytes: Uint8Array): { end: number; bad: boolean } {
  const tail = bytes.length - cutOffBytes(bytes)
  if (isUtf8(bytes.subarray(0, tail))) return { end: tail, bad: false }
  let end = validBlocksEnd(bytes, tail)
  for (let width = 1; width > 0 && end < tail; end += width) width = utf8Width(bytes, end)
  return { end, bad: true }
}

/** Bytes of the UTF-8 character at `at`, 1 to 4; 0 where there is none (overlong, surrogate, out of range, cut off). */
export function utf8Width(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  const width = widthOfLead(lead)
  const second = bytes[at + 1] ?? 0
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  if (width === 0 || at + width > bytes.length || second < low || second > high) return 0
  for (let offset = 2; offset < width; offset++) if (!isContinuation(bytes[at + offset] ?? 0)) return 0
  return width
}

/** Where the last of the blocks ends that are valid as a whole: from there on, characters are looked at one by one. */
function validBlocksEnd(bytes: Uint8Array, tail: number): number {
  let end = 0
  for (;;) {
    const block = bytes.subarray(end, Math.min(end + BLOCK_BYTES, tail))
    const whole = block.length - cutOffBytes(block)
    if (whole === 0 || !isUtf8(block.subarray(0, whole))) return end
    end += whole
  }
}

/** How many bytes at the end begin a character whose rest is missing: 0 to 3. */
function cutOffBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (!isContinuation(byte)) return widthOfLead(byte) > back ? back : 0
  }
  return 0
}

function widthOfLead(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 0
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0
}
