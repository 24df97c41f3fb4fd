// definition, templates ── watched ──▶ event to the page ──▶ report composed anew when the page asks for it
import { existsSync, type FSWatcher, readFileSync, watch } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { HuiyinError } from '../../core/errors.ts'
import { isLocale, type Locale } from '../../core/locale.ts'
import { forgetTemplates } from '../report-templates.ts'
import { type PreviewRequest, previewedReport } from './previewed-report.ts'

export interface RunningPreview {
  readonly url: string
  close(): Promise<void>
}

const HOST = '127.0.0.1'
const PAGE = new URL('../../../templates/preview/', import.meta.url)
const TEMPLATES = fileURLToPath(new URL('../../../templates/report/', import.meta.url))
const PRODUCT = fileURLToPath(new URL('../../../reports/', import.meta.url))
/** An editor writes a file in several steps. */
const SETTLE_MS = 120

const FILES: Readonly<Record<string, readonly [string, string]>> = {
  '/': ['preview.html', 'text/html'],
  '/preview.css': ['preview.css', 'text/css'],
  '/preview.js': ['preview.js', 'text/javascript'],
}
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' }

/**
 * Shows a report on this machine alone, anew whenever its definition or a template is saved. The report's page runs no
 * script and loads nothing; the page around it is told by events. Throws HY-D-001 where the port is taken.
 */
export async function startPreview(
  request: PreviewRequest & { readonly locale: Locale; readonly port?: number | undefined },
): Promise<RunningPreview> {
  const listeners = new Set<ServerResponse>()
  const report = previewedReport(request)
  const server = createServer((asked, answer) => {
    respond(asked, answer, { report, locale: request.locale, listeners }).catch(() => answer.destroy())
  })
  const watchers = watchAll([request.definitions, PRODUCT, TEMPLATES], () => {
    forgetTemplates()
    for (const listener of listeners) listener.write('data: changed\n\n')
  })
  await listening(server, request.port ?? 0).catch((error: unknown) => {
    for (const watcher of watchers) watcher.close()
    throw error
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${HOST}:${port}/`,
    async close() {
      for (const watcher of watchers) watcher.close()
      for (const listener of listeners) listener.end()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Served {
  readonly report: (locale: Locale) => Promise<string>
  readonly locale: Locale
  readonly listeners: Set<ServerResponse>
}

async function respond(asked: IncomingMessage, answer: ServerResponse, { report, locale, listeners }: Served) {
  const url = URL.parse(asked.url ?? '/', `http://${HOST}`)
  const isOurs = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(asked.headers.host ?? '')
  if (url === null || !isOurs || asked.method !== 'GET') return void answer.writeHead(403, HEADERS).end()
  const file = FILES[url.pathname]
  if (file !== undefined) {
    const head = { ...HEADERS, 'content-type': `${file[1]}; charset=utf-8`, 'content-security-policy': POLICY }
    return void answer.writeHead(200, head).end(readFileSync(new URL(file[0], PAGE)))
  }
  if (url.pathname === '/changes') {
    answer.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' }).write(': open\n\n')
    listeners.add(answer)
    return void answer.once('close', () => listeners.delete(answer))
  }
  if (url.pathname !== '/report') return void answer.writeHead(404, HEADERS).end()
  const wanted = url.searchParams.get('locale') ?? ''
  const html = await report(isLocale(wanted) ? wanted : locale)
  answer.writeHead(200, { ...HEADERS, 'content-type': 'text/html; charset=utf-8' }).end(html)
}

function watchAll(folders: readonly string[], changed: () => void): FSWatcher[] {
  let timer: NodeJS.Timeout | undefined
  return folders
    .filter((folder) => existsSync(folder))
    .map((folder) =>
      watch(folder, () => {
        clearTimeout(timer)
        timer = setTimeout(changed, SETTLE_MS)
      }),
    )
}

async function listening(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const { code } = cause
      reject(code === 'EADDRINUSE' ? new HuiyinError('HY-D-001', { port }, { cause }) : cause)
    })
    server.listen(port, HOST, resolve)
  })
}
