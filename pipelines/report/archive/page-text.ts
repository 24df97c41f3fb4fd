import { type PDF, PdfArray, type PdfDict, type PdfObject, PdfRef, PdfStream } from '@libpdf/core'
import { unpacked } from './packed-stream.ts'
import { decodeCodes, type UnicodeMap, unicodeMap } from './unicode-map.ts'

/** What a page shows, in the order in which it is drawn. */
export interface PageContent {
  /** Text without white space, charts' included. */
  readonly text: string
  /** The drawing operators themselves, one stream behind the other. */
  readonly operators: Uint8Array
}

/** Streams with this key are no part of the page as it was printed, such as the mark of a draft. */
export const ADDED = 'HuiyinAdded'
/** Strings, names, and the operators that have to do with text; all else of a page draws shapes, and is passed over. */
const TOKEN = /\((?:\\[\s\S]|[^()\\])*\)|<([0-9A-Fa-f\s]*)>|\/([^\s/<>[\](){}%]+)|\b(?:T[fjJ]|Do|BDC|DP)\b|['"]/g
const DEEPEST_FORM = 8

/** Reads every page of a document, as printed. A page that refers to objects that are not there reads as empty. */
export function readPages(document: PDF): PageContent[] {
  const resolve = (ref: PdfRef) => document.getObject(ref)
  const fonts = new Map<PdfDict, UnicodeMap>()
  return document.getPages().map(({ dict }) => {
    const streams = contentStreams(dict.get('Contents', resolve), resolve)
    const operators = Buffer.concat(streams.flatMap((stream) => [unpacked(stream), Buffer.from('\n')]))
    const resources = dict.getDict('Resources', resolve)
    return { text: textOf(operators, resources, { resolve, fonts }, 0).replaceAll(/\s/g, ''), operators }
  })
}

type Resolve = (ref: PdfRef) => PdfObject | null
interface Reading {
  readonly resolve: Resolve
  readonly fonts: Map<PdfDict, UnicodeMap>
}

function contentStreams(contents: PdfObject | undefined, resolve: Resolve): PdfStream[] {
  const items = contents instanceof PdfArray ? [...contents] : [contents]
  const streams = items.map((item) => (item instanceof PdfRef ? resolve(item) : item))
  return streams.filter((item) => item instanceof PdfStream).filter((stream) => stream.get(ADDED) === undefined)
}

/** Follows the font in use and forms that are drawn, and decodes what is shown. */
function textOf(operators: Uint8Array, resources: PdfDict | undefined, reading: Reading, depth: number): string {
  const fonts = resources?.getDict('Font', reading.resolve)
  const forms = resources?.getDict('XObject', reading.resolve)
  let font: UnicodeMap | undefined
  let name = ''
  let strings: Uint8Array[] = []
  let text = ''
  for (const [token, hex, named] of Buffer.from(operators).toString('latin1').matchAll(TOKEN)) {
    if (hex !== undefined) strings.push(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'))
    else if (token.startsWith('(')) strings.push(literalBytes(token))
    else if (named !== undefined) name = named
    else {
      if (token === 'Tf') font = fontOf(fonts?.getDict(name, reading.resolve), reading)
      else if (token === 'Do') text += formText(forms?.get(name, reading.resolve), reading, depth)
      else if (token !== 'BDC' && token !== 'DP')
        for (const string of strings) text += font ? decodeCodes(string, font) : '\uFFFD'
      strings = []
    }
  }
  return text
}

function formText(form: PdfObject | undefined, reading: Reading, depth: number): string {
  if (depth >= DEEPEST_FORM || !(form instanceof PdfStream) || form.getName('Subtype')?.value !== 'Form') return ''
  return textOf(unpacked(form), form.getDict('Resources', reading.resolve), reading, depth + 1)
}

function fontOf(font: PdfDict | undefined, { resolve, fonts }: Reading): UnicodeMap | undefined {
  if (font === undefined) return undefined
  const known = fonts.get(font)
  if (known !== undefined) return known
  const cmap = font.get('ToUnicode', resolve)
  const text = cmap instanceof PdfStream ? Buffer.from(unpacked(cmap)).toString('latin1') : ''
  const map = unicodeMap(text, font.getName('Subtype')?.value === 'Type0' ? 2 : 1)
  fonts.set(font, map)
  return map
}

const ESCAPED: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

function literalBytes(token: string): Uint8Array {
  const bytes: number[] = []
  for (const [part] of token.slice(1, -1).matchAll(/\\[0-7]{1,3}|\\[\s\S]|[^\\]/g)) {
    if (!part.startsWith('\\')) bytes.push(part.charCodeAt(0))
    else if (/^\\[0-7]/.test(part)) bytes.push(Number.parseInt(part.slice(1), 8) & 0xff)
    else bytes.push(ESCAPED[part.charAt(1)] ?? part.charCodeAt(1))
  }
  return Uint8Array.from(bytes)
}
