// tagged by Chromium ── decoration marked, links described, contents told from lists ──▶ as PDF/UA-1 has it
import { formObjects, pageObjects, rewriteObjects, skiaStreams } from './skia-objects.ts'

const LINK_TITLE = /<a\s[^>]*?href="#([^"]+)"[^>]*?\stitle="([^"]*)"/g
const LINK =
  /\n(\d+) 0 obj\n(<<\/Type \/Annot\n\/Subtype \/Link\n(?:(?!endobj)[\s\S])*?\/Dest \/(\S+)\n(?:(?!endobj)[\s\S])*?)>>\nendobj/g
/** An item that is nothing but a paragraph, as only those of a list without marks are. */
const PLAIN_ITEM = /\n(\d+) 0 obj\n(<<\/Type \/StructElem\n\/S \/LI\n\/P (\d+) 0 R\n\/K (\d+) 0 R>>)\nendobj/g
/** Begins or ends marked content. */
const MARK = /(?:^.*B[DM]C|^EMC)\n/gm
const PAINTED = /^(?:[fFsSbB]\*?|sh|.* Do)$/
const PATH = /(?:^| )(?:re|[mlchvy]|W\*?)$/
const TAG = /\/MCID \d/
const NONE: ReadonlySet<string> = new Set()
const NOT_WITHIN = /^(?:[qQ]|.* cm)$/

/**
 * A tagged PDF of Chromium's with what it leaves out of what PDF/UA-1 (ISO 14289-1) asks for: all that is drawn outside
 * of tags (margins, backgrounds, borders) is marked as decoration, a link to a part of the document says where it leads,
 * in the words of its `title`, and a list of such links without marks is a table of contents.
 * @param html the document that was printed
 */
export function completeTags(printed: Uint8Array, html: string): Uint8Array {
  const pdf = Buffer.from(printed.buffer, printed.byteOffset, printed.byteLength)
  const text = pdf.toString('latin1')
  const streams = skiaStreams(pdf)
  const changes = new Map([...describedLinks(text, html), ...contentsTags(text)])
  const tagged = new Set<string>()
  for (const form of formObjects(text)) {
    const content = streams.read(form)
    if (!TAG.test(content)) continue
    tagged.add(`/X${form} Do`)
    changes.set(form, streams.filled(form, markDecoration(content)))
  }
  for (const { contents } of pageObjects(text)) {
    if (contents === 0 || Number.isNaN(contents)) continue
    changes.set(contents, streams.filled(contents, markDecoration(streams.read(contents), tagged)))
  }
  return rewriteObjects(pdf, changes)
}

/**
 * What a page draws outside of marked content, marked as an artifact.
 * @param tagged drawings with tags of their own, such as `/X54 Do`
 */
export function markDecoration(content: string, tagged: ReadonlySet<string> = NONE): string {
  const parts: string[] = []
  let [at, depth] = [0, 0]
  for (const { 0: mark, index } of content.matchAll(MARK)) {
    const isEnd = mark === 'EMC\n'
    if (depth === 0 && !isEnd) {
      parts.push(markUntagged(content.slice(at, index), tagged))
      at = index
    }
    depth += isEnd ? -1 : 1
    if (depth > 0) continue
    parts.push(content.slice(at, index + mark.length))
    at = index + mark.length
  }
  return [...parts, markUntagged(content.slice(at), tagged)].join('')
}

function markUntagged(content: string, tagged: ReadonlySet<string>): string {
  const marked: string[] = []
  let [path, isOpen, isText]: [string[], boolean, boolean] = [[], false, false]
  const toggle = (open: boolean) => {
    if (open !== isOpen) marked.push(open ? '/Artifact BMC' : 'EMC')
    isOpen = open
  }
  for (const line of content.split('\n')) {
    if (isText) isText = line !== 'ET'
    else if (PATH.test(line)) {
      path.push(line)
      continue
    } else if (line === 'BT' || (PAINTED.test(line) && !tagged.has(line))) {
      toggle(true)
      isText = line === 'BT'
    } else if (NOT_WITHIN.test(line) || tagged.has(line)) toggle(false)
    marked.push(...path, line)
    path = []
  }
  if (isOpen && marked.at(-1) === '') marked.splice(-1, 1, 'EMC', '')
  else toggle(false)
  return marked.join('\n')
}

function describedLinks(text: string, html: string): [number, Buffer][] {
  const titles = new Map([...html.matchAll(LINK_TITLE)].map(([, id = '', title = '']) => [id, title]))
  return [...text.matchAll(LINK)].flatMap(([, object, link = '', target = '']): [number, Buffer][] => {
    const title = titles.get(target)
    if (title === undefined) return []
    const hex = Buffer.from(`\uFEFF${title}`, 'utf16le').swap16().toString('hex').toUpperCase()
    return [[Number(object), Buffer.from(`${link}\n/Contents <${hex}>>>`, 'latin1')]]
  })
}

function contentsTags(text: string): [number, Buffer][] {
  const items = [...text.matchAll(PLAIN_ITEM)].map(([, object, item = '', list, paragraph]) => {
    return { object: Number(object), item, list: Number(list), isLink: holdsLink(text, Number(paragraph)) }
  })
  const lists = new Set(items.filter(({ isLink }) => isLink).map(({ list }) => list))
  return [
    ...items
      .filter(({ list }) => lists.has(list))
      .map(({ object, item }): [number, Buffer] => [object, Buffer.from(item.replace('/S /LI', '/S /TOCI'), 'latin1')]),
    ...[...lists].map((list): [number, Buffer] => [
      list,
      Buffer.from(objectText(text, list).replace('/S /L\n', '/S /TOC\n'), 'latin1'),
    ]),
  ]
}

function holdsLink(text: string, paragraph: number): boolean {
  const [, kids = ''] = /\/S \/P\n[\s\S]*?\/K \[?([^\]]*)/.exec(objectText(text, paragraph)) ?? []
  return [...kids.matchAll(/(\d+) 0 R/g)].some(([, kid]) => objectText(text, Number(kid)).includes('/S /Link\n'))
}

function objectText(text: string, object: number): string {
  const head = `\n${object} 0 obj\n`
  const start = text.indexOf(head)
  return start < 0 ? '' : text.slice(start + head.length, text.indexOf('\nendobj', start))
}
