import { HuiyinError } from '../../core/errors.ts'
import { sizeText } from './inflate-limits.ts'
import { JsonValueEnd } from './json-value-end.ts'
import { unreadable } from './unreadable.ts'

/** One element of an array that is reached from the top through objects only. */
export interface JsonElement {
  /** The names on the way to the array, joined by dots; '' for an array at the top. */
  readonly path: string
  readonly text: string
  /** The line on which it begins, 1-based. */
  readonly line: number
  /** False for what is left of an element where the file breaks off. */
  readonly isWhole: boolean
}

/** The longest record, in UTF-16 units. */
export const MAX_RECORD_LENGTH = 64 * 2 ** 20
const MAX_WRAPPERS = 64

type Place =
  | 'value'
  | 'name or end'
  | 'name'
  | 'colon'
  | 'after member'
  | 'element or end'
  | 'element'
  | 'after element'
  | 'end'

/** A member's name or value, or an element, whose end has not come yet. */
interface OpenValue {
  readonly what: 'name' | 'scalar' | 'element'
  readonly line: number
  readonly end: JsonValueEnd
  text: string
}

/**
 * Cuts JSON text into the elements of its arrays without keeping more than one of them; what stands inside an element
 * is not looked at. `push` takes text in chunks, `finish` tells whether the file broke off, and with which rest.
 * Throws HY-L-006 {file, reason} with the line where the text around the elements is no JSON, HY-L-010 for an element
 * over 64 Mi characters.
 */
export class JsonElements {
  readonly #file: string
  #place: Place = 'value'
  #names: string[] = []
  #name = ''
  #line = 1
  #found: JsonElement[] = []
  #capture: OpenValue | undefined

  constructor(file: string) {
    this.#file = file
  }

  push(chunk: string): JsonElement[] {
    this.#found = []
    let at = 0
    while (at < chunk.length) {
      const open = this.#capture
      at = open === undefined ? this.#step(chunk, at) : this.#captured(open, chunk, at)
    }
    return this.#found
  }

  finish(): { isTruncated: boolean; rest: JsonElement | undefined } {
    const open = this.#capture
    if (this.#place === 'value' && this.#names.length === 0 && open?.what === 'scalar') this.#place = 'end'
    const isTruncated = this.#place !== 'end'
    if (open?.what !== 'element') return { isTruncated, rest: undefined }
    return { isTruncated, rest: { path: this.#path(), text: open.text, line: open.line, isWhole: false } }
  }

  /** One character of the structure around the elements. */
  #step(chunk: string, at: number): number {
    const char = chunk[at] ?? ''
    if (char === '\n') this.#line += 1
    if (char === ' ' || char === '\n' || char === '\r' || char === '\t') return at + 1
    const place = this.#place
    if (place === 'value') return this.#value(char, at)
    if (place === 'colon' && char === ':') return this.#go('value', at)
    if (place === 'name or end' && char === '}') return this.#closeObject(at)
    if ((place === 'name or end' || place === 'name') && char === '"') return this.#begin('name', at)
    if (place === 'after member' && char === ',') return this.#go('name', at)
    if (place === 'after member' && char === '}') return this.#closeObject(at)
    if ((place === 'element or end' || place === 'after element') && char === ']') return this.#closeValue(at)
    if (place === 'after element' && char === ',') return this.#go('element', at)
    const isElement = (place === 'element or end' || place === 'element') && /["{[\-\w]/.test(char)
    if (isElement) return this.#begin('element', at)
    throw unreadable(this.#file, `line ${this.#line}: ${JSON.stringify(char)} where JSON does not allow it`)
  }

  #value(char: string, at: number): number {
    if (char === '[') return this.#go('element or end', at)
    if (char !== '{') return this.#begin('scalar', at)
    if (this.#names.length >= MAX_WRAPPERS) throw unreadable(this.#file, 'its objects are nested too deeply')
    this.#names.push(this.#name)
    return this.#go('name or end', at)
  }

  #go(place: Place, at: number): number {
    this.#place = place
    return at + 1
  }

  #closeObject(at: number): number {
    this.#name = this.#names.pop() ?? ''
    return this.#closeValue(at)
  }

  #closeValue(at: number): number {
    return this.#go(this.#names.length === 0 ? 'end' : 'after member', at)
  }

  #begin(what: OpenValue['what'], at: number): number {
    this.#capture = { what, text: '', line: this.#line, end: new JsonValueEnd() }
    return at
  }

  /** Takes characters into the value that is open; returns where the chunk goes on. */
  #captured(open: OpenValue, chunk: string, start: number): number {
    const end = open.end.scan(chunk, start)
    const stop = end === -1 ? chunk.length : end
    if (open.what !== 'scalar') open.text += chunk.slice(start, stop)
    if (open.text.length > MAX_RECORD_LENGTH) {
      const details = { file: this.#file, got: `> ${sizeText(MAX_RECORD_LENGTH)}`, limit: sizeText(MAX_RECORD_LENGTH) }
      throw new HuiyinError('HY-L-010', details)
    }
    if (end !== -1) this.#close(open)
    return stop
  }

  #close(open: OpenValue): void {
    this.#capture = undefined
    this.#line += open.end.lineBreaks
    if (open.what === 'element') {
      this.#found.push({ path: this.#path(), text: open.text, line: open.line, isWhole: true })
      this.#place = 'after element'
    } else if (open.what === 'name') {
      this.#name = nameText(open.text)
      this.#place = 'colon'
    } else {
      this.#closeValue(0)
    }
  }

  #path(): string {
    return this.#names.length === 0 ? '' : [...this.#names.slice(1), this.#name].join('.')
  }
}

function nameText(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted.slice(1, -1)
  }
}
