import type { PDF } from '@libpdf/core'
import { sha256 } from '../../core/hash.ts'
import { pageDigests } from '../archive/printed-pages.ts'
import { type Manifest, PAGE_TEXTS } from '../manifest.ts'
import type { Finding } from './findings.ts'

/** Characters shown around what differs. */
const AROUND = 12

/** Compares the pages as a document shows them now with what was printed. */
export function checkPages(
  pdf: Uint8Array,
  document: PDF,
  { printed }: Manifest,
  attachments: ReadonlyMap<string, Uint8Array>,
): Finding[] {
  const findings: Finding[] = []
  if (sha256(pdf.subarray(0, printed.bytes)) !== printed.sha256) findings.push({ kind: 'printed' })
  const { pages, texts } = pageDigests(document)
  if (pages.length !== printed.pages.length) {
    findings.push({ kind: 'pages', expected: printed.pages.length, got: pages.length })
  }
  const stated = statedTexts(attachments.get(PAGE_TEXTS))
  for (const [index, expected] of printed.pages.entries()) {
    const got = pages[index]
    if (got === undefined) continue
    const page = index + 1
    if (got.text !== expected.text) {
      findings.push({ kind: 'page', page, ...firstDifference(stated[index] ?? '', texts[index] ?? '') })
    } else if (got.drawing !== expected.drawing) findings.push({ kind: 'drawing', page })
  }
  return findings
}

/** The first place where two texts differ, with what stands around it in both. */
export function firstDifference(expected: string, got: string): { expected: string; got: string } {
  const [a, b] = [[...expected], [...got]]
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  let tail = 0
  while (tail < Math.min(a.length, b.length) - start && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1
  const cut = (text: string[]) => {
    const end = Math.min(text.length - tail + AROUND, start + 6 * AROUND)
    return text.slice(Math.max(0, start - AROUND), end).join('')
  }
  return { expected: cut(a), got: cut(b) }
}

function statedTexts(data: Uint8Array | undefined): string[] {
  try {
    const texts: unknown = JSON.parse(new TextDecoder().decode(data))
    return Array.isArray(texts) ? texts.map(String) : []
  } catch {
    return []
  }
}
