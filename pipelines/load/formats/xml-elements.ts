import { HuiyinError } from '../../core/errors.ts'
import { sizeText } from './inflate-limits.ts'
import { unreadable } from './unreadable.ts'
import { nextSection, plainXml } from './xml-text.ts'

/** An element: the text between its name and `>`, and what is inside, without prefixes, comments and CDATA. */
export interface XmlElement {
  readonly attributes: string
  readonly inner: string
}

const MAX_ELEMENT_LENGTH = 64 * 2 ** 20
const LONGEST_TAG = 256

/**
 * Cuts the elements of one name (`row`, `si`) out of XML that comes in chunks, batch by batch; elements of that name
 * do not nest. UTF-8, or UTF-16 with its mark. Throws HY-L-006 {file, reason} where the XML is no text or ends inside
 * an element, HY-L-010 for an element over 64 Mi characters.
 */
export async function* xmlElements(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<XmlElement[]> {
  const cutter = new ElementCutter(file, name)
  let decoder: TextDecoder | undefined
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
    let text: string
    try {
      text = decoder.decode(chunk, { stream: true })
    } catch (cause) {
      throw unreadable(file, 'its XML is not UTF-8', cause)
    }
    const found = cutter.push(text)
    if (found.length > 0) yield found
  }
  cutter.finish()
}

class ElementCutter {
  readonly #file: string
  readonly #name: string
  /** `<row` and `</row`, with the namespace prefix that the document uses; unknown until the first tag. */
  #open = ''
  #close = ''
  #prefix: string | undefined
  #rest = ''
  /** Up to where the rest was searched for the end of the element with which it begins; 1: its tag is not whole. */
  #searched = 0
  /** The last characters of the rest, in which a closing tag may have begun. */
  #seam = ''

  constructor(file: string, name: string) {
    this.#file = file
    this.#name = name
  }

  push(text: string): XmlElement[] {
    const isInside = this.#searched > 1 && !(this.#seam + text).includes(this.#close)
    this.#seam = (this.#seam + text).slice(-this.#close.length)
    const buffer = this.#rest + text
    if (buffer.length > MAX_ELEMENT_LENGTH) {
      const details = {
        file: this.#file,
        got: `> ${sizeText(MAX_ELEMENT_LENGTH)}`,
        limit: sizeText(MAX_ELEMENT_LENGTH),
      }
      throw new HuiyinError('HY-L-010', details)
    }
    this.#rest = buffer
    if (isInside) return []
    if (!this.#knowsPrefix(buffer)) return []
    const found: XmlElement[] = []
    let at = 0
    for (;;) {
      const next = this.#nextElement(buffer, at, found)
      if (next === -1) break
      at = next
      this.#searched = 0
    }
    return found
  }

  finish(): void {
    if (this.#searched > 0) throw unreadable(this.#file, `its XML ends inside <${this.#name}>`)
  }

  /** Takes one element from `at` on; returns where it ends, or -1, with what is to be kept for the next chunk. */
  #nextElement(buffer: string, at: number, found: XmlElement[]): number {
    const start = this.#start(buffer, at)
    if (start === -1) return -1
    const tagEnd = closingBracket(buffer, start)
    if (tagEnd === -1) return this.#keep(buffer, start, 1)
    const isEmpty = buffer[tagEnd - 1] === '/'
    const attributes = buffer.slice(start + this.#open.length, isEmpty ? tagEnd - 1 : tagEnd)
    if (isEmpty) {
      found.push({ attributes, inner: '' })
      return tagEnd + 1
    }
    const close = this.#end(buffer, tagEnd, Math.max(tagEnd + 1, start + this.#searched))
    if (close === -1) return this.#keep(buffer, start, Math.max(2, buffer.length - start - LONGEST_TAG))
    found.push({ attributes, inner: this.#plain(buffer.slice(tagEnd + 1, close)) })
    return close + this.#close.length
  }

  /** Where the closing tag of the element begins that was opened up to `tagEnd`; -1 where it has not come yet. */
  #end(buffer: string, tagEnd: number, from: number): number {
    let close = this.#closingTag(buffer, from)
    if (close === -1 || !buffer.slice(tagEnd, close).includes('<!')) return close
    let section = nextSection(buffer, tagEnd)
    while (close !== -1 && section !== undefined && section.start < close) {
      if (section.end === -1) return -1
      if (section.end > close) close = this.#closingTag(buffer, section.end)
      section = nextSection(buffer, section.end)
    }
    return close
  }

  #closingTag(buffer: string, from: number): number {
    let at = buffer.indexOf(this.#close, from)
    while (at !== -1 && !isTagEnd(buffer.charCodeAt(at + this.#close.length))) at = buffer.indexOf(this.#close, at + 1)
    return at
  }

  /** Where the next element begins, outside comments; -1 where there is none, with the tail kept. */
  #start(buffer: string, from: number): number {
    let at = from
    for (;;) {
      const start = buffer.indexOf(this.#open, at)
      const gap = start === -1 ? buffer.slice(at) : buffer.slice(at, start)
      const comment = gap.lastIndexOf('<!--')
      if (comment !== -1 && !gap.includes('-->', comment)) {
        const end = buffer.indexOf('-->', at + comment)
        if (end === -1) return this.#keep(buffer, at + comment, 0)
        at = end + 3
        continue
      }
      if (start === -1) return this.#keep(buffer, Math.max(at, buffer.length - LONGEST_TAG), 0)
      const after = start + this.#open.length
      if (after >= buffer.length) return this.#keep(buffer, start, 0)
      if (isTagEnd(buffer.charCodeAt(after))) return start
      at = after
    }
  }

  #keep(buffer: string, from: number, searched: number): -1 {
    this.#rest = buffer.slice(from)
    this.#searched = searched
    return -1
  }

  #plain(inner: string): string {
    const plain = inner.includes('<!') ? plainXml(inner) : inner
    if (this.#prefix === undefined || this.#prefix === '') return plain
    return plain.replaceAll(`<${this.#prefix}`, '<').replaceAll(`</${this.#prefix}`, '</')
  }

  #knowsPrefix(buffer: string): boolean {
    if (this.#prefix !== undefined) return true
    const root = /<([\w.-]+:)?[A-Za-z][\w.-]*[\s>/]/.exec(buffer)
    if (root === null) return false
    this.#prefix = root[1] ?? ''
    this.#open = `<${this.#prefix}${this.#name}`
    this.#close = `</${this.#prefix}${this.#name}`
    return true
  }
}

/** The `>` of the tag that begins at `start`, outside its quoted attributes. */
function closingBracket(text: string, start: number): number {
  let quote = 0
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 0x3e) return at
    else if (code === 0x22 || code === 0x27) quote = code
  }
  return -1
}

function isTagEnd(code: number): boolean {
  return code === 0x3e || code === 0x2f || code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

function encodingOf(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  return chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : 'utf-8'
}
