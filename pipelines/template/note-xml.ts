import { type Column, textWidth } from './sheet.ts'
import { columnName } from './sheet-xml.ts'
import { escapeXml, XML_HEAD } from './xml-text.ts'

const AUTHOR = 'Huiyin'
/** Characters on one line of a note's box; what stands right of the last column is this wide a column. */
const LINE_WIDTH = 34
const EMPTY_WIDTH = 8

/** The texts of the notes on the headings of a sheet. */
export function notesXml(columns: readonly Column[]): string {
  const notes = columns.map(({ note = '' }, index) =>
    note === ''
      ? ''
      : `<comment ref="${columnName(index)}1" authorId="0"><text><t xml:space="preserve">${escapeXml(note)}</t></text></comment>`,
  )
  return `${XML_HEAD}<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>${AUTHOR}</author></authors><commentList>${notes.join('')}</commentList></comments>`
}

/** The boxes that the notes are shown in: hidden until the pointer is over the heading, tall enough for their text. */
export function noteBoxesXml(columns: readonly Column[]): string {
  const boxes = columns.map(({ note = '' }, index) => (note === '' ? '' : boxXml(note, index, columns)))
  return [
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">',
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>',
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>',
    ...boxes,
    '</xml>',
  ].join('')
}

function boxXml(note: string, column: number, columns: readonly Column[]): string {
  const lines = note.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / LINE_WIDTH)), 0)
  const anchor = [column + 1, 12, 0, 8, rightOf(column + 1, columns), 8, lines, 12].join(', ')
  return [
    `<v:shape id="_x0000_s${1025 + column}" type="#_x0000_t202" style="position:absolute;z-index:${column + 1};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">`,
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>',
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>',
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>0</x:Row><x:Column>${column}</x:Column></x:ClientData>`,
    '</v:shape>',
  ].join('')
}

/** The column in which a box that begins in `first` is wide enough for its lines. */
function rightOf(first: number, columns: readonly Column[]): number {
  let width = 0
  let column = first
  for (; width < LINE_WIDTH; column += 1) width += columns[column]?.width ?? EMPTY_WIDTH
  return column
}
