import type { Locale } from '../../core/locale.ts'
import type { OpenedBrowser } from '../browser.ts'
import { printPdf } from '../print-pdf.ts'

export interface Box {
  html: string
  /** In points. */
  width: number
  height: number
  locale: Locale
  browser: OpenedBrowser | undefined
}

/**
 * A PDF of one page of the given size, to be drawn into another: untagged, with the same fonts as a report's pages.
 * Throws as `printPdf` does.
 */
export function printBox({ html, width, height, locale, browser }: Box): Promise<Uint8Array> {
  const style =
    `<style>@page { size: ${width}pt ${height}pt; margin: 0; @top-left { content: none } @bottom-right { content: none } }` +
    ` html, body { height: ${height}pt; overflow: hidden }</style>`
  const options = { title: '', locale, asOf: new Date(0), isTagged: false }
  return printPdf(style + html, browser === undefined ? options : { ...options, browser })
}
