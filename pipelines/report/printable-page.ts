import { readFileSync } from 'node:fs'
import type { Locale } from '../core/locale.ts'
import { cssString } from './css-string.ts'
import { fontFaces, fontFamilyCss } from './fonts.ts'
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
const POLICY = `<meta http-equiv="Content-Security-Policy" content="${NOTHING_FROM_OUTSIDE}">`
/** A page to put documents into, one after the other, laid out for print alone: for the screen it would be so as well. */
export const EMPTY_PAGE = `<!doctype html><html><head><meta charset="utf-8">${POLICY}<title></title><style></style><style>@media screen { body { display: none } }</style></head><body></body></html>`
const printCss = readFileSync(new URL('../../templates/print.css', import.meta.url), 'utf8')

/** The one way by which a page without scripts can send itself elsewhere: no policy and no interception stops it all. */
const META = /<meta(?=[\s/>])/gi
/** Obsolete, without effect, and allowed wherever `meta` is. */
const INERT = '<basefont'

/** A document and all that it is printed with, apart: a page that has printed before keeps what it has of it. */
export interface PageParts {
  readonly locale: Locale
  readonly title: string
  /** Rules of `@font-face`, each with its font inside. */
  readonly faces: readonly string[]
  /** What every page has, and this document's header and page numbers. */
  readonly style: string
  readonly body: string
}

/** @param html a whole document or a part of one, with its own styles; fonts, page size and page numbers come from here */
export function pageParts(html: string, frame: PageFrame): PageParts {
  const { locale } = frame
  const spell = (text = '') => spellOutMissing(text, locale)
  const [body, title, header, pageNumber] = [
    spell(html.replace(META, INERT)),
    spell(frame.title),
    spell(frame.header),
    spell(frame.pageNumber),
  ]
  return {
    locale,
    title,
    faces: fontFaces(body + header + pageNumber, locale),
    style: `:root { --fonts: ${fontFamilyCss(locale)} }\n${printCss}\n${marginBoxes(header, pageNumber)}`,
    body,
  }
}

/**
 * The document as a browser gets it. Our own head stands before anything of the document's, so that its policy
 * binds all that follows (a parser takes the second `<html>` and `<head>` as part of the first).
 */
export function printablePage(html: string, frame: PageFrame): string {
  const { locale, title, faces, style, body } = pageParts(html, frame)
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">`,
    POLICY,
    `<title>${escapeHtml(title)}</title>`,
    `<style>${faces.join('\n')}</style>`,
    `<style>${style}</style>`,
    body,
  ].join('\n')
}

function marginBoxes(header: string, pageNumber: string): string {
  return [
    `@page { @top-left { content: ${cssString(header)} } @bottom-right { content: ${counters(pageNumber)} } }`,
    '@page :first { @top-left { content: none } }',
  ].join('\n')
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
