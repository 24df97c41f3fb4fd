// places held in the contents ── print ──▶ where the outline finds each heading ──▶ its page, written into its place
import { HuiyinError } from '../core/errors.ts'
import { pageObjects, rewriteObjects, skiaStreams } from './skia-objects.ts'

/** A heading of a printed document, and the page that it stands on, from 1. */
export interface HeadingPage {
  readonly title: string
  readonly page: number
}

const OUTLINE_ITEM = /\/Title (?:<FEFF([0-9A-F]*)>|\(([^()]*)\))\n\/Dest \[(\d+) 0 R/g
const LINE = /<span class="page" data-heading="([^"]*)"><\/span>/g
/** Drawn where a number will stand: so the font that the PDF keeps has all digits, and each place shows which is which. */
const DIGITS = '0123456789'
/** A size that nothing else has, so that no text of the report's is taken for a place. */
const PLACE_PX = 12.61
const PLACE =
  '<span style="display:inline-block;width:0;direction:rtl;white-space:nowrap;font-kerning:none;' +
  `font-size:${PLACE_PX}px">${DIGITS}</span>`
const TEXT_BLOCK =
  /BT\n(\/F\d+ ([\d.]+) Tf\n1 0 0 -1 [-\d.]+ [-\d.]+ Tm\n)((?:(?:[-\d.]+ 0 Td )?<[0-9A-F]{4}> Tj\n){10})ET\n/g

/**
 * Holds a place for each page number of a document's table of contents, whose lines name their headings in
 * `data-heading`; a line is as wide as without.
 */
export function holdPlaces(html: string): { body: string; headings: string[] } {
  const headings: string[] = []
  const body = html.replace(LINE, (_line, heading: string) => {
    headings.push(unescaped(heading))
    return `<span class="page">${PLACE}</span>`
  })
  return { body, headings }
}

/**
 * Writes the number of each heading's page into the place that was held for it: Chromium knows no page numbers but
 * those of margins, and a second print would take as long as the first. A heading that the outline lacks has none.
 * Undefined where the places do not look as the packaged Chromium draws them: another one may draw otherwise.
 */
export function writePageNumbers(printed: Uint8Array, headings: readonly string[]): Uint8Array | undefined {
  if (headings.length === 0) return printed
  try {
    return withNumbers(printed, headings)
  } catch (error) {
    if (error instanceof HuiyinError && error.code === 'HY-R-003') return undefined
    throw error
  }
}

/** The document with the page numbers that a print of it gave, as text: for another print. */
export function typePageNumbers(html: string, printed: Uint8Array, headings: readonly string[]): string {
  const numbers = numbersOf(headings, headingPages(printed))[Symbol.iterator]()
  return html.replace(LINE, () => `<span class="page">${numbers.next().value ?? ''}</span>`)
}

function withNumbers(printed: Uint8Array, headings: readonly string[]): Uint8Array {
  const pdf = Buffer.from(printed.buffer, printed.byteOffset, printed.byteLength)
  const streams = skiaStreams(pdf)
  const changes = new Map<number, Buffer>()
  const numbers = numbersOf(headings, headingPages(pdf))
  let written = 0
  for (const { contents } of pageObjects(pdf.toString('latin1'))) {
    if (written === headings.length) break
    const before = streams.read(contents)
    const after = before.replace(TEXT_BLOCK, (block, start: string, size: string, glyphs: string) => {
      const digits = Math.abs(Number(size) - PLACE_PX) < 0.005 ? digitsOf(glyphs) : undefined
      if (digits === undefined) return block
      written += 1
      return drawNumber(start, digits, numbers[written - 1])
    })
    if (after !== before) changes.set(contents, streams.filled(contents, after))
  }
  if (written < headings.length)
    throw new HuiyinError('HY-R-003', { reason: `${headings.length - written} places for page numbers are not there` })
  return rewriteObjects(pdf, changes)
}

/** Where each heading stands, by the outline that Chromium wrote: in the order of the document. */
export function headingPages(pdf: Uint8Array): HeadingPage[] {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  const pages = pageObjects(text).map(({ object }) => object)
  return [...text.matchAll(OUTLINE_ITEM)].map(([, hex, literal = '', object]) => ({
    title: hex === undefined ? literal : utf16(hex),
    page: pages.indexOf(Number(object)) + 1,
  }))
}

/** Headings are looked for in their order, since two may have the same words. */
function numbersOf(headings: readonly string[], found: readonly HeadingPage[]): (number | undefined)[] {
  const plain = (text: string) => text.replaceAll(/\s+/g, '')
  let at = 0
  return headings.map((heading) => {
    const index = found.findIndex(({ title }, position) => position >= at && plain(title) === plain(heading))
    if (index < 0) return undefined
    at = index + 1
    return found[index]?.page
  })
}

interface Digits {
  /** The glyph of 0, of 1, and so on. */
  readonly glyphs: readonly string[]
  /** Where the first begins, and what each takes, in the units of the text. */
  readonly start: number
  readonly advance: number
}

/** Ten glyphs in the font's order, the same way apart: the digits of a place. */
function digitsOf(drawn: string): Digits | undefined {
  const steps = [...drawn.matchAll(/(?:([-\d.]+) 0 Td )?<([0-9A-F]{4})> Tj/g)]
  const glyphs = steps.map(([, , glyph = '']) => glyph)
  const codes = glyphs.map((glyph) => Number.parseInt(glyph, 16))
  if (codes.some((code, index) => code !== (codes[0] ?? 0) + index)) return undefined
  const advances = steps.slice(1).map(([, step]) => Number(step ?? Number.NaN))
  const advance = advances.reduce((sum, step) => sum + step, 0) / advances.length
  if (!advances.every((step) => Math.abs(step - advance) < advance / 100)) return undefined
  return { glyphs, start: Number(steps[0]?.[1] ?? 0), advance }
}

/** The number so that it ends where the ten digits ended. */
function drawNumber(start: string, digits: Digits, page: number | undefined): string {
  const text = page === undefined ? '' : String(page)
  const first = digits.start + (DIGITS.length - text.length) * digits.advance
  const drawn = [...text].map((digit, index) => {
    const step = index === 0 ? first : digits.advance
    return `${Number(step.toFixed(5))} 0 Td <${digits.glyphs[Number(digit)]}> Tj\n`
  })
  return `BT\n${start}${drawn.join('')}ET\n`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#x60;': '`',
  '&#x3D;': '=',
}

/** What Handlebars escapes in an attribute. */
function unescaped(text: string): string {
  return text.replaceAll(/&(?:\w+|#x\w+);/g, (entity) => ENTITIES[entity] ?? entity)
}

function utf16(hex: string): string {
  return (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('')
}
