import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenedBrowser, openBrowser } from '../../../pipelines/report/browser.ts'
import { printPdf } from '../../../pipelines/report/print-pdf.ts'
import { readPdf } from './read-pdf.ts'

const CANARY = 'CANARY-51c0'
let folder: string
let listener: Server
let connections = 0
let browser: OpenedBrowser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiyin-canary-'))
  await writeFile(join(folder, 'x.txt'), CANARY)
  await writeFile(join(folder, 'x.css'), `body::after { content: "${CANARY}" }`)
  await writeFile(join(folder, 'x.svg'), `<svg xmlns="http://www.w3.org/2000/svg"><text y="20">${CANARY}</text></svg>`)
  listener = createServer((socket) => {
    connections++
    socket.on('error', () => undefined)
    socket.end(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${CANARY.length}\r\n\r\n${CANARY}`)
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  listener.close()
  await rm(folder, { recursive: true })
})

const print = (html: string, timeoutMs = 20_000) =>
  printPdf(html, { title: 't', locale: 'en', asOf: new Date(0), browser, timeoutMs })

test('the canary works: the listener counts, and the file is there', async () => {
  const { port } = listener.address() as AddressInfo
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe(CANARY)
  expect(connections).toBe(1)
  connections = 0
})

describe.each(['file', 'http', 'localhost'] as const)('nothing is reached by %s', (way) => {
  test.each(vectors())('%s', async (_name, html) => {
    const { port } = listener.address() as AddressInfo
    const hosts = { http: '127.0.0.1', localhost: 'localhost' }
    const base = way === 'file' ? pathToFileURL(`${folder}/`).href : `http://${hosts[way]}:${port}/`
    const pdf = await print(`<p>before</p>${html.replaceAll('BASE/', base)}<p>after</p>`)
    const text = (await readPdf(pdf)).pages.join('\n')
    expect(text).toContain('before')
    expect(text).not.toContain(CANARY)
    expect(connections).toBe(0)
  })
})

test('what is refused is told, with its address', async () => {
  const refused: string[] = []
  const html = '<img src="http://192.0.2.1/a.png"><iframe src="file:///etc/hostname"></iframe>'
  const onRefused = (addresses: readonly string[]) => void refused.push(...addresses)
  await printPdf(html, { title: 't', locale: 'en', asOf: new Date(0), browser, onRefused })
  expect(refused.join('\n')).toContain('http://192.0.2.1/a.png')
  expect(refused.join('\n')).toContain('file:///etc/hostname')
  const quiet: string[] = []
  await printPdf('<p>x</p>', {
    title: 't',
    locale: 'en',
    asOf: new Date(0),
    browser,
    onRefused: (addresses) => void quiet.push(...addresses),
  })
  expect(quiet).toEqual([])
})

describe('a page that tries to leave is printed as it is', () => {
  test.each(['about:blank', 'data:text/html,gone', 'chrome://version', 'javascript:1'])('%s', async (url) => {
    const { pages } = await readPdf(await print(`<p>before</p><meta http-equiv=refresh content="0;url=${url}">`))
    expect(pages).toEqual(['before'])
  })
})

describe('an input that never ends is stopped at the deadline', () => {
  test.each([
    ['nested elements', '<div>'.repeat(100_000)],
    ['drawing multiplied by itself', laughs()],
    ['a page of 26 km', '<div style="height:100000000px;background:red">x</div>'],
  ])('%s', async (_name, html) => {
    const own = await openBrowser()
    const started = performance.now()
    const printed = printPdf(html, { title: 't', locale: 'en', asOf: new Date(0), browser: own, timeoutMs: 1000 })
    await expect(printed).rejects.toMatchObject({ code: 'HY-R-002', details: { seconds: 1 } })
    expect(performance.now() - started).toBeLessThan(4000)
    expect(own.browser.connected).toBe(false)
    expect(own.browser.process()?.signalCode).toBe('SIGKILL')
  })
})

function vectors(): [string, string][] {
  return [
    ['iframe', '<iframe src="BASE/x.txt"></iframe>'],
    ['iframe srcdoc', `<iframe srcdoc='<iframe src="BASE/x.txt"></iframe>'></iframe>`],
    ['iframe data', `<iframe src="data:text/html,<iframe src='BASE/x.txt'></iframe>${CANARY}"></iframe>`],
    ['img', '<img src="BASE/x.svg"><img srcset="BASE/x.svg 1x"><picture><source srcset="BASE/x.svg"><img></picture>'],
    [
      'img data',
      `<img src='data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"><image href="BASE/x.svg"/></svg>'>`,
    ],
    ['object, embed', '<object data="BASE/x.txt"></object><embed src="BASE/x.txt">'],
    ['stylesheet', '<link rel=stylesheet href="BASE/x.css"><style>@import "BASE/x.css";</style>'],
    ['stylesheet data', '<link rel=stylesheet href="data:text/css,@import \'BASE/x.css\'">'],
    ['css url', '<style>@page{@top-right{content:url(BASE/x.svg)}} p{background:url(BASE/x.svg)}</style>'],
    ['css content', '<style>p::before{content:url(BASE/x.svg)} li{list-style-image:url(BASE/x.svg)}</style><li>x'],
    ['font', '<style>@font-face{font-family:z;src:url(BASE/x.woff2)} p{font-family:z}</style>'],
    ['meta refresh', '<meta http-equiv=refresh content="0;url=BASE/x.txt">'],
    ['base', '<base href="BASE/"><img src="x.svg"><iframe src="x.txt"></iframe>'],
    ['prefetch', '<link rel=prefetch href="BASE/x.txt"><link rel=preload as=image href="BASE/x.svg">'],
    [
      'preconnect',
      '<link rel=preconnect href="BASE/"><link rel=dns-prefetch href="BASE/"><link rel=prerender href="BASE/">',
    ],
    [
      'icon, manifest',
      '<link rel=icon href="BASE/x.svg"><link rel=manifest href="BASE/x"><link rel=modulepreload href="BASE/x">',
    ],
    ['script', `<script>document.write('${CANARY}');fetch('BASE/')</script><script src="BASE/x"></script>`],
    ['speculation rules', '<script type=speculationrules>{"prefetch":[{"source":"list","urls":["BASE/x"]}]}</script>'],
    ['event handler', `<img src=x onerror="document.write('${CANARY}')"><body onload="document.write('${CANARY}')">`],
    ['svg image', '<svg><image href="BASE/x.svg"/><use href="BASE/x.svg#a"/><script href="BASE/x"/></svg>'],
    [
      'svg foreignObject',
      '<svg><foreignObject width=9 height=9><iframe src="BASE/x.txt"></iframe></foreignObject></svg>',
    ],
    ['media', '<video src="BASE/x" poster="BASE/x.svg" autoplay></video><audio src="BASE/x" autoplay></audio>'],
    ['form', '<form action="BASE/x"><input type=image src="BASE/x.svg"></form><a ping="BASE/x" href="BASE/x">x</a>'],
    [
      'background',
      '<table background="BASE/x.svg"><tr><td background="BASE/x.svg">x</table><body background="BASE/x.svg">',
    ],
    ['a policy of its own', '<meta http-equiv=Content-Security-Policy content="default-src *"><img src="BASE/x.svg">'],
    ['end of everything', '</p></style></title></head></body></html><iframe src="BASE/x.txt"></iframe>'],
  ]
}

function laughs(): string {
  const level = (index: number) => `<g id="g${index + 1}">${`<use href="#g${index}"/>`.repeat(10)}</g>`
  const levels = Array.from({ length: 12 }, (_, index) => level(index))
  return `<svg><defs><g id="g0"><rect width="1" height="1"/></g>${levels.join('')}</defs><use href="#g12"/></svg>`
}
