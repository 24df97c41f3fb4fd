import type { Locale } from '../core/locale.ts'
import { sliceFor, type Weight } from './font-slices.ts'
import { spellOutMissing } from './missing-glyphs.ts'

/** How a text is set: size in px, weight as CSS writes it, and the locale, which chooses the font. */
export interface TextStyle {
  size: number
  weight?: string | number | undefined
  locale: Locale
}

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u
const BOLD_FROM = 600

/**
 * Width in px of one line of text in the fonts that reports are printed with: the sum of their own advance widths
 * (a Han character is 1 em), with characters that they lack counted as the codes printed in their place. Kerning is
 * left out, so that the result is at most a few per cent too wide for Latin text.
 */
export function textWidth(text: string, { size, weight, locale }: TextStyle): number {
  const fontWeight = nearestWeight(weight)
  let em = 0
  for (const character of spellOutMissing(text, locale)) em += advanceOf(character, fontWeight, locale)
  return em * size
}

function advanceOf(character: string, weight: Weight, locale: Locale): number {
  if (INVISIBLE.test(character)) return 0
  const codePoint = character.codePointAt(0) ?? 0
  return sliceFor(codePoint, locale)?.advances(weight).get(codePoint) ?? 0
}

/** The printed weight that a browser picks of the two that there are. */
function nearestWeight(weight: string | number = 'normal'): Weight {
  if (weight === 'bold' || weight === 'bolder') return 700
  return Number(weight) >= BOLD_FROM ? 700 : 400
}
