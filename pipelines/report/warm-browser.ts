import type { Locale } from '../core/locale.ts'
import { messageTree } from '../core/messages.ts'
import type { OpenedBrowser } from './browser.ts'
import { borrowPage, fillPage, returnPage } from './print-page.ts'
import { pageParts } from './printable-page.ts'
import { printedMark } from './seal/printed-mark.ts'

/**
 * Has a browser do, while a report is still being computed, what all reports of a language have in common: print the
 * mark of a draft, and read the fonts that the words of reports need, which is half of the work of a first print.
 */
export async function warmBrowser(opened: OpenedBrowser, locales: readonly Locale[]): Promise<void> {
  for (const locale of locales) {
    await printedMark(locale, opened)
    const borrowed = await borrowPage(opened.browser)
    await fillPage(borrowed, pageParts(wordsIn(locale), { title: '', locale }))
    await returnPage(opened.browser, borrowed, true)
  }
}

/** In an attribute, where it asks for fonts and nothing is laid out. */
function wordsIn(locale: Locale): string {
  const words = JSON.stringify([messageTree(locale, 'report'), messageTree(locale, 'catalogue')])
  return `<p title="${words.replaceAll(/[&<>"]/g, '')}"></p>`
}
