import { PDF, PdfArray, PdfDict, PdfNumber, type PdfObject, PdfRef, PdfStream } from '@libpdf/core'
import { unpacked } from '../../../pipelines/report/archive/packed-stream.ts'
import { readPages } from '../../../pipelines/report/archive/page-text.ts'

const DRAWN = /^(?:BT|[fFsSbB]\*?|sh|.* Do)$/

/** What of PDF/UA-1 a report does not keep, in the order of the document; of what Chromium is known to leave out. */
export async function accessProblems(pdf: Uint8Array): Promise<string[]> {
  const document = await PDF.load(pdf)
  const resolve = (ref: PdfRef) => document.getObject(ref)
  const catalog = document.getCatalog()
  const metadata = catalog.get('Metadata', resolve)
  const packet = metadata instanceof PdfStream ? Buffer.from(unpacked(metadata)).toString() : ''
  const root = catalog.getDict('StructTreeRoot', resolve)
  return [
    ...(packet.includes('<pdfuaid:part>1</pdfuaid:part>') ? [] : ['the metadata does not name PDF/UA-1']),
    ...readPages(document).flatMap(({ operators }, page) => {
      const drawings = document.getPages()[page]?.dict.getDict('Resources', resolve)?.getDict('XObject', resolve)
      const count = drawnOutside(Buffer.from(operators).toString('latin1'), drawings, resolve)
      return count === 0 ? [] : [`page ${page + 1}: ${count} drawings outside of tags`]
    }),
    ...document.getPages().flatMap(({ dict }, page) => undescribedLinks(dict, resolve, page + 1)),
    ...(root === undefined ? ['no tags'] : elementsIn(root, resolve).flatMap((element) => wrongKids(element, resolve))),
  ]
}

type Resolve = (ref: PdfRef) => PdfObject | null

/** A drawing that a page places may have tags of its own; then what is outside of those counts. */
function drawnOutside(content: string, drawings: PdfDict | undefined, resolve: Resolve): number {
  let [depth, count] = [0, 0]
  for (const line of content.split('\n')) {
    if (/B[DM]C$/.test(line)) depth += 1
    else if (line === 'EMC') depth -= 1
    else if (depth === 0 && DRAWN.test(line)) {
      const form = drawings?.get(/^\/(\S+) Do$/.exec(line)?.[1] ?? '', resolve)
      const inside = form instanceof PdfStream ? Buffer.from(unpacked(form)).toString('latin1') : ''
      count += inside.includes('/MCID ')
        ? drawnOutside(inside, form instanceof PdfStream ? form.getDict('Resources', resolve) : undefined, resolve)
        : 1
    }
  }
  return count + Math.abs(depth)
}

function undescribedLinks(page: PdfDict, resolve: Resolve, number: number): string[] {
  const annotations = [...(page.getArray('Annots', resolve) ?? [])].map((item) => resolved(item, resolve))
  return annotations.flatMap((item) => {
    if (!(item instanceof PdfDict) || item.getName('Subtype')?.value !== 'Link') return []
    return (item.getString('Contents')?.asString() ?? '') === '' ? [`page ${number}: a link without words`] : []
  })
}

function elementsIn(element: PdfDict, resolve: Resolve): PdfDict[] {
  return [element, ...kidsOf(element, resolve).flatMap((kid) => elementsIn(kid, resolve))]
}

function kidsOf(element: PdfDict, resolve: Resolve): PdfDict[] {
  const kids = element.get('K', resolve)
  const items = kids instanceof PdfArray ? [...kids] : [kids ?? null]
  return items
    .map((item) => resolved(item, resolve))
    .filter((item): item is PdfDict => item instanceof PdfDict && item.get('S') !== undefined)
}

function wrongKids(element: PdfDict, resolve: Resolve): string[] {
  const kids = kidsOf(element, resolve)
  if (roleOf(element) === 'LI') {
    const others = kids.map(roleOf).filter((role) => !['Lbl', 'LBody', 'NonStruct'].includes(role))
    return others.length === 0 ? [] : [`an item of a list holds ${others.join(', ')}`]
  }
  if (roleOf(element) !== 'Table') return []
  const widths = new Set(
    elementsIn(element, resolve)
      .filter((each) => roleOf(each) === 'TR')
      .map((row) => widthOf(row, resolve)),
  )
  return widths.size < 2 ? [] : [`a table has rows of ${[...widths].join(', ')} columns`]
}

function roleOf(element: PdfDict): string {
  return element.getName('S')?.value ?? ''
}

function widthOf(row: PdfDict, resolve: Resolve): number {
  return kidsOf(row, resolve).reduce((sum, cell) => {
    const attributes = cell.getArray('A', resolve)
    const spans = [...(attributes ?? [])]
      .map((item) => resolved(item, resolve))
      .map((item) => {
        const span = item instanceof PdfDict ? item.get('ColSpan') : undefined
        return span instanceof PdfNumber ? span.value : 0
      })
    return sum + Math.max(1, ...spans)
  }, 0)
}

function resolved(item: PdfObject | null, resolve: Resolve): PdfObject | null {
  return item instanceof PdfRef ? resolve(item) : item
}
