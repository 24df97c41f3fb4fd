import { createHash } from 'node:crypto'
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, type PdfRef, PdfString } from '@libpdf/core'
import { pdfDate } from '../pdf-dates.ts'
import { packedStream } from './packed-stream.ts'

/** A file that a PDF carries. */
export interface AttachedFile {
  /** Unique in the PDF; what a reader of PDFs shows and saves it as. */
  name: string
  /** Such as `application/json`. */
  mime: string
  data: Uint8Array
  /** `Data`: what tables and charts were made from; `Source`: what the document itself was made from. */
  relationship: 'Data' | 'Source'
  description: string
}

/**
 * Attaches files to a document, as PDF 2.0 and PDF/A-3 have it: in the tree of embedded files and in the list of
 * associated files. The same files in any order give the same objects.
 * @throws Error when the document has attachments, or when two files share a name
 */
export function attachFiles(document: PDF, files: readonly AttachedFile[], asOf: Date): void {
  if (document.getAttachments().size > 0) throw new Error('the PDF has attachments already')
  if (new Set(files.map((file) => file.name)).size < files.length) throw new Error('two files share a name')
  const inOrder = files.toSorted((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
  const entries = inOrder.map((file) => ({ name: file.name, ref: register(document, file, asOf) }))
  const catalog = document.getCatalog()
  const names = catalog.getDict('Names', (ref) => document.getObject(ref)) ?? new PdfDict()
  names.set('EmbeddedFiles', nameTree(entries))
  catalog.set('Names', names)
  catalog.set('AF', new PdfArray(entries.map((entry) => entry.ref)))
}

/**
 * The files that a PDF carries, by name.
 * @throws Error when the bytes are no PDF
 */
export async function readAttachments(pdf: Uint8Array): Promise<Map<string, Uint8Array>> {
  const document = await PDF.load(pdf)
  const files = new Map<string, Uint8Array>()
  for (const name of document.getAttachments().keys()) {
    const data = document.getAttachment(name)
    if (data !== null) files.set(name, data)
  }
  return files
}

/** Our own objects, since the library's `addAttachment` writes MIME types wrongly and states no relationship. */
function register(document: PDF, file: AttachedFile, asOf: Date): PdfRef {
  const date = PdfString.fromString(pdfDate(asOf).slice(1, -1))
  const checkSum = PdfString.fromBytes(createHash('md5').update(file.data).digest())
  const size = PdfNumber.of(file.data.length)
  const stream = packedStream(
    {
      Type: PdfName.of('EmbeddedFile'),
      Subtype: PdfName.of(file.mime),
      Params: PdfDict.of({ Size: size, CreationDate: date, ModDate: date, CheckSum: checkSum }),
    },
    file.data,
  )
  const content = document.register(stream)
  const name = PdfString.fromString(file.name)
  return document.register(
    PdfDict.of({
      Type: PdfName.of('Filespec'),
      F: name,
      UF: name,
      EF: PdfDict.of({ F: content, UF: content }),
      Desc: PdfString.fromString(file.description),
      AFRelationship: PdfName.of(file.relationship),
    }),
  )
}

/** Sorted by the bytes of the keys, as readers that search it expect. */
function nameTree(entries: { name: string; ref: PdfRef }[]): PdfDict {
  const keyed = entries.map(({ name, ref }) => ({ key: PdfString.fromString(name), ref }))
  keyed.sort((a, b) => Buffer.compare(a.key.bytes, b.key.bytes))
  return PdfDict.of({ Names: new PdfArray(keyed.flatMap(({ key, ref }) => [key, ref])) })
}
