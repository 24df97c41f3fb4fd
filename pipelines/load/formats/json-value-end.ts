const QUOTE = 0x22
const BACKSLASH = 0x5c
const LINE_FEED = 0x0a

/** Finds where a JSON value ends whose text comes in chunks: by its brackets and quotes, whatever else it holds. */
export class JsonValueEnd {
  /** Line breaks met so far, those inside strings left out. */
  lineBreaks = 0
  #depth = 0
  #inString = false
  #isEscaped = false
  #isBegun = false

  /** Where the value ends in `chunk`, which goes on with it from `start`; -1 where it does not end there. */
  scan(chunk: string, start: number): number {
    let at = start
    while (at < chunk.length) {
      if (this.#inString) {
        at = this.#stringEnd(chunk, at)
        if (at === -1) return -1
        if (this.#depth === 0) return at
        continue
      }
      const code = chunk.charCodeAt(at)
      if (code === QUOTE) this.#inString = true
      else if (code === 0x7b || code === 0x5b) this.#depth += 1
      else if (code === 0x7d || code === 0x5d) {
        if (this.#depth === 0) return at
        this.#depth -= 1
        if (this.#depth === 0) return at + 1
      } else if (this.#depth === 0 && this.#isBegun && isAfterScalar(code)) return at
      else if (code === LINE_FEED) this.lineBreaks += 1
      this.#isBegun = true
      at += 1
    }
    return -1
  }

  /** Behind the closing quote of the string in which `at` stands. */
  #stringEnd(chunk: string, at: number): number {
    let from = at
    if (this.#isEscaped) {
      this.#isEscaped = false
      from += 1
    }
    for (let quote = chunk.indexOf('"', from); quote !== -1; quote = chunk.indexOf('"', quote + 1)) {
      if (backslashesBefore(chunk, quote, from) % 2 === 1) continue
      this.#inString = false
      return quote + 1
    }
    this.#isEscaped = backslashesBefore(chunk, chunk.length, from) % 2 === 1
    return -1
  }
}

function backslashesBefore(chunk: string, end: number, from: number): number {
  let at = end
  while (at > from && chunk.charCodeAt(at - 1) === BACKSLASH) at -= 1
  return end - at
}

function isAfterScalar(code: number): boolean {
  return code === 0x2c || code === 0x20 || code === LINE_FEED || code === 0x0d || code === 0x09
}
