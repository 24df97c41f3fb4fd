const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const CDATA_START = '<![CDATA['

/**
 * The text that an XML text node or attribute stands for: entities and line breaks resolved, and the escapes
 * `_x000D_` with which spreadsheets write what XML cannot hold. Entities that a DTD would define stay as they are.
 */
export function xmlText(source: string): string {
  let text = source
  if (text.includes('\r')) text = text.replaceAll(/\r\n?/g, '\n')
  if (text.includes('&')) text = text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, entity)
  if (text.includes('_x')) text = text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_match, hex: string) => character(hex, 16))
  return text
}

/** XML without comments, and with CDATA sections as escaped text. */
export function plainXml(source: string): string {
  let plain = ''
  let at = 0
  for (let next = nextSection(source, at); next !== undefined && next.end !== -1; next = nextSection(source, at)) {
    plain += source.slice(at, next.start)
    if (next.isCdata) plain += escaped(source.slice(next.start + CDATA_START.length, next.end - 3))
    at = next.end
  }
  return plain + source.slice(at)
}

/** The next comment or CDATA section, `end` behind it or -1 where it is not closed; undefined where there is none. */
export function nextSection(source: string, from: number) {
  for (let start = source.indexOf('<!', from); start !== -1; start = source.indexOf('<!', start + 2)) {
    const isCdata = source.startsWith(CDATA_START, start)
    if (!isCdata && !source.startsWith('<!--', start)) continue
    const close = source.indexOf(isCdata ? ']]>' : '-->', start + 4)
    return { start, end: close === -1 ? -1 : close + 3, isCdata }
  }
  return undefined
}

function entity(match: string, hex: string | undefined, decimal: string | undefined, name: string | undefined): string {
  if (name !== undefined) return ENTITIES[name] ?? match
  return character(hex ?? decimal ?? '', hex === undefined ? 10 : 16)
}

function character(digits: string, base: number): string {
  const point = Number.parseInt(digits, base)
  return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
