import type { PDF } from '@libpdf/core'
import { z } from 'zod'
import { sha256 } from '../../core/hash.ts'
import { readPages } from './page-text.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** Digests of what was printed: of the bytes that stand in front in the PDF, and of each page's text and drawing. */
export const printedSchema = z.strictObject({
  bytes: z.int().positive(),
  sha256: hash,
  pages: z.array(z.strictObject({ text: hash, drawing: hash })),
})

export interface PrintedPages {
  readonly digests: z.infer<typeof printedSchema>
  /** Text of each page in the order of drawing, without white space. */
  readonly texts: readonly string[]
}

/** Digests a printed PDF, so that a change of its pages can be found, and said, later. */
export function printedPages(printed: Uint8Array, document: PDF): PrintedPages {
  const { pages, texts } = pageDigests(document)
  return { digests: { bytes: printed.length, sha256: sha256(printed), pages }, texts }
}

/** The same of the pages as a document shows them now, whatever was appended. */
export function pageDigests(document: PDF) {
  const contents = readPages(document)
  return {
    pages: contents.map(({ text, operators }) => ({ text: sha256(text), drawing: sha256(operators) })),
    texts: contents.map(({ text }) => text),
  }
}
