import type { Locale } from '../core/locale.ts'
import { fontFamilies } from './font-families.ts'
import { type FontSlice, sliceFor, WEIGHTS, type Weight } from './font-slices.ts'

/** Characters that CSS makes (counters, bullets, ellipses, quotes) and that no text shows. */
const ALWAYS = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')

/**
 * `@font-face` rules with the fonts inside as data URIs: of our families just the slices that the text needs,
 * in weights 400 and 700. The same text gives the same bytes; nothing is read from the machine or the network.
 */
export function fontFaces(text: string, locale: Locale): string[] {
  const needed = new Set<FontSlice>()
  for (const character of new Set(ALWAYS + text)) {
    const slice = sliceFor(character.codePointAt(0) ?? 0, locale)
    if (slice !== undefined) needed.add(slice)
  }
  const inOrder = [...needed].sort((a, b) => compare(`${a.family} ${a.name}`, `${b.family} ${b.name}`))
  return inOrder.flatMap((slice) => WEIGHTS.map((weight) => fontFace(slice, weight)))
}

/** Value for `font-family`: ours alone, since a generic family would let the machine's fonts in. */
export function fontFamilyCss(locale: Locale): string {
  return fontFamilies(locale)
    .map((family) => `'${family}'`)
    .join(', ')
}

const faces = new WeakMap<FontSlice, Map<Weight, string>>()

/** Made once: a slice is some 30 kB, and a report has forty. */
function fontFace(slice: FontSlice, weight: Weight): string {
  const made = faces.get(slice) ?? new Map<Weight, string>()
  faces.set(slice, made)
  const face = made.get(weight) ?? makeFace(slice, weight)
  made.set(weight, face)
  return face
}

function makeFace(slice: FontSlice, weight: Weight): string {
  const source = `url(data:font/woff2;base64,${slice.file(weight).toString('base64')}) format('woff2')`
  return (
    `@font-face{font-family:'${slice.family}';font-style:normal;font-weight:${weight};font-display:block;` +
    `src:${source};unicode-range:${slice.range()}}`
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
