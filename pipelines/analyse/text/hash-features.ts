import { DIGIT, FOLDED, HAN, KIND, LETTER, SEPARATOR } from './fold-unit.ts'

/** Number of buckets that features are hashed into, a power of two. */
export const BUCKETS = 1 << 20

/** Units of a text that are read: a complaint says what it is about in its beginning, and a file of 1 MB is not one. */
export const READ_UNITS = 6000

/** A growing list of buckets, kept from text to text so that a million texts make no garbage. */
export interface FeatureBuffer {
  buckets: Int32Array
  length: number
  /** By bucket, the number of the text that has it already: a feature counts once a text. */
  readonly seen: Int32Array
  text: number
}

export function featureBuffer(): FeatureBuffer {
  return { buckets: new Int32Array(1024), length: 0, seen: new Int32Array(BUCKETS), text: 0 }
}

/**
 * Appends the hashed features of a text to the buffer, each once: single characters, pairs and triples of Chinese
 * characters, words and pairs of neighbouring words of alphabetic scripts, beginnings of long words, symbols.
 */
export function hashFeatures(text: string, buffer: FeatureBuffer): void {
  buffer.text += 1
  const end = Math.min(text.length, READ_UNITS)
  let before = 0
  let last = 0
  let previousWord = 0
  let at = 0
  while (at < end) {
    const unit = FOLDED[text.charCodeAt(at)] ?? 0
    const kind = KIND[unit] ?? SEPARATOR
    if (kind === HAN) {
      add(buffer, unit)
      if (last !== 0) add(buffer, Math.imul(last, 0x9e3779b1) ^ unit)
      if (before !== 0) add(buffer, Math.imul(Math.imul(before, 0x85ebca6b) ^ last, 0x9e3779b1) ^ unit)
      before = last
      last = unit
      previousWord = 0
      at += 1
      continue
    }
    before = 0
    last = 0
    if (kind === LETTER || kind === DIGIT) {
      const start = at
      at = endOfWord(text, at, end)
      previousWord = addWord(buffer, text, start, at, previousWord)
      continue
    }
    if (kind !== SEPARATOR) add(buffer, unit ^ 0x5bd1e995)
    else if (unit !== 0x20) previousWord = 0
    at += 1
  }
}

/** Behind the letters and digits from `at`; an apostrophe within is a part of the word. */
function endOfWord(text: string, at: number, end: number): number {
  let next = at
  while (next < end) {
    const unit = FOLDED[text.charCodeAt(next)] ?? 0
    const kind = KIND[unit]
    if (kind !== LETTER && kind !== DIGIT && !(unit === 0x27 || unit === 0x2019)) break
    next += 1
  }
  return next
}

/** Adds a word, its beginning and its pair with the word before; gives the word's hash. Numbers are one word. */
function addWord(buffer: FeatureBuffer, text: string, start: number, end: number, previous: number): number {
  let hash = 0x811c9dc5
  let wasDigit = false
  for (let at = start; at < end; at += 1) {
    const unit = FOLDED[text.charCodeAt(at)] ?? 0
    const isDigit = KIND[unit] === DIGIT
    if (isDigit && wasDigit) continue
    wasDigit = isDigit
    hash = Math.imul(hash ^ unit, 0x01000193)
    if (at - start === 4 && end - start > 5) add(buffer, hash ^ 0x2545f491)
  }
  add(buffer, hash)
  if (previous !== 0) add(buffer, Math.imul(previous, 0x9e3779b1) ^ hash)
  return hash
}

function add(buffer: FeatureBuffer, hash: number): void {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  const bucket = (mixed ^ (mixed >>> 16)) & (BUCKETS - 1)
  if (buffer.seen[bucket] === buffer.text) return
  buffer.seen[bucket] = buffer.text
  if (buffer.length === buffer.buckets.length) {
    const larger = new Int32Array(buffer.buckets.length * 2)
    larger.set(buffer.buckets)
    buffer.buckets = larger
  }
  buffer.buckets[buffer.length] = bucket
  buffer.length += 1
}
