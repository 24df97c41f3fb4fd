import { readFileSync } from 'node:fs'
import type { Locale } from '../core/locale.ts'
import { cssString } from './css-string.ts'
import { fontFaceCss, fontFamilyCss } from './fonts.ts'
import { spellOutMissing } from './missing-glyphs.ts'

/** What stands around the text of a printed document. */
export interface PageFrame {
  title: string
  locale: Locale
  /** Top of every page but the first. */
  header?: string
  /** Foot of every page, with `{page}` and `{pages}`, such as `Page {page} of {pages}`. */
  pageNumber?: string
}

const NOTHING_FROM_OUTSIDE =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
const printCss = readFileSync(new URL('../../templates/print.css', import.meta.url), 'utf8')

/**
 * The document as the browser gets it. Our own head stands before anything of the document's, so that its policy
 * binds all that follows (a parser takes the second `<html>` and `<head>` as part of the first).
 * @param html a whole document or a part of one, with its own styles; fonts, page size and page numbers come from here
 */
export function printablePage(html: string, frame: PageFrame): string {
  const { locale } = frame
  const document = spellOutMissing(html, locale)
  const title = spellOutMissing(frame.title, locale)
  const margins = spellOutMissing(marginBoxes(frame), locale)
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${NOTHING_FROM_OUTSIDE}">`,
    `<title>${escapeHtml(title)}</title>`,
    `<style>${fontFaceCss(document + title + margins, locale)}</style>`,
    `<style>:root { --fonts: ${fontFamilyCss(locale)} }\n${printCss}\n${margins}</style>`,
    document,
  ].join('\n')
}

function marginBoxes({ locale, header, pageNumber }: PageFrame): string {
  const font = `font: 8pt ${fontFamilyCss(locale)}; color: #555`
  const top = header === undefined ? '' : `@top-left { content: ${cssString(header)}; ${font} }`
  const foot = pageNumber === undefined ? '' : `@bottom-right { content: ${counters(pageNumber)}; ${font} }`
  return `@page { ${top} ${foot} } @page :first { @top-left { content: none } }`
}

/** `Page {page} of {pages}` → `"Page " counter(page) " of " counter(pages)`. */
function counters(text: string): string {
  return text
    .split(/(\{pages?\})/)
    .filter((part) => part !== '')
    .map((part) => (/^\{pages?\}$/.test(part) ? `counter(${part.slice(1, -1)})` : cssString(part)))
    .join(' ')
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
