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

/** Decodes `input` into `output`, which holds at least three times as many bytes. */
export type Transcoder = (input: Uint8Array, output: Buffer) => Step
