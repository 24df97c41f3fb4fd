import type { Browser, HTTPRequest, Page } from 'puppeteer-core'

/** A page without scripts that loads nothing, and what it refused to load since it was borrowed. */
export interface PrintPage {
  readonly page: Page
  readonly refused: Set<string>
  prints: number
}

/** A page keeps decoded fonts, which are half of a print's work, and some memory: then its process ends with it. */
const MOST_PRINTS = 25
const DATA_TYPES = ['font', 'image']
const LONGEST_ADDRESS = 300
const idle = new WeakMap<Browser, PrintPage[]>()

/** A page that is free, or a new one. */
export async function borrowPage(browser: Browser): Promise<PrintPage> {
  const known = idle.get(browser)?.pop()
  if (known !== undefined) {
    known.refused.clear()
    return known
  }
  const page = await browser.newPage()
  const refused = new Set<string>()
  await page.setJavaScriptEnabled(false)
  await page.setRequestInterception(true)
  page.on('request', (request) => refuseAllButData(request, refused))
  // What the policy of the page stops is no request, and told as a message.
  page.on('console', (said) => void refused.add(said.text().slice(0, LONGEST_ADDRESS)))
  return { page, refused, prints: 0 }
}

/** Keeps a page whose print went well for the next one; any other is closed. */
export async function returnPage(browser: Browser, borrowed: PrintPage, isGood: boolean): Promise<void> {
  borrowed.prints += 1
  if (!isGood || borrowed.prints >= MOST_PRINTS) return await borrowed.page.close().catch(() => undefined)
  idle.set(browser, [...(idle.get(browser) ?? []), borrowed])
}

function refuseAllButData(request: HTTPRequest, refused: Set<string>): void {
  const isData = request.url().startsWith('data:') && DATA_TYPES.includes(request.resourceType())
  if (!isData) refused.add(request.url().slice(0, LONGEST_ADDRESS))
  const answer = isData ? request.continue() : request.abort('aborted')
  answer.catch(() => undefined)
}
