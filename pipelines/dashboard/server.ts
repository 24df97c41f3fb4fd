import { type FastifyInstance, fastify } from 'fastify'
import { canonicalJson, sha256 } from '../core/hash.ts'
import { VERSION } from '../core/version.ts'
import { metricCatalogue } from '../metrics/catalogue.ts'
import { answerPage } from './page-answer.ts'
import { pageIcon, pageScript, pageStyle } from './page-files.ts'
import { pageHtml } from './page-html.ts'
import { pageMeta } from './page-meta.ts'
import { readPageQuery } from './page-query.ts'
import { addPages } from './page-routes.ts'
import { problemOf, refusalOf } from './problem.ts'
import { recent } from './recent.ts'
import { guardRequests, RefusedRequest } from './request-guard.ts'
import { type Resource, resource } from './resource.ts'
import { HTML, isKnown, JSON_TYPE, localeOf, searchOf, send, sendProblem } from './send.ts'
import type { ServerParts } from './server-parts.ts'
import { tidyStream } from './tidy-table.ts'
import { LOCAL_VIEWER } from './viewer.ts'
import { setViewer } from './viewer-of-request.ts'

const ARROW = 'application/vnd.apache.arrow.stream'
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
  server.addHook('onRequest', async (request) => setViewer(request, LOCAL_VIEWER))
  addData(server, parts)
  addPages(server, parts)
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
  server.get('/api/data/meta', async (request, reply) => {
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
