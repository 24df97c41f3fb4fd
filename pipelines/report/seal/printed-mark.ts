import type { Locale } from '../../core/locale.ts'
import { message } from '../../core/messages.ts'
import type { OpenedBrowser } from '../browser.ts'
import { printBox } from './printed-box.ts'

const MARK = { width: 120, height: 14 }
const marks = new Map<string, Promise<Uint8Array>>()

/** The mark of a draft as a PDF of its own, printed once a language and browser: all reports of a run have the same. */
export function printedMark(locale: Locale, browser: OpenedBrowser): Promise<Uint8Array> {
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
