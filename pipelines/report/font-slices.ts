import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Locale } from '../core/locale.ts'
import { FONTS, type Script, scriptsFor } from './font-families.ts'
import { readAdvances } from './woff2.ts'

export const WEIGHTS = [400, 700] as const
export type Weight = (typeof WEIGHTS)[number]

/** One of the hundred-odd files into which a CJK web font is cut by how often characters are used. */
export interface FontSlice {
  /** CSS family, such as `Noto Sans SC`. */
  family: string
  /** Distinguishes the slices of a family; gives their order too. */
  name: string
  /**
   * A `unicode-range` of the characters that this slice is to show: what the package states is wider than what the file
   * holds, and overlaps others, so that it would depend on a page's other slices which one shows a character.
   */
  range(): string
  /** Code point → advance width in em, of characters that really have a glyph in this slice. */
  advances(weight: Weight): ReadonlyMap<number, number>
  file(weight: Weight): Buffer
}

const require = createRequire(import.meta.url)

/**
 * The slice that shows a character, or undefined when none of our fonts has a glyph for it
 * (emoji, Hangul, and of the 20,902 characters of GBK about 6,600 rare ones).
 */
export function sliceFor(codePoint: number, locale: Locale): FontSlice | undefined {
  for (const script of scriptsFor(locale)) {
    const slice = shownBy(fontOf(script), codePoint)
    if (slice !== undefined) return slice
  }
  return undefined
}

interface Font {
  /** Code point → slices that claim it. */
  slices: Map<number, FontSlice[]>
}

/** The last that claims a character and has it, as browsers choose. */
function shownBy({ slices }: Font, codePoint: number): FontSlice | undefined {
  return slices.get(codePoint)?.findLast((candidate) => candidate.advances(400).has(codePoint))
}

const fonts = new Map<Script, Font>()

function fontOf(script: Script): Font {
  const known = fonts.get(script)
  if (known !== undefined) return known
  const font = readFont(script)
  fonts.set(script, font)
  return font
}

function readFont(script: Script): Font {
  const ranges = require(`@fontsource/${FONTS[script].package}/unicode.json`) as Record<string, string>
  const font: Font = { slices: new Map() }
  for (const [key, range] of Object.entries(ranges)) {
    const claimed = [...codePointsOf(range)]
    const slice = newSlice(script, key.replace(/[[\]]/g, ''), () =>
      unicodeRange(claimed.filter((codePoint) => shownBy(font, codePoint) === slice)),
    )
    for (const codePoint of claimed) font.slices.set(codePoint, [...(font.slices.get(codePoint) ?? []), slice])
  }
  return font
}

function newSlice(script: Script, name: string, range: () => string): FontSlice {
  const advances = new Map<Weight, ReadonlyMap<number, number>>()
  const slice: FontSlice = {
    family: FONTS[script].family,
    name,
    range,
    file: (weight) => {
      const file = `${FONTS[script].package}-${name}-${weight}-normal.woff2`
      return readFileSync(require.resolve(`@fontsource/${FONTS[script].package}/files/${file}`))
    },
    advances: (weight) => {
      const known = advances.get(weight) ?? readAdvances(slice.file(weight))
      advances.set(weight, known)
      return known
    },
  }
  return slice
}

/** Such as `U+4e00-4e03,U+4e07`. */
function unicodeRange(codePoints: readonly number[]): string {
  const runs: [number, number][] = []
  for (const codePoint of codePoints.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] === codePoint - 1) last[1] = codePoint
    else runs.push([codePoint, codePoint])
  }
  const hex = (codePoint: number) => codePoint.toString(16)
  return runs.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(',')
}

/** Code points of a CSS `unicode-range` such as `U+0000-00FF,U+0131`. */
function* codePointsOf(range: string): Generator<number> {
  for (const part of range.split(',')) {
    const [first = '', last = first] = part.replace('U+', '').split('-')
    for (let codePoint = Number.parseInt(first, 16); codePoint <= Number.parseInt(last, 16); codePoint++)
      yield codePoint
  }
}
