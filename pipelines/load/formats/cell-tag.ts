/**
 * The attributes of a `<c …>` tag that matter. One object is filled again and again: a sheet has millions of cells.
 */
export class CellTag {
  /** Column from its reference, 0-based; -1 where there is none. */
  column = -1
  /** Index into the cell formats. */
  style = 0
  /** `s`, `str`, `inlineStr`, `b`, `e`, `d`, `n`; '' where there is none. */
  type = ''
  isEmpty = false
  /** Behind the tag's `>`; -1 where the tag is broken. */
  end = -1

  /** Reads the tag whose name ends at `start`. */
  read(xml: string, start: number): void {
    this.column = -1
    this.style = 0
    this.type = ''
    this.isEmpty = false
    this.end = -1
    let at = start
    while (at < xml.length) {
      const code = xml.charCodeAt(at)
      if (code === 0x3e) {
        this.end = at + 1
        return
      }
      if (code === 0x2f) this.isEmpty = true
      if (code === 0x2f || code <= 0x20) at += 1
      else at = this.#attribute(xml, at)
      if (at === -1) return
    }
  }

  #attribute(xml: string, start: number): number {
    const equals = xml.indexOf('=', start)
    if (equals === -1) return -1
    let open = equals + 1
    while (xml.charCodeAt(open) <= 0x20) open += 1
    const quote = xml[open]
    const close = quote === '"' || quote === "'" ? xml.indexOf(quote, open + 1) : -1
    if (close === -1) return -1
    const isShort = xml.charCodeAt(start + 1) === 0x3d || xml.charCodeAt(start + 1) <= 0x20
    const name = isShort ? xml[start] : ''
    if (name === 'r') this.column = columnOf(xml, open + 1, close)
    else if (name === 's') this.style = Number(xml.slice(open + 1, close))
    else if (name === 't') this.type = xml.slice(open + 1, close)
    return close + 1
  }
}

/** The column of a reference such as `AB12`, 0-based; -1 where it has no letters. */
export function columnOf(text: string, start: number, end: number): number {
  let column = 0
  for (let at = start; at < end; at += 1) {
    const letter = (text.charCodeAt(at) | 0x20) - 0x60
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}
