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
  for (let start = source.indexOf('<!'); start !== -1; start = source.indexOf('<!', at)) {
    const isCdata = source.startsWith(CDATA_START, start)
    const end = isCdata || source.startsWith('<!--', start) ? source.indexOf(isCdata ? ']]>' : '-->', start) : start
    if (end === -1) break
    plain += source.slice(at, start)
    if (isCdata) plain += escaped(source.slice(start + CDATA_START.length, end))
    at = end === start ? start + 2 : end + 3
  }
  return plain + source.slice(at)
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
