import { posix } from 'node:path'
import { inflateBudget } from './inflate-limits.ts'
import { unreadable } from './unreadable.ts'
import { type XmlTag, xmlTags } from './xml-tags.ts'
import { readZipDirectory, type ZipMember } from './zip-directory.ts'
import { memberChunks } from './zip-member.ts'

export interface Sheet {
  readonly name: string
  /** 1-based, hidden ones counted. */
  readonly position: number
  readonly visibility: 'visible' | 'hidden' | 'veryHidden'
  readonly part: ZipMember
}

export interface Workbook {
  readonly file: string
  /** Worksheets in their order; chart sheets and dialogs are left out. */
  readonly sheets: readonly Sheet[]
  readonly sharedStrings: ZipMember | undefined
  readonly styles: ZipMember | undefined
  /** Whether day 0 is 1904-01-01 (workbooks of the old Mac) instead of 1899-12-31. */
  readonly isDate1904: boolean
}

interface Relation {
  readonly type: string
  readonly target: string
}

const SMALL_PART_BYTES = 64 * 2 ** 20

/**
 * Finds the parts of an XLSX workbook by its relationships, whatever they are called. Throws HY-L-006 {file, reason}
 * where it is no workbook, HY-L-010 {file, got, limit} where one of its describing parts exceeds 64 MB.
 */
export async function openWorkbook(file: string): Promise<Workbook> {
  const members = new Map((await readZipDirectory(file)).map((member) => [folded(member.name), member]))
  const root = [...(await relations(file, members, '')).values()]
  const path = root.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  const workbook = members.get(folded(path))
  if (workbook === undefined) throw unreadable(file, 'it is no XLSX workbook')
  const related = await relations(file, members, path)
  const partOf = (type: string) => {
    const target = [...related.values()].find((relation) => relation.type === type)?.target
    return target === undefined ? undefined : members.get(folded(target))
  }
  const tags = [...xmlTags(await partText(file, workbook))]
  const date1904 = tags.find(({ name }) => name === 'workbookPr')?.attributes.get('date1904')
  return {
    file,
    sheets: [...sheetsOf(file, tags, related, members)],
    sharedStrings: partOf('sharedStrings'),
    styles: partOf('styles'),
    isDate1904: date1904 === '1' || date1904 === 'true',
  }
}

/** The text of a part that is kept in memory as a whole. */
export async function partText(file: string, part: ZipMember): Promise<string> {
  const chunks: Buffer[] = []
  const limits = { inflatedBytes: SMALL_PART_BYTES, ratio: Number.POSITIVE_INFINITY }
  for await (const chunk of memberChunks(file, part, inflateBudget(file, part.packedBytes, limits))) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const encoding = isUtf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

function* sheetsOf(
  file: string,
  tags: readonly XmlTag[],
  related: ReadonlyMap<string, Relation>,
  members: ReadonlyMap<string, ZipMember>,
): Generator<Sheet> {
  let position = 0
  for (const { attributes } of tags.filter(({ name }) => name === 'sheet')) {
    position += 1
    const relation = related.get(attributes.get('id') ?? '')
    if (relation?.type !== 'worksheet') continue
    const part = members.get(folded(relation.target))
    const name = attributes.get('name') ?? ''
    if (part === undefined) throw unreadable(file, `its sheet ${name} is missing`)
    const state = attributes.get('state')
    yield { name, position, visibility: state === 'hidden' || state === 'veryHidden' ? state : 'visible', part }
  }
}

/** The relationships of a part by their id, with targets as paths in the ZIP file and types by their last word. */
async function relations(
  file: string,
  members: ReadonlyMap<string, ZipMember>,
  path: string,
): Promise<Map<string, Relation>> {
  const folder = posix.dirname(path)
  const part = members.get(folded(posix.join(folder, '_rels', `${posix.basename(path)}.rels`)))
  if (part === undefined) return new Map()
  const found = new Map<string, Relation>()
  for (const { name, attributes } of xmlTags(await partText(file, part))) {
    const target = attributes.get('Target')
    if (name !== 'Relationship' || target === undefined) continue
    const type = attributes.get('Type')?.split('/').at(-1) ?? ''
    const inZip = target.startsWith('/') ? target : posix.join(folder, target.replaceAll('\\', '/'))
    found.set(attributes.get('Id') ?? '', { type, target: inZip })
  }
  return found
}

/** Some writers put backslashes, other case or a leading slash into the names of parts. */
function folded(name: string): string {
  return posix.normalize(name.replaceAll('\\', '/')).replace(/^\/+/, '').toLowerCase()
}
