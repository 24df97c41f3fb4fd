/** From the codes of a font to the text that they stand for. */
export interface UnicodeMap {
  /** Bytes a code: two in composite fonts, one in others. */
  readonly width: 1 | 2
  readonly texts: ReadonlyMap<number, string>
}

const BLOCK = /begin(bfchar|bfrange)([\s\S]*?)endbf/g
const RANGE = /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])/g
const CHARACTER = /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>/g

/** Reads a `ToUnicode` map of a font: its blocks of single characters and of ranges. */
export function unicodeMap(cmap: string, width: UnicodeMap['width']): UnicodeMap {
  const texts = new Map<number, string>()
  for (const [, kind, body = ''] of cmap.matchAll(BLOCK)) {
    if (kind === 'bfchar') {
      for (const [, code = '', text = ''] of body.matchAll(CHARACTER)) texts.set(Number.parseInt(code, 16), utf16(text))
    } else {
      for (const [, first = '', last = '', text, list] of body.matchAll(RANGE)) {
        fillRange(texts, Number.parseInt(first, 16), Number.parseInt(last, 16), text, list)
      }
    }
  }
  return { width, texts }
}

/** A code that the map lacks reads as a replacement character, so that it is not lost unseen. */
export function decodeCodes(bytes: Uint8Array, { width, texts }: UnicodeMap): string {
  let text = ''
  for (let index = 0; index + width <= bytes.length; index += width) {
    const code = width === 1 ? (bytes[index] ?? 0) : ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0)
    text += texts.get(code) ?? '\uFFFD'
  }
  return text
}

/** Either a list with a text for each code, or the first code's text, whose last character counts up. */
function fillRange(
  texts: Map<number, string>,
  first: number,
  last: number,
  text: string | undefined,
  list: string | undefined,
): void {
  const listed = list === undefined ? [] : [...list.matchAll(/<([0-9A-Fa-f]*)>/g)].map(([, item = '']) => utf16(item))
  const start = utf16(text ?? '')
  const [head, tail] = [[...start].slice(0, -1).join(''), [...start].at(-1)?.codePointAt(0) ?? 0]
  for (let code = first; code <= Math.min(last, first + 0xffff); code++) {
    const value = list === undefined ? head + String.fromCodePoint(tail + code - first) : listed[code - first]
    if (value !== undefined) texts.set(code, value)
  }
}

function utf16(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le')
}
