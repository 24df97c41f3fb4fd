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

export type Kind = (typeof KIND)[keyof typeof KIND]
export const KIND_COUNT = 14

const SIGNS: readonly Kind[] = [KIND.eastAsianSign, KIND.sign, KIND.openingSign, KIND.joiningSign]
const OPENING = codesOf('“‘«„‚‹¿¡')
const JOINING = codesOf('’–—·')

/** Bits to add where a character of kind `second` follows one of kind `first`: at `first × 14 + second`. */
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
  const set = (first: Kind, second: Kind, value: number) => {
    bits[first * KIND_COUNT + second] = value
  }
  for (const eastAsian of [KIND.ideograph, KIND.kana, KIND.hangul, KIND.halfWidthKana]) {
    for (const latin of [KIND.lower, KIND.latinLower]) {
      set(eastAsian, latin, 4)
      set(latin, eastAsian, 4)
    }
    set(eastAsian, KIND.upper, 1)
    set(KIND.upper, eastAsian, 1)
    set(eastAsian, KIND.otherLetter, 3)
    set(KIND.otherLetter, eastAsian, 3)
    if (eastAsian !== KIND.halfWidthKana) set(eastAsian, KIND.halfWidthKana, 6)
  }
  for (const outside of [KIND.lower, KIND.upper, KIND.eastAsianSign]) set(outside, KIND.halfWidthKana, 5)
  set(KIND.boundary, KIND.halfWidthKana, 3)
  set(KIND.hangul, KIND.ideograph, 3)
  set(KIND.hangul, KIND.kana, 6)
  set(KIND.kana, KIND.hangul, 6)
  set(KIND.boundary, KIND.latinLower, 1)
  set(KIND.latinLower, KIND.latinLower, 2)
  set(KIND.latinUpper, KIND.latinLower, 2)
  set(KIND.lower, KIND.latinUpper, 7)
  set(KIND.latinLower, KIND.latinUpper, 7)
  set(KIND.latinUpper, KIND.latinUpper, 2)
  set(KIND.latinUpper, KIND.boundary, 3)
  set(KIND.lower, KIND.sign, 2)
  set(KIND.lower, KIND.openingSign, 6)
  set(KIND.boundary, KIND.joiningSign, 2)
  set(KIND.upper, KIND.openingSign, 4)
  set(KIND.lower, KIND.joiningSign, 1)
  set(KIND.latinLower, KIND.openingSign, 6)
  set(KIND.latinLower, KIND.joiningSign, 1)
  set(KIND.sign, KIND.lower, 4)
  set(KIND.openingSign, KIND.sign, 3)
  set(KIND.latinLower, KIND.sign, 3)
  set(KIND.latinUpper, KIND.sign, 4)
  set(KIND.sign, KIND.sign, 1)
  return bits
}
