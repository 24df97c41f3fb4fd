// HTML ── print ──▶ pages ── digests, manifest, data, definitions ──▶ PDF/A ── fields, mark of a draft ──▶ unsigned ── seal
import { PDF } from '@libpdf/core'
import { message } from '../core/messages.ts'
import { VERSION } from '../core/version.ts'
import { finishPdf } from './archive/finish-pdf.ts'
import { printedPages } from './archive/printed-pages.ts'
import type { OpenedBrowser } from './browser.ts'
import type { ComposedReport } from './compose-html.ts'
import type { PreparedReport } from './compose-sections.ts'
import { MANIFEST, manifestFiles } from './manifest.ts'
import { printPdf } from './print-pdf.ts'
import { markPages } from './seal/draft-mark.ts'
import { printedMark } from './seal/printed-mark.ts'
import { reserveFields } from './seal/signature-fields.ts'

export interface UnsignedPdf {
  readonly pdf: Uint8Array
  /** The manifest that it carries. */
  readonly manifest: Uint8Array
  /** What its pages tried to load from outside, and did not get. */
  readonly refused: readonly string[]
}

/** A report as PDF, unsigned: to be archived as it is, and with places for signatures. The same report gives the same bytes. */
export async function issuePdf(
  report: PreparedReport,
  composed: ComposedReport,
  browser: OpenedBrowser,
): Promise<UnsignedPdf> {
  const asOf = new Date(report.run.asOf)
  const { title, locale, words } = composed
  const refused: string[] = []
  const onRefused = (addresses: readonly string[]) => void refused.push(...addresses)
  const [printed, mark] = await Promise.all([
    printPdf(composed.html, { ...composed, asOf, browser, onRefused }),
    printedMark(locale, browser),
  ])
  const document = await PDF.load(printed)
  const files = manifestFiles(report, words, printedPages(printed, document))
  const pdf = await finishPdf(printed, {
    document,
    files,
    facts: { title, locale, author: words.organisation, creator: `Huiyin ${VERSION}`, asOf },
    amend: async (amended) => {
      reserveFields(amended, (role) => {
        return message(locale, 'seal', 'field', { role: message(locale, 'seal', `roles.${role}`) })
      })
      await markPages(amended, mark)
    },
  })
  return { pdf, manifest: files.find(({ name }) => name === MANIFEST)?.data ?? new Uint8Array(), refused }
}
