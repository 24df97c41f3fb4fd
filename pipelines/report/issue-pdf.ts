// HTML ── print ──▶ pages ── digests, manifest, data, definitions ──▶ PDF/A ── fields, mark of a draft ──▶ unsigned ── seal
import { PDF } from '@libpdf/core'
import type { Locale } from '../core/locale.ts'
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
import { printBox } from './seal/printed-box.ts'
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
    draftMark(locale, browser),
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

const marks = new Map<string, Promise<Uint8Array>>()
const MARK = { width: 120, height: 14 }

/** Printed once a language and browser: all reports of a run have the same. */
function draftMark(locale: Locale, browser: OpenedBrowser): Promise<Uint8Array> {
  const key = `${locale} ${browser.version}`
  const known = marks.get(key)
  if (known !== undefined) return known
  const html =
    '<style>p { margin: 0; text-align: right; line-height: 14pt } span { font-size: 8pt; font-weight: 700; color: #8a3b12;' +
    ` border: 0.6pt solid #8a3b12; border-radius: 2pt; padding: 1pt 4pt }</style><p><span>${message(locale, 'seal', 'draft')}</span></p>`
  const printing = printBox({ html, ...MARK, locale, browser })
  marks.set(key, printing)
  printing.catch(() => marks.delete(key))
  return printing
}
