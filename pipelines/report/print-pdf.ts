import { HuiyinError, reasonOf } from '../core/errors.ts'
import { type OpenedBrowser, openBrowser } from './browser.ts'
import { completeTags } from './complete-tags.ts'
import { holdPlaces, typePageNumbers, writePageNumbers } from './contents-pages.ts'
import { stampDates } from './pdf-dates.ts'
import { renumberHeaderIds } from './pdf-header-ids.ts'
import { borrowPage, fillPage, type PrintPage, returnPage } from './print-page.ts'
import { type PageFrame, type PageParts, pageParts } from './printable-page.ts'

export interface PrintOptions extends PageFrame {
  /** Goes into the PDF as its date, so that the same document gives the same bytes whenever it is printed. */
  asOf: Date
  /** One that is already open and stays open; past the deadline it is killed all the same. Default: one of its own. */
  browser?: OpenedBrowser
  /** Deadline for the whole print. */
  timeoutMs?: number
  /** Whether headings, tables and figures are tagged, and headings in the outline. Default: they are. */
  isTagged?: boolean
  /** Told what the page tried to load from outside, and did not get. */
  onRefused?: (addresses: readonly string[]) => void
}

const DEFAULT_TIMEOUT_MS = 60_000
/**
 * Prints a document to a tagged PDF/1.4 with outline, embedded fonts and A4 pages. No script runs, nothing is loaded
 * from outside, and the same document, frame and browser version give the same bytes.
 * @throws HuiyinError HY-R-001 no browser, HY-R-002 deadline passed and browser killed, HY-R-003 it failed otherwise
 */
export async function printPdf(html: string, options: PrintOptions): Promise<Uint8Array> {
  const isTagged = options.isTagged ?? true
  const plain = pageParts(html, options)
  const { body, headings } = isTagged ? holdPlaces(fillEmptyCells(plain.body)) : { body: plain.body, headings: [] }
  const opened = options.browser ?? (await openBrowser())
  try {
    const printed = async (text: string) => {
      const parts = { ...plain, body: text }
      const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS
      return renumberHeaderIds(await beforeDeadline(opened, timeoutMs, () => render(opened, parts, options)))
    }
    const pdf = await printed(body)
    const numbered = writePageNumbers(pdf, headings) ?? (await printed(typePageNumbers(plain.body, pdf, headings)))
    return stampDates(isTagged ? completeTags(numbered, plain.body) : numbered, options.asOf)
  } finally {
    if (options.browser === undefined) await opened.close()
  }
}

/** Chromium leaves a cell without text out of the tags, and the row is then shorter than others. */
function fillEmptyCells(html: string): string {
  return html.replaceAll(/(<t[dh]\b[^<>]*>)(?=<\/t[dh]>)/g, '$1&nbsp;')
}

/** A deadline from outside: the browser's own does not fire while a page keeps it busy. */
async function beforeDeadline<T>(opened: OpenedBrowser, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  let expired = false
  const deadline = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    expired = true
    const error = new HuiyinError('HY-R-002', { seconds: timeoutMs / 1000 })
    opened.kill().then(() => deadline.reject(error), deadline.reject)
  }, timeoutMs)
  const finished = work().catch((cause: unknown) => {
    if (expired) return deadline.promise
    throw new HuiyinError('HY-R-003', { reason: reasonOf(cause) }, { cause })
  })
  return await Promise.race([finished, deadline.promise]).finally(() => clearTimeout(timer))
}

async function render({ browser }: OpenedBrowser, parts: PageParts, options: PrintOptions): Promise<Uint8Array> {
  const borrowed = await borrowPage(browser)
  const { page, refused } = borrowed
  const crash = Promise.withResolvers<never>()
  page.once('error', crash.reject)
  let isGood = false
  try {
    const pdf = await Promise.race([print(borrowed, parts, options.isTagged ?? true), crash.promise])
    isGood = true
    if (refused.size > 0) options.onRefused?.([...refused])
    return pdf
  } finally {
    page.off('error', crash.reject)
    await returnPage(browser, borrowed, isGood)
  }
}

async function print(borrowed: PrintPage, parts: PageParts, tagged: boolean): Promise<Uint8Array> {
  await fillPage(borrowed, parts)
  const { page } = borrowed
  return await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged, outline: tagged, timeout: 0 })
}
