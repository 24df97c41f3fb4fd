import { type TestMember, zipOf } from './zip-file.ts'

export interface TestSheet {
  readonly name: string
  /** What stands in `<worksheet>`: `<sheetData>…` */
  readonly xml: string
  readonly state?: 'hidden' | 'veryHidden'
}

export interface TestWorkbook {
  readonly sheets: readonly TestSheet[]
  /** What stands in `<sst>`. */
  readonly strings?: string
  /** What stands in `<styleSheet>`. */
  readonly styles?: string
  /** Namespace prefix of the sheets and strings, with its colon. */
  readonly prefix?: string
  readonly encoding?: 'utf8' | 'utf16le'
  readonly isDate1904?: boolean
  readonly extra?: readonly TestMember[]
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The bytes of a workbook whose parts hold the given XML, with part names that are not the usual ones. */
export function workbookOf(workbook: TestWorkbook): Buffer {
  const { sheets, strings, styles, prefix = '', encoding = 'utf8' } = workbook
  const part = (root: string, xml: string) => {
    const name = `${prefix}${root}`
    const declared = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`
    const text = `<?xml version="1.0"?>\n<${name} ${declared}="${MAIN}" xmlns:r="${RELATIONS}">${xml}</${name}>`
    return Buffer.from(encoding === 'utf8' ? text : `\ufeff${text}`, encoding)
  }
  const list = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 9}" r:id="rId${index + 1}"${state === undefined ? '' : ` state="${state}"`}/>`,
  )
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`
  const related = sheets.map((_sheet, index) =>
    relation(`rId${index + 1}`, 'worksheet', `/xl/blätter/s${index + 1}.xml`),
  )
  const properties = workbook.isDate1904 === true ? '<workbookPr date1904="1"/>' : ''
  return zipOf([
    { name: '[Content_Types].xml', data: '<Types/>' },
    { name: '_rels/.rels', data: `<Relationships>${relation('a', 'officeDocument', 'xl/book.xml')}</Relationships>` },
    { name: 'xl/book.xml', data: `<workbook xmlns:r="r">${properties}<sheets>${list.join('')}</sheets></workbook>` },
    {
      name: 'xl/_rels/book.xml.rels',
      data: `<Relationships>${related.join('')}${relation('s', 'sharedStrings', 'strings.xml')}${relation('t', 'styles', './styles.xml')}</Relationships>`,
    },
    ...sheets.map(({ xml }, index) => ({ name: `xl/blätter/s${index + 1}.xml`, data: part('worksheet', xml) })),
    ...(strings === undefined ? [] : [{ name: 'xl\\strings.xml', data: part('sst', strings) }]),
    ...(styles === undefined ? [] : [{ name: 'xl/styles.xml', data: `<styleSheet>${styles}</styleSheet>` }]),
    ...(workbook.extra ?? []),
  ])
}

/** A cell with its text in itself. */
export function inlineCell(reference: string, text: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`
}

/** A workbook of one sheet with these rows. */
export function sheetOf(rows: string): TestWorkbook {
  return { sheets: [{ name: 'A', xml: `<sheetData>${rows}</sheetData>` }] }
}
