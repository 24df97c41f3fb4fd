/** What a character is, as far as it matters for which characters stand beside each other. */
export const KIND = {
  boundary: 0,
  lower: 1,
  upper: 2,
  ideograph: 3,
  kana: 4,
  halfWidthKana: 5,
  hangul: 6,
  eastAsianSign: 7,
  latinLower: 8,
  latinUpper: 9,
  sign: 10,
  otherLetter: 11,
  openingSign: 12,
  joiningSign: 13,
} as const

type KindName = keyof typeof KIND
export type Kind = (typeof KIND)[KindName]
export const KIND_COUNT = 14

const SIGNS: readonly Kind[] = [KIND.eastAsianSign, KIND.sign, KIND.openingSign, KIND.joiningSign]
const OPENING = codesOf('“‘«„‚‹¿¡')
const JOINING = codesOf('’–—·')

/** Bits to add where a character of the second kind follows one of the first: what seldom stands so costs more. */
const JOINS: readonly (readonly [first: KindName, second: KindName, bits: number])[] = [
  ['boundary', 'halfWidthKana', 3],
  ['boundary', 'latinLower', 1],
  ['boundary', 'joiningSign', 2],
  ['hangul', 'ideograph', 3],
  ['hangul', 'kana', 6],
  ['kana', 'hangul', 6],
  ['latinLower', 'latinLower', 2],
  ['latinLower', 'latinUpper', 7],
  ['latinLower', 'openingSign', 6],
  ['latinLower', 'joiningSign', 1],
  ['latinLower', 'sign', 3],
  ['latinUpper', 'latinLower', 2],
  ['latinUpper', 'latinUpper', 2],
  ['latinUpper', 'boundary', 3],
  ['latinUpper', 'sign', 4],
  ['lower', 'latinUpper', 7],
  ['lower', 'sign', 2],
  ['lower', 'openingSign', 6],
  ['lower', 'joiningSign', 1],
  ['upper', 'openingSign', 4],
  ['sign', 'lower', 4],
  ['sign', 'sign', 1],
  ['openingSign', 'sign', 3],
  ['lower', 'halfWidthKana', 5],
  ['upper', 'halfWidthKana', 5],
  ['eastAsianSign', 'halfWidthKana', 5],
]
const EAST_ASIAN: readonly KindName[] = ['ideograph', 'kana', 'hangul', 'halfWidthKana']
/** The same on either side of an East Asian character. */
const BESIDE_EAST_ASIAN: readonly (readonly [beside: KindName, bits: number])[] = [
  ['lower', 4],
  ['latinLower', 4],
  ['upper', 1],
  ['otherLetter', 3],
]

/** The joins' bits at `first × 14 + second`. */
export const JOIN_BITS = joinBits()

export function isSign(kind: Kind): boolean {
  return SIGNS.includes(kind)
}

export function kindOf(codePoint: number): Kind {
  if (codePoint < 0x80) return asciiKind(codePoint)
  if (OPENING.includes(codePoint)) return KIND.openingSign
  if (JOINING.includes(codePoint)) return KIND.joiningSign
  if (codePoint < 0x250) return latinKind(codePoint)
  if (codePoint >= 0x3400 && codePoint <= 0x9fff) return KIND.ideograph
  if (codePoint >= 0xac00 && codePoint <= 0xd7a3) return KIND.hangul
  if (codePoint >= 0x3040 && codePoint <= 0x30ff) return KIND.kana
  if (codePoint >= 0xff61 && codePoint <= 0xff9f) return KIND.halfWidthKana
  if (codePoint >= 0x2000 && codePoint <= 0x22ff) return KIND.sign
  if (codePoint >= 0x2300 && codePoint <= 0x33ff) return KIND.eastAsianSign
  if (codePoint >= 0xff00 && codePoint <= 0xffef) return KIND.eastAsianSign
  return /\p{L}/u.test(String.fromCodePoint(codePoint)) ? KIND.otherLetter : KIND.sign
}

function codesOf(characters: string): number[] {
  return [...characters].map((character) => character.codePointAt(0) ?? 0)
}

function asciiKind(codePoint: number): Kind {
  if (codePoint >= 0x61 && codePoint <= 0x7a) return KIND.lower
  return codePoint >= 0x41 && codePoint <= 0x5a ? KIND.upper : KIND.boundary
}

function latinKind(codePoint: number): Kind {
  const character = String.fromCodePoint(codePoint)
  if (codePoint === 0xaa || codePoint === 0xba || !/\p{L}/u.test(character)) return KIND.sign
  return /\p{Lu}/u.test(character) ? KIND.latinUpper : KIND.latinLower
}

function joinBits(): Float32Array {
  const bits = new Float32Array(KIND_COUNT * KIND_COUNT)
  const set = (first: KindName, second: KindName, value: number) => {
    bits[KIND[first] * KIND_COUNT + KIND[second]] = value
  }
  for (const eastAsian of EAST_ASIAN) {
    for (const [beside, value] of BESIDE_EAST_ASIAN) {
      set(eastAsian, beside, value)
      set(beside, eastAsian, value)
    }
    if (eastAsian !== 'halfWidthKana') set(eastAsian, 'halfWidthKana', 6)
  }
  for (const [first, second, value] of JOINS) set(first, second, value)
  return bits
}
