// printed by Chromium ── PDF/A: what it says of itself, colours, files ── fields to sign, mark of a draft ──▶ appended
import { createHash } from 'node:crypto'
import { PDF, PdfArray, PdfBool, PdfDict, PdfName, PdfNumber, PdfStream, PdfString } from '@libpdf/core'
import { type AttachedFile, attachFiles } from './attach-files.ts'
import { srgbProfile } from './srgb-profile.ts'
import { type DocumentFacts, xmpPacket } from './xmp-metadata.ts'

export interface Finish {
  readonly files: readonly AttachedFile[]
  readonly facts: Omit<DocumentFacts, 'producer'>
  /** The printed PDF where it has been read already. */
  readonly document?: PDF
  /** Further objects of the same update, such as fields to sign. */
  readonly amend?: (document: PDF) => void | Promise<void>
}

/**
 * Makes a printed PDF one to archive: PDF/A-3a with metadata, an sRGB output intent and attached files. The printed
 * bytes stay in front as they were and the rest is appended; the same input gives the same bytes.
 * @throws Error when the PDF cannot be read or has attachments, or when two files share a name
 */
export async function finishPdf(printed: Uint8Array, finish: Finish): Promise<Uint8Array> {
  const document = finish.document ?? (await PDF.load(printed))
  if (document.canSaveIncrementally() !== null) throw new Error('the PDF is damaged and cannot be appended to')
  attachFiles(document, finish.files, finish.facts.asOf)
  const facts = { ...finish.facts, producer: document.getProducer() ?? '' }
  document.setAuthor(facts.author)
  document.setCreator(facts.creator)
  const catalog = document.getCatalog()
  const metadata = { Type: PdfName.of('Metadata'), Subtype: PdfName.of('XML') }
  catalog.set('Metadata', document.register(PdfStream.fromDict(metadata, xmpPacket(facts))))
  catalog.set('OutputIntents', new PdfArray([document.register(outputIntent(document))]))
  catalog.set('ViewerPreferences', PdfDict.of({ DisplayDocTitle: PdfBool.TRUE }))
  catalog.set('Version', PdfName.of('1.7'))
  await finish.amend?.(document)
  document.context.info.trailer.set('ID', fileId(printed, finish))
  return await document.save({ incremental: true })
}

function outputIntent(document: PDF): PdfDict {
  const profile = document.register(PdfStream.fromDict({ N: PdfNumber.of(3) }, srgbProfile()))
  return PdfDict.of({
    Type: PdfName.of('OutputIntent'),
    S: PdfName.of('GTS_PDFA1'),
    OutputConditionIdentifier: PdfString.fromString('sRGB'),
    Info: PdfString.fromString('sRGB'),
    DestOutputProfile: profile,
  })
}

/** By default the library draws one by chance. */
function fileId(printed: Uint8Array, { files, facts }: Finish): PdfArray {
  const original = createHash('sha256').update(printed)
  const changed = original.copy().update(JSON.stringify(facts))
  for (const file of files.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    changed.update(`\0${file.name}\0`).update(file.data)
  return new PdfArray([original, changed].map((hash) => PdfString.fromBytes(hash.digest().subarray(0, 16))))
}
