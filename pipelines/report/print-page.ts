import type { Browser, HTTPRequest, Page } from 'puppeteer-core'
import { fontFaces } from './fonts.ts'
import { EMPTY_PAGE, type PageParts } from './printable-page.ts'

/** A page without scripts that loads nothing, and what it refused to load since it was borrowed. */
export interface PrintPage {
  readonly page: Page
  readonly refused: Set<string>
  /** Rules of fonts that it has. */
  readonly faces: Set<string>
  prints: number
}

/** A page keeps decoded fonts, which are half of a print's work, and some memory: then its process ends with it. */
const MOST_PRINTS = 100
/** By these a browser judges, once a page, how close a font sets punctuation: it must find the same on every page. */
const PUNCTUATION = '“”‘’—…·、。，．：；！？（）［］｛｝〈〉《》「」『』【】〔〕〖〗・'
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
  await page.setContent(EMPTY_PAGE)
  await page.setRequestInterception(true)
  page.on('request', (request) => refuseAllButData(request, refused))
  // What the policy of the page stops is no request, and told as a message.
  page.on('console', (said) => void refused.add(said.text().slice(0, LONGEST_ADDRESS)))
  return { page, refused, faces: new Set(), prints: 0 }
}

/** Keeps a page whose print went well for the next one; any other is closed. */
export async function returnPage(browser: Browser, borrowed: PrintPage, isGood: boolean): Promise<void> {
  borrowed.prints += 1
  if (!isGood || borrowed.prints >= MOST_PRINTS) return await borrowed.page.close().catch(() => undefined)
  idle.set(browser, [...(idle.get(browser) ?? []), borrowed])
}

/** Puts a document in the place of the one before, and has its fonts ready; what the page has of it is not sent again. */
export async function fillPage({ page, faces }: PrintPage, parts: PageParts): Promise<void> {
  const { locale, title, style, body } = parts
  const missing = [...new Set([...fontFaces(PUNCTUATION, locale), ...parts.faces])].filter((face) => !faces.has(face))
  for (const face of missing) faces.add(face)
  await page.evaluate(`(${FILL})(${JSON.stringify({ faces: missing.join('\n'), locale, title, style, body })})`)
}

/**
 * Runs in the page, on our own call: the document itself runs no script. It can give elements names that hide what
 * `document` has of that name, so the page is asked for it past them. Margin boxes come into being while printing, too
 * late to ask for a font: their text would be left out, so all fonts are loaded before.
 */
const FILL = `({ faces, locale, title, style, body }) => {
  const property = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name)
  const get = (name) => property(name).get.call(document)
  get('documentElement').lang = locale
  property('title').set.call(document, title)
  const [shared] = get('head').getElementsByTagName('style')
  shared.textContent = style
  if (faces !== '') {
    const fonts = Document.prototype.createElement.call(document, 'style')
    fonts.textContent = faces
    get('head').append(fonts)
  }
  get('body').innerHTML = body
  const ready = [...get('fonts')].map((font) => font.load())
  const seen = [...get('images')].map((image) => image.decode())
  return Promise.allSettled([...ready, ...seen]).then(() => undefined)
}`

function refuseAllButData(request: HTTPRequest, refused: Set<string>): void {
  const isData = request.url().startsWith('data:') && DATA_TYPES.includes(request.resourceType())
  if (!isData) refused.add(request.url().slice(0, LONGEST_ADDRESS))
  const answer = isData ? request.continue() : request.abort('aborted')
  answer.catch(() => undefined)
}
