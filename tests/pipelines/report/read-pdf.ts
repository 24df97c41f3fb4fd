import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** What a reader of PDFs finds in one. */
export interface ReadPdf {
  title: unknown
  language: string | null
  created: unknown
  /** Text of each page, in the order of the content. */
  pages: string[]
  /** Titles of the outline, children behind their parents. */
  outline: string[]
  /** Roles of the tags on the first page, such as `H1`, and the alternative texts of figures. */
  tags: string[]
  alternatives: string[]
}

export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: pdf.slice(), verbosity: 0 })
  const document = await task.promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const content = await (await document.getPage(number)).getTextContent()
    pages.push(content.items.map((item) => ('str' in item ? item.str : '')).join(''))
  }
  const nodes = flatten(await (await document.getPage(1)).getStructTree())
  const { info } = await document.getMetadata()
  const details = info as Record<string, unknown>
  const read = {
    title: details['Title'],
    language: typeof details['Language'] === 'string' ? details['Language'] : null,
    created: details['CreationDate'],
    pages,
    outline: titles((await document.getOutline()) ?? []),
    tags: nodes.map((node) => node.role ?? ''),
    alternatives: nodes.flatMap((node) => (node.alt === undefined ? [] : [node.alt])),
  }
  await task.destroy()
  return read
}

interface Tag {
  role?: string
  alt?: string
  children?: object[]
}

function flatten(tag: Tag | null): Tag[] {
  return tag === null ? [] : [tag, ...(tag.children ?? []).flatMap((child) => flatten(child as Tag))]
}

interface Entry {
  title: string
  items: Entry[]
}

function titles(entries: Entry[]): string[] {
  return entries.flatMap((entry) => [entry.title, ...titles(entry.items)])
}

/** Base fonts of a PDF by Chromium, each with whether its file is inside; its objects stand there as plain text. */
export function fontsOf(pdf: Uint8Array): { name: string; embedded: boolean }[] {
  const text = Buffer.from(pdf).toString('latin1')
  const descriptors = [...text.matchAll(/<<\/Type \/FontDescriptor[^>]*>>/g)].map(([descriptor]) => descriptor)
  return descriptors.map((descriptor) => ({
    name: /\/FontName \/(\S+)/.exec(descriptor)?.[1] ?? '',
    embedded: /\/FontFile[23]? \d+ 0 R/.test(descriptor),
  }))
}
