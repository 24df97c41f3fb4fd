import puppeteer, { type Browser } from 'puppeteer-core'
import { HuiyinError, reasonOf } from '../core/errors.ts'
import { cleanUpAtEnd, type TemporaryFolder, temporaryFolder } from '../core/temporary-folder.ts'
import { findInstalledBrowsers } from './installed-browsers.ts'
import { unpackChromium, unpackFontConfig } from './packaged-chromium.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** A running browser without network, and how to be rid of it. */
export interface OpenedBrowser {
  browser: Browser
  /** Such as `HeadlessChrome/153.0.8010.0`, for the report's appendix. */
  version: string
  origin: 'HUIYIN_CHROMIUM' | 'installed' | 'packaged'
  /** False for root, and where the system lets nobody make a sandbox (many containers). */
  sandboxed: boolean
  /** Ends it in order, by force after 5 s, and removes its profile. */
  close(): Promise<void>
  /** Ends every process of it at once, and removes its profile. */
  kill(): Promise<void>
}

/** Margin boxes of `@page`, which carry header and page numbers, came with Chromium 131. */
const OLDEST_MAJOR = 131
const START_TIMEOUT_MS = 30_000
const CLOSE_TIMEOUT_MS = 5_000

/** Whatever a page tries: no name resolves, and every connection goes to a proxy that is not there. */
const NO_NETWORK = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=socks5://127.0.0.1:1',
  '--proxy-bypass-list=<-loopback>',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--no-pings',
]
const PASSED_ON =
  'PATH HOME USER TMPDIR TMP TEMP LD_LIBRARY_PATH SYSTEMROOT WINDIR SYSTEMDRIVE LOCALAPPDATA APPDATA USERPROFILE PROGRAMFILES PROGRAMFILES(X86)'.split(
    ' ',
  )
const SAME_EVERYWHERE = ['--disable-gpu', '--disable-software-rasterizer', '--font-render-hinting=none', '--lang=en-US']

/**
 * Starts the browser that prints reports: the one named by HUIYIN_CHROMIUM, else an installed Chrome, Chromium or
 * Edge, else the packaged Chromium. It listens on a pipe, so that it ends with this process however that ends.
 * @throws HuiyinError HY-R-001 with `reason`: every program tried and why it did not start
 */
export async function openBrowser(env: Environment = process.env): Promise<OpenedBrowser> {
  const failures: string[] = []
  for await (const candidate of candidates(env, failures)) {
    try {
      return await start(candidate, env)
    } catch (cause) {
      failures.push(`${candidate.executable}: ${firstLine(cause)}`)
    }
  }
  throw new HuiyinError('HY-R-001', { reason: failures.join('; ') || `nothing to start on ${process.platform}` })
}

interface Candidate {
  executable: string
  origin: OpenedBrowser['origin']
  sandboxed: boolean
  libraries?: string
}

async function* candidates(env: Environment, failures: string[]): AsyncGenerator<Candidate> {
  const isRoot = process.getuid?.() === 0
  const withAndWithoutSandbox = isRoot ? [false] : [true, false]
  const named = env['HUIYIN_CHROMIUM']
  const found = named ? [named] : findInstalledBrowsers(process.platform, env)
  for (const executable of found) {
    for (const sandboxed of withAndWithoutSandbox) {
      yield { executable, sandboxed, origin: named ? 'HUIYIN_CHROMIUM' : 'installed' }
    }
  }
  if (named) return
  const packaged = await unpackChromium().catch((cause: unknown) => void failures.push(firstLine(cause)))
  if (packaged === undefined) return
  for (const sandboxed of withAndWithoutSandbox) yield { ...packaged, sandboxed, origin: 'packaged' }
}

async function start(candidate: Candidate, env: Environment): Promise<OpenedBrowser> {
  const profile = await temporaryFolder('huiyin-profile-')
  try {
    const browser = await puppeteer.launch({
      executablePath: candidate.executable,
      userDataDir: profile.path,
      pipe: true,
      timeout: START_TIMEOUT_MS,
      protocolTimeout: 0,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      env: await browserEnvironment(candidate, env),
      args: [...NO_NETWORK, ...SAME_EVERYWHERE, ...(candidate.sandboxed ? [] : ['--no-sandbox'])],
    })
    const opened = handleOf(browser, await browser.version(), candidate, profile)
    if (majorOf(opened.version) >= OLDEST_MAJOR) return opened
    await opened.close()
    throw new Error(`${opened.version} is too old, ${OLDEST_MAJOR} or later is needed`)
  } catch (cause) {
    await profile.remove()
    throw cause
  }
}

/** What a browser needs to start; passwords that other parts get through the environment are none of its business. */
async function browserEnvironment(candidate: Candidate, env: Environment): Promise<Record<string, string | undefined>> {
  const passed = Object.fromEntries(Object.entries(env).filter(([name]) => PASSED_ON.includes(name.toUpperCase())))
  if (process.platform !== 'linux') return passed
  const libraries = candidate.libraries === undefined ? {} : { LD_LIBRARY_PATH: candidate.libraries }
  return { ...passed, ...libraries, FONTCONFIG_FILE: await unpackFontConfig() }
}

function handleOf(browser: Browser, version: string, candidate: Candidate, profile: TemporaryFolder): OpenedBrowser {
  const child = browser.process()
  const ended = new Promise<void>((resolve) => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })
  // A browser that still runs would write its profile again.
  const forget = cleanUpAtEnd(() => killGroup(child?.pid))
  const kill = async () => {
    killGroup(child?.pid)
    await ended
    forget()
    await profile.remove()
  }
  const close = async () => {
    const forced = setTimeout(() => killGroup(child?.pid), CLOSE_TIMEOUT_MS)
    await browser.close().catch(() => killGroup(child?.pid))
    clearTimeout(forced)
    await kill()
  }
  const { origin, sandboxed } = candidate
  return { browser, version, origin, sandboxed, close, kill }
}

/** The browser leads a process group of its own; on Windows its children end with it. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // All of them have ended already.
  }
}

function majorOf(version: string): number {
  return Number(/\/(\d+)/.exec(version)?.[1] ?? 0)
}

function firstLine(cause: unknown): string {
  const lines = reasonOf(cause).split('\n')
  return lines
    .filter((line) => line.trim() !== '')
    .slice(0, 2)
    .join(' ')
}
