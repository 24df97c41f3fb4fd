import type { Locale } from '../core/locale.ts'
import { sliceFor } from './font-slices.ts'

/** Characters that reorder the text after them: shown, since a reader must see that somebody put them there. */
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/u
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u
const NOT_PLAIN = /[^\n\r\t -~]/gu

/**
 * Text, or HTML, in which every character that our fonts cannot show is written as its code, such as `[U+1F621]`.
 * Chromium would take it from whatever font the machine has, or draw an empty box that cannot be copied or searched.
 * White space without a glyph becomes a space; invisible characters (joiners, variation selectors) without one go.
 */
export function spellOutMissing(text: string, locale: Locale): string {
  return text.toWellFormed().replace(NOT_PLAIN, (character) => shown(character, locale))
}

const known = new Map<string, string>()

function shown(character: string, locale: Locale): string {
  const key = locale + character
  const spelled = known.get(key) ?? spell(character, locale)
  known.set(key, spelled)
  return spelled
}

function spell(character: string, locale: Locale): string {
  const codePoint = character.codePointAt(0) ?? 0
  if (REORDERING.test(character)) return code(codePoint)
  if (sliceFor(codePoint, locale) !== undefined) return character
  if (/\s/u.test(character)) return ' '
  return INVISIBLE.test(character) ? '' : code(codePoint)
}

function code(codePoint: number): string {
  return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`
}
