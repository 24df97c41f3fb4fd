import { HuiyinError } from '../../core/errors.ts'
import { sizeText } from './inflate-limits.ts'
import { type JsonElement, MAX_RECORD_LENGTH } from './json-elements.ts'

/**
 * Cuts JSON Lines into their lines, as `JsonElements` does with the elements of an array; blank lines are passed over.
 * Throws HY-L-010 for a line over 64 Mi characters.
 */
export class JsonLines {
  readonly #file: string
  #line = 1
  #rest = ''

  constructor(file: string) {
    this.#file = file
  }

  push(chunk: string): JsonElement[] {
    const found: JsonElement[] = []
    let start = 0
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', start)) {
      this.#take(this.#rest + chunk.slice(start, end), found)
      this.#rest = ''
      this.#line += 1
      start = end + 1
    }
    this.#rest += chunk.slice(start)
    if (this.#rest.length > MAX_RECORD_LENGTH) {
      const details = { file: this.#file, got: `> ${sizeText(MAX_RECORD_LENGTH)}`, limit: sizeText(MAX_RECORD_LENGTH) }
      throw new HuiyinError('HY-L-010', details)
    }
    return found
  }

  /** The last line, where no line break ends it: whether it is whole shows when it is read. */
  finish(): { isTruncated: boolean; rest: JsonElement | undefined } {
    const found: JsonElement[] = []
    this.#take(this.#rest, found)
    return { isTruncated: false, rest: found[0] }
  }

  #take(line: string, found: JsonElement[]): void {
    const text = line.trim()
    if (text !== '') found.push({ path: '', text, line: this.#line, isWhole: true })
  }
}
