import { SIMPLIFIED_FORMS } from '../../core/simplified.ts'

/** What a folded UTF-16 unit is to the analysis of text. */
export const SEPARATOR = 0
export const HAN = 1
export const LETTER = 2
export const DIGIT = 3
export const SYMBOL = 4

const UNITS = 65_536

/**
 * Folded form of each UTF-16 unit, for matching only: one width, one case, simplified script, and one digit for all,
 * so that days, amounts and numbers of orders do not tell texts apart.
 */
export const FOLDED: Uint16Array = foldedUnits()

/** Kind of each folded unit: separator, Chinese character (kana and hangul too), letter, digit or symbol. */
export const KIND: Uint8Array = kindsOfUnits()

/** A text as the analysis compares it: folded unit by unit, same length. */
export function foldText(text: string): string {
  let folded = ''
  for (let at = 0; at < text.length; at += 1) folded += String.fromCharCode(FOLDED[text.charCodeAt(at)] ?? 0)
  return folded
}

function foldedUnits(): Uint16Array {
  const folded = new Uint16Array(UNITS)
  for (let unit = 0; unit < UNITS; unit += 1) {
    if (unit >= 0xd800 && unit <= 0xdfff) {
      folded[unit] = unit
      continue
    }
    const normal = String.fromCharCode(unit).normalize('NFKC').toLowerCase()
    const single = normal.length === 1 ? normal : String.fromCharCode(unit)
    const form = SIMPLIFIED_FORMS.get(single) ?? single
    folded[unit] = /\p{Nd}/u.test(form) ? 0x30 : form.charCodeAt(0)
  }
  return folded
}

function kindsOfUnits(): Uint8Array {
  const kinds = new Uint8Array(UNITS)
  const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
  for (let unit = 0; unit < UNITS; unit += 1) {
    const character = String.fromCharCode(unit)
    if (unit === 0x30) kinds[unit] = DIGIT
    else if (unit >= 0xd800 && unit <= 0xdfff) kinds[unit] = SYMBOL
    else if (han.test(character)) kinds[unit] = HAN
    else if (/[\p{L}\p{M}]/u.test(character)) kinds[unit] = LETTER
    else if (/\p{So}/u.test(character)) kinds[unit] = SYMBOL
  }
  return kinds
}
