import { FOLDED, KIND, SEPARATOR } from './fold-unit.ts'

/** Units of a text that are compared. */
export const COMPARED_UNITS = 2000

/**
 * The distinct pairs of neighbouring UTF-16 units of a folded text without its separators, as sorted 32-bit numbers.
 * A text of one unit has that unit; digits are one digit, runs of them one.
 */
export function characterBigrams(text: string): Uint32Array {
  const end = Math.min(text.length, COMPARED_UNITS)
  const pairs = new Uint32Array(end)
  let length = 0
  let previous = 0
  for (let at = 0; at < end; at += 1) {
    const unit = FOLDED[text.charCodeAt(at)] ?? 0
    if (KIND[unit] === SEPARATOR || (unit === 0x30 && previous === 0x30)) continue
    if (previous !== 0) {
      pairs[length] = ((previous << 16) | unit) >>> 0
      length += 1
    }
    previous = unit
  }
  if (length === 0 && previous !== 0) return Uint32Array.of(previous)
  const sorted = pairs.subarray(0, length).sort()
  let distinct = 0
  for (let at = 0; at < length; at += 1) {
    if (at > 0 && sorted[at] === sorted[at - 1]) continue
    sorted[distinct] = sorted[at] ?? 0
    distinct += 1
  }
  return sorted.slice(0, distinct)
}

/** Jaccard similarity of two sorted sets: shared over all. Two empty sets are not alike, 0. */
export function jaccard(a: Uint32Array, b: Uint32Array): { similarity: number; intersection: number; union: number } {
  let intersection = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i] ?? 0
    const right = b[j] ?? 0
    if (left === right) intersection += 1
    if (left <= right) i += 1
    if (right <= left) j += 1
  }
  const union = a.length + b.length - intersection
  return { similarity: union === 0 ? 0 : intersection / union, intersection, union }
}
