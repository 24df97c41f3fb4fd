import { xmlTags } from './xml-tags.ts'

/**
 * What a cell's number means: itself, an instant (a count of days), a length of time in days, or (`000000`) a number of
 * so many digits, as which a workbook keeps a number of a case.
 */
export type CellFormat = 'number' | 'date' | 'duration' | `00${string}`

/** Built-in formats that show dates or times; 27 to 36 and 50 to 58 are those of East Asian versions. */
const BUILT_IN_DATES: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58],
]
const BUILT_IN_DURATION = 46

/** The formats of a styles part by the index that cells give as their style. */
export function cellFormats(stylesXml: string): CellFormat[] {
  const codes = new Map<number, string>()
  const formats: CellFormat[] = []
  let isInCellFormats = false
  for (const { name, attributes } of xmlTags(stylesXml)) {
    if (name === 'numFmt') codes.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '')
    if (name === 'cellXfs') isInCellFormats = true
    else if (name === 'cellStyles' || name === 'dxfs') isInCellFormats = false
    else if (name === 'xf' && isInCellFormats) {
      const id = Number(attributes.get('numFmtId') ?? 0)
      const code = codes.get(id)
      formats.push(code === undefined ? builtInFormat(id) : formatOfCode(code))
    }
  }
  return formats
}

function builtInFormat(id: number): CellFormat {
  if (id === BUILT_IN_DURATION) return 'duration'
  return BUILT_IN_DATES.some(([low, high]) => id >= low && id <= high) ? 'date' : 'number'
}

/** By the letters of the code's first section that stand for parts of a date, outside quotes and brackets. */
export function formatOfCode(code: string): CellFormat {
  const bare = code.replaceAll(/"[^"]*"|[\\_*][\s\S]/g, '')
  const [section = ''] = bare.split(';')
  if (/\[(?:h+|m+|s+)\]/i.test(section)) return 'duration'
  if (/^0{2,40}$/.test(section)) return section as `00${string}`
  const letters = section.replaceAll(/\[[^\]]*\]/g, '').trim()
  return /[ymdhs]/i.test(letters) && letters.toLowerCase() !== 'standard' ? 'date' : 'number'
}
