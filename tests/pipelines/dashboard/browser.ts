import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { findInstalledBrowsers } from '../../../pipelines/report/installed-browsers.ts'
import { unpackChromium, unpackFontConfig } from '../../../pipelines/report/packaged-chromium.ts'

/** A real Chromium that may reach loopback: the one named, an installed one, or the packaged one. */
export async function launchBrowser(): Promise<Browser> {
  const [installed] = findInstalledBrowsers(process.platform, process.env)
  const named = process.env['HUIYIN_CHROMIUM'] ?? installed
  const packaged = named === undefined ? await unpackChromium() : undefined
  const executablePath = named ?? packaged?.executable
  if (executablePath === undefined) throw new Error('no browser')
  const libraries = packaged === undefined ? {} : { LD_LIBRARY_PATH: packaged.libraries }
  const fonts = process.platform === 'linux' ? { FONTCONFIG_FILE: await unpackFontConfig() } : {}
  return puppeteer.launch({
    executablePath,
    pipe: true,
    env: { ...process.env, ...libraries, ...fonts },
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--lang=en-US'],
  })
}

export interface WatchedPage {
  readonly page: Page
  /** Console errors, uncaught exceptions, violations of the policy, and requests to anywhere else. */
  readonly complaints: string[]
}

/** Opens an address and waits until its charts are drawn. */
export async function openPage(browser: Browser, address: string, width = 1280): Promise<WatchedPage> {
  const page = await browser.newPage()
  await page.setViewport({ width, height: 1600 })
  const complaints: string[] = []
  const { origin } = new URL(address)
  page.on('console', (line) => complaints.push(`${line.type()}: ${line.text()}`))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('dialog', async (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('request', (request) => {
    const url = request.url()
    if (url !== address && !url.startsWith(origin) && !/^(data|blob):/.test(url)) complaints.push(`request: ${url}`)
  })
  await page.goto(address)
  await page.waitForSelector('footer')
  await settled(page)
  return { page, complaints }
}

/** Waits until the page shows the answer to its address, all its charts are drawn, and two frames more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForNetworkIdle({ idleTime: 60 })
  await page.waitForFunction(
    'document.fonts.status === "loaded" && document.querySelector("[aria-busy], [data-fonts-pending]") === null && [...document.querySelectorAll(".chart")].every((chart) => chart.clientWidth < 24 || chart.querySelector("svg") !== null)',
  )
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
}
