import type { Transcoder } from './transcoder.ts'
import { validUtf8End } from './valid-utf8.ts'

/** Checks UTF-8 strictly and copies it without its NUL characters. */
export const transcodeUtf8: Transcoder = (input, output) => {
  const { end, bad } = validUtf8End(input)
  let written = 0
  let nulBytes = 0
  let from = 0
  while (from < end) {
    const nul = input.indexOf(0, from)
    const to = nul === -1 || nul >= end ? end : nul
    output.set(input.subarray(from, to), written)
    written += to - from
    if (to < end) nulBytes += 1
    from = to + 1
  }
  return { read: end, written, nulBytes, bad }
}
