/**
 * What one call of a transcoder did: `read` bytes of the input became `written` bytes of UTF-8, without the `nulBytes`
 * NUL characters. `read` ends before an incomplete character, or before the bytes that are none (`bad`).
 */
export interface Step {
  readonly read: number
  readonly written: number
  readonly nulBytes: number
  readonly bad: boolean
}

/** Decodes `input[0, length)` into `output`, which holds at least three times as many bytes. */
export type Transcoder = (input: Uint8Array, length: number, output: Uint8Array) => Step

/** Writes a code point above U+007F as UTF-8; returns the position after it. */
export function putUtf8(output: Uint8Array, at: number, codePoint: number): number {
  if (codePoint < 0x800) {
    output[at] = 0xc0 | (codePoint >> 6)
    output[at + 1] = 0x80 | (codePoint & 0x3f)
    return at + 2
  }
  if (codePoint < 0x10000) {
    output[at] = 0xe0 | (codePoint >> 12)
    output[at + 1] = 0x80 | ((codePoint >> 6) & 0x3f)
    output[at + 2] = 0x80 | (codePoint & 0x3f)
    return at + 3
  }
  output[at] = 0xf0 | (codePoint >> 18)
  output[at + 1] = 0x80 | ((codePoint >> 12) & 0x3f)
  output[at + 2] = 0x80 | ((codePoint >> 6) & 0x3f)
  output[at + 3] = 0x80 | (codePoint & 0x3f)
  return at + 4
}
