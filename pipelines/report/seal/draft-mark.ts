import { PDF, PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream } from '@libpdf/core'
import { ADDED } from '../archive/page-text.ts'

const NAME = 'HuiyinDraft'
/** Points from the right and the upper edge of a page to the mark. */
const INSET = { right: 51, top: 24 }

/**
 * Puts a mark at the upper right of every page, outside the reading order, as streams of its own that can be taken away.
 * @param mark a PDF of one page, which is the mark
 */
export async function markPages(document: PDF, mark: Uint8Array): Promise<void> {
  const form = await document.embedPage(await PDF.load(mark), 0)
  const stream = (text: string) =>
    document.register(PdfStream.fromDict({ [ADDED]: PdfName.of('Draft') }, new TextEncoder().encode(text)))
  const before = stream('q\n')
  const behind = new Map<string, PdfRef>()
  for (const page of document.getPages()) {
    const [x, y] = [page.width - INSET.right - form.width, page.height - INSET.top - form.height]
    const text = `\nQ\n/Artifact BMC q 1 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)} cm /${NAME} Do Q EMC\n`
    const after = behind.get(text) ?? stream(text)
    behind.set(text, after)
    page.dict.set('Contents', new PdfArray([before, ...contentsOf(page.dict, document), after]))
    drawingsOf(page.dict, document).set(NAME, form.ref)
  }
}

/** Takes the mark away again: the pages are then as they were printed. */
export function unmarkPages(document: PDF): void {
  for (const { dict } of document.getPages()) {
    const drawings = drawingsOf(dict, document)
    if (drawings.get(NAME) === undefined) continue
    drawings.delete(NAME)
    const printed = contentsOf(dict, document).filter((item) => {
      const stream = item instanceof PdfRef ? document.getObject(item) : item
      return !(stream instanceof PdfStream && stream.get(ADDED) !== undefined)
    })
    dict.set('Contents', new PdfArray(printed))
  }
}

function contentsOf(page: PdfDict, document: PDF): PdfObject[] {
  const given = page.get('Contents')
  const contents = given instanceof PdfRef ? document.getObject(given) : given
  if (contents instanceof PdfArray) return [...contents]
  return given === undefined ? [] : [given]
}

function drawingsOf(page: PdfDict, document: PDF): PdfDict {
  const resolve = (ref: PdfRef) => document.getObject(ref)
  const resources = page.getDict('Resources', resolve) ?? new PdfDict()
  const drawings = resources.getDict('XObject', resolve) ?? new PdfDict()
  resources.set('XObject', drawings)
  page.set('Resources', resources)
  return drawings
}
