import { CFB } from '@e965/xlsx'

interface Zip {
  FullPaths: string[]
  FileIndex: { content: Uint8Array }[]
}
interface ZipTools {
  read(bytes: Uint8Array, options: { type: 'buffer' }): Zip
  write(zip: Zip, options: { fileType: 'zip'; type: 'buffer'; compression: boolean }): Uint8Array
}
const tools: ZipTools = CFB

/** A cell as a person fills it in: text, a number, or an instant as Excel's number. */
export type Filled = string | number

/** The text of one part of a workbook, such as xl/worksheets/sheet1.xml. */
export function partOf(workbook: Uint8Array, path: string): string {
  const zip = tools.read(workbook, { type: 'buffer' })
  return Buffer.from(zip.FileIndex[indexOf(zip, path)]?.content ?? []).toString('utf8')
}

/** Excel's number of a wall-clock time. */
export function serialOf(time: string): number {
  return (Date.parse(`${time.replace(' ', 'T')}Z`) - Date.UTC(1899, 11, 30)) / 86_400_000
}

/**
 * A template with rows filled in below its heading, as Excel leaves it: numbers carry the format of their column. Rows
 * name their cells by the heading.
 */
export function fillIn(workbook: Uint8Array, rows: readonly Readonly<Record<string, Filled>>[]): Uint8Array {
  const zip = tools.read(workbook, { type: 'buffer' })
  const part = zip.FileIndex[indexOf(zip, 'xl/worksheets/sheet1.xml')]
  if (part === undefined) throw new Error('no first sheet')
  const xml = Buffer.from(part.content).toString('utf8')
  const heading = [...xml.matchAll(/<c r="([A-Z]+)1" s="\d+" t="inlineStr"><is><t[^>]*>([^<]*)<\/t>/g)]
  const styles = [...xml.matchAll(/<col min="\d+" max="\d+" width="[\d.]+" style="(\d+)"/g)].map((match) => match[1])
  const filled = rows.map((row, index) => {
    const number = index + 2
    const unknown = Object.keys(row).filter((title) => !heading.some((match) => match[2] === title))
    if (unknown.length > 0) throw new Error(`no column ${unknown.join(', ')}`)
    const cells = heading.map(([, column = '', title = ''], position) => {
      const value = row[title]
      if (value === undefined) return ''
      const open = `<c r="${column}${number}" s="${styles[position]}"`
      return typeof value === 'number'
        ? `${open}><v>${value}</v></c>`
        : `${open} t="inlineStr"><is><t>${value}</t></is></c>`
    })
    return `<row r="${number}">${cells.join('')}</row>`
  })
  part.content = Buffer.from(xml.replace('</sheetData>', `${filled.join('')}</sheetData>`))
  Object.assign(part, { size: part.content.length })
  return tools.write(zip, { fileType: 'zip', type: 'buffer', compression: true })
}

function indexOf(zip: Zip, path: string): number {
  return zip.FullPaths.findIndex((full) => full.endsWith(`/${path}`))
}
