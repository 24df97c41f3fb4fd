import type { Page } from 'puppeteer-core'

/** A heading of a printed document, and the page that it stands on, from 1. */
export interface HeadingPage {
  readonly title: string
  readonly page: number
}

const OUTLINE_ITEM = /\/Title (?:<FEFF([0-9A-F]*)>|\(([^()]*)\))\n\/Dest \[(\d+) 0 R/g
const PAGE_OBJECT = /\n(\d+) 0 obj\n<<\/Type \/Page\n/g

/** Where each heading stands, by the outline that Chromium wrote: in the order of the document. */
export function headingPages(pdf: Uint8Array): HeadingPage[] {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  // Skia numbers its objects in the order in which it lays the pages out.
  const pages = [...text.matchAll(PAGE_OBJECT)].map(([, object]) => Number(object)).sort((a, b) => a - b)
  return [...text.matchAll(OUTLINE_ITEM)].map(([, hex, literal = '', object]) => ({
    title: hex === undefined ? literal : utf16(hex),
    page: pages.indexOf(Number(object)) + 1,
  }))
}

/**
 * Writes page numbers into a document's table of contents, whose lines name their headings in `data-heading`; the
 * numbers have room of a fixed width, so that nothing moves. False where there is no such table.
 */
export async function fillContents(page: Page, headings: readonly HeadingPage[]): Promise<boolean> {
  const filled: unknown = await page.evaluate(`(${FILL})(${JSON.stringify(headings)})`)
  return Number(filled) > 0
}

/** Runs in the page, on our own call: the document itself runs no script. */
const FILL = `(headings) => {
  let at = 0
  const lines = [...document.querySelectorAll('[data-heading]')]
  for (const line of lines) {
    const plain = (text) => text.replace(/\\s+/g, '')
    const found = headings.findIndex(({ title }, index) => index >= at && plain(title) === plain(line.dataset.heading))
    if (found < 0) continue
    at = found + 1
    line.textContent = String(headings[found].page)
  }
  return lines.length
}`

function utf16(hex: string): string {
  return (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('')
}
