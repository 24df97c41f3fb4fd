import { isUtf8 } from 'node:buffer'
import type { Step } from './transcoder.ts'

/** Checks UTF-8 strictly and copies it without its NUL characters. */
export function transcodeUtf8(input: Uint8Array, length: number, output: Uint8Array): Step {
  const { end, bad } = validUtf8End(input.subarray(0, length))
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

/**
 * Where valid UTF-8 ends in `bytes`: before the first bytes that can be no character (`bad`), or before a character
 * that is cut off by the end of `bytes`, or at the end.
 */
export function validUtf8End(bytes: Uint8Array): { end: number; bad: boolean } {
  const tail = startOfTail(bytes)
  if (isUtf8(bytes.subarray(0, tail))) {
    const width = characterWidth(bytes, tail)
    if (tail < bytes.length && width > 0) return { end: tail + width, bad: false }
    return { end: tail, bad: width === 0 }
  }
  let good = 0
  let end = tail
  while (end - good > 1) {
    const middle = good + ((end - good) >> 1)
    const cut = startOfCharacter(bytes, good, middle)
    if (cut > good && isUtf8(bytes.subarray(good, cut))) good = cut
    else if (cut > good) end = cut
    else break
  }
  while (good < tail) {
    const width = characterWidth(bytes, good)
    if (width <= 0) break
    good += width
  }
  return { end: good, bad: true }
}
