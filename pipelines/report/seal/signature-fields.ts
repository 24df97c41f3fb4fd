import {
  type PDF,
  PdfArray,
  PdfDict,
  PdfName,
  PdfNumber,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
} from '@libpdf/core'
import { type Role, roleOfPlace } from './roles.ts'

const PRINT = 4

/**
 * Turns the links that mark places for signatures into fields to be signed, one a role, at the same place and with the
 * same tag. Nothing changes where a document has no such link.
 * @param labelOf what a reader of the field is told, such as `Signature of the author`
 */
export function reserveFields(document: PDF, labelOf: (role: Role) => string): void {
  const resolve = (ref: PdfRef) => document.getObject(ref)
  const fields: PdfRef[] = []
  for (const page of document.getPages()) {
    for (const item of page.dict.getArray('Annots', resolve) ?? []) {
      const link = item instanceof PdfRef ? resolve(item) : undefined
      if (!(item instanceof PdfRef) || !(link instanceof PdfDict)) continue
      const role = roleOfPlace(link.getDict('A', resolve)?.getString('URI')?.asString() ?? '')
      if (role === undefined) continue
      toField(document, link, page.ref, role, labelOf(role))
      retag(document, link)
      fields.push(item)
    }
  }
  if (fields.length === 0) return
  const form = PdfDict.of({ Fields: new PdfArray(fields), SigFlags: PdfNumber.of(0) })
  document.getCatalog().set('AcroForm', document.register(form))
}

/** The rectangle of a field on its page, in points. */
export function sizeOf(field: PdfDict): { width: number; height: number; rect: PdfArray } {
  const rect = field.getArray('Rect') ?? new PdfArray()
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [...rect].map((item) => (item instanceof PdfNumber ? item.value : 0))
  return { width: Math.abs(x2 - x1), height: Math.abs(y2 - y1), rect }
}

function toField(document: PDF, link: PdfDict, page: PdfRef, role: Role, label: string): void {
  for (const key of ['A', 'Border', 'C', 'H', 'Contents']) link.delete(key)
  const { width, height } = sizeOf(link)
  const box = new PdfArray([0, 0, width, height].map((value) => PdfNumber.of(value)))
  const blank = PdfStream.fromDict(
    { Type: PdfName.of('XObject'), Subtype: PdfName.of('Form'), BBox: box },
    new Uint8Array(),
  )
  link.set('Subtype', PdfName.of('Widget'))
  link.set('FT', PdfName.of('Sig'))
  link.set('T', PdfString.fromString(role))
  link.set('TU', PdfString.fromString(label))
  link.set('F', PdfNumber.of(PRINT))
  link.set('P', page)
  link.set('AP', PdfDict.of({ N: document.register(blank) }))
}

/** A field is tagged as `Form`, where Chromium tagged the link. */
function retag(document: PDF, link: PdfDict): void {
  const resolve = (ref: PdfRef) => document.getObject(ref)
  const tree = document.getCatalog().getDict('StructTreeRoot', resolve)?.getDict('ParentTree', resolve)
  const key = link.getNumber('StructParent')?.value
  const element = key === undefined ? undefined : inNumberTree(tree, key, resolve)
  if (element instanceof PdfDict && element.getName('S')?.value === 'Link') element.set('S', PdfName.of('Form'))
}

function inNumberTree(
  node: PdfObject | null | undefined,
  key: number,
  resolve: (ref: PdfRef) => PdfObject | null,
): PdfObject | null | undefined {
  if (!(node instanceof PdfDict)) return undefined
  const numbers = [...(node.getArray('Nums', resolve) ?? [])]
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const [number, value] = [numbers[index], numbers[index + 1]]
    if (number instanceof PdfNumber && number.value === key) return value instanceof PdfRef ? resolve(value) : value
  }
  for (const kid of node.getArray('Kids', resolve) ?? []) {
    const found = inNumberTree(kid instanceof PdfRef ? resolve(kid) : kid, key, resolve)
    if (found !== undefined) return found
  }
  return undefined
}
