// request ─ guard ─▶ route ─ snapshot of the pointer ─▶ answer (one table) ─▶ Arrow ─ coding, ETag ─▶ response
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify'
import { canonicalJson, sha256 } from '../core/hash.ts'
import type { Locale } from '../core/locale.ts'
import { VERSION } from '../core/version.ts'
import { metricCatalogue } from '../metrics/catalogue.ts'
import type { PublishedSnapshots } from './follow-published.ts'
import { answerPage } from './page-answer.ts'
import { pageIcon, pageScript, pageStyle } from './page-files.ts'
import { noticeHtml, pageHtml } from './page-html.ts'
import { pageMeta } from './page-meta.ts'
import { readPageQuery } from './page-query.ts'
import { type Problem, problemOf, refusalOf } from './problem.ts'
import { recent } from './recent.ts'
import { guardRequests, RefusedRequest } from './request-guard.ts'
import { acceptedCoding, type Resource, resource } from './resource.ts'
import { tidyStream } from './tidy-table.ts'
import { wantedLocale } from './wanted-locale.ts'

export interface ServerParts {
  readonly snapshots: PublishedSnapshots
  readonly locale: Locale
  readonly progress: (line: string) => void
}

const ARROW = 'application/vnd.apache.arrow.stream'
const HTML = 'text/html; charset=utf-8'
const JSON_TYPE = 'application/json; charset=utf-8'
const LIMITS = {
  bodyLimit: 1024,
  connectionTimeout: 30_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 15_000,
  http: { maxHeaderSize: 16_384, headersTimeout: 8_000, connectionsCheckingInterval: 4_000 },
} as const
const REMEMBERED_ANSWERS = 64

/** All routes of the dashboard, not yet listening. */
export function buildServer(parts: ServerParts): FastifyInstance {
  const server = fastify({ logger: false, forceCloseConnections: 'idle', ...LIMITS })
  guardRequests(server)
  addErrors(server, parts)
  addFiles(server, parts)
  addData(server, parts)
  return server
}

function addFiles(server: FastifyInstance, { snapshots, locale }: ServerParts): void {
  server.get('/', async (request, reply) => {
    await snapshots.currentRun()
    return send(request, reply, resource(HTML, pageHtml(localeOf(request, locale))))
  })
  const files = { '/page.js': pageScript, '/page.css': pageStyle, '/favicon': pageIcon }
  for (const [path, read] of Object.entries(files)) {
    server.get(path, async (request, reply) => send(request, reply, await read()))
  }
}

function addData(server: FastifyInstance, { snapshots, locale }: ServerParts): void {
  const remembered = recent<Resource>(REMEMBERED_ANSWERS)
  server.get('/api/meta', async (request, reply) => {
    const wanted = localeOf(request, locale)
    const answer = await snapshots.use((view) =>
      remembered(`meta ${view.run.runId} ${wanted}`, async () =>
        resource(JSON_TYPE, JSON.stringify(await pageMeta(view, wanted))),
      ),
    )
    return send(request, reply, answer)
  })
  server.get('/api/data', async (request, reply) => {
    const query = readPageQuery(searchOf(request))
    const answer = await snapshots.use(async (view) => {
      const tag = answerTag(view.run.runId, query)
      return isKnown(request, tag)
        ? resource(ARROW, '', tag)
        : remembered(tag, async () => resource(ARROW, tidyStream(await answerPage(view, query)), tag))
    })
    return send(request, reply, answer)
  })
}

function addErrors(server: FastifyInstance, { locale, progress }: ServerParts): void {
  server.setNotFoundHandler((request, reply) => {
    return sendProblem(request, reply, refusalOf('not_found', localeOf(request, locale)), locale)
  })
  server.setErrorHandler((error, request, reply) => {
    const wanted = localeOf(request, locale)
    if (error instanceof RefusedRequest) return sendProblem(request, reply, refusalOf(error.refusal, wanted), locale)
    const status = (error as { statusCode?: number }).statusCode
    if (status !== undefined && status < 500) {
      return sendProblem(request, reply, refusalOf('bad_request', wanted), locale)
    }
    const problem = problemOf(error, wanted)
    if (problem.status === 500) progress(`dashboard: ${String(error)}`)
    return sendProblem(request, reply, problem, locale)
  })
}

/** What decides an answer: the run, the query, and how this program computes. */
function answerTag(runId: string, query: unknown): string {
  const definitions = [...metricCatalogue().values()]
  return sha256(canonicalJson({ runId, query, definitions, version: VERSION })).slice(0, 32)
}

function isKnown(request: FastifyRequest, tag: string): boolean {
  return request.headers['if-none-match']?.includes(tag) === true
}

async function send(request: FastifyRequest, reply: FastifyReply, answer: Resource): Promise<FastifyReply> {
  const coding = acceptedCoding(request.headers['accept-encoding'])
  reply.headers({ 'cache-control': 'no-cache', vary: 'accept-encoding, accept-language' })
  reply.header('etag', `"${answer.tag}-${coding}"`)
  if (isKnown(request, answer.tag)) return reply.code(304).send()
  const body = await answer.encoded(coding)
  reply.type(answer.type)
  if (body !== (await answer.encoded('identity'))) reply.header('content-encoding', coding)
  return reply.send(Buffer.from(body.buffer, body.byteOffset, body.byteLength))
}

/** As a page for a person who opened the address, as JSON for a program. */
function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem, locale: Locale): FastifyReply {
  const { status, code, message, fix } = problem
  reply.code(status).header('vary', 'accept, accept-language')
  if (status === 405) reply.header('allow', 'GET, HEAD')
  if (status === 503) reply.header('retry-after', '5')
  const isPage = !request.url.startsWith('/api/') && request.headers.accept?.includes('text/html') === true
  if (isPage) return reply.type(HTML).send(noticeHtml(localeOf(request, locale), problem))
  return reply.type(JSON_TYPE).send(JSON.stringify({ error: { code, message, fix } }))
}

function localeOf(request: FastifyRequest, fallback: Locale): Locale {
  return wantedLocale(searchOf(request), request.headers['accept-language'], fallback)
}

function searchOf(request: FastifyRequest): URLSearchParams {
  const start = request.url.indexOf('?')
  return new URLSearchParams(start === -1 ? '' : request.url.slice(start + 1))
}
