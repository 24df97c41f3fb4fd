import { type FastifyInstance, type FastifyServerOptions, fastify } from 'fastify'
import { admitRequests } from './access/admit.ts'
import { addLogin } from './access/login-routes.ts'
import { addCases } from './case-routes.ts'
import { addExports } from './export-routes.ts'
import { addFiles } from './file-routes.ts'
import { addPages } from './page-routes.ts'
import { problemOf, refusalOf } from './problem.ts'
import { RefusedRequest } from './refused-request.ts'
import { guardRequests } from './request-guard.ts'
import { isPage, localeOf, sendProblem } from './send.ts'
import type { ServerParts } from './server-parts.ts'

const LIMITS = {
  bodyLimit: 1024,
  /** As long as browsers wait for an answer; who is slow to ask has the shorter ones below. */
  connectionTimeout: 300_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 15_000,
} as const
const HEADERS = { maxHeaderSize: 16_384, headersTimeout: 8_000, connectionsCheckingInterval: 4_000 } as const

/** All routes of the dashboard, not yet listening. */
export function buildServer(parts: ServerParts): FastifyInstance {
  const server = fastifyFor(parts)
  guardRequests(server, parts.listening)
  addErrors(server, parts)
  admitRequests(server, parts)
  addLogin(server, parts)
  addFiles(server, parts)
  addPages(server, parts)
  addCases(server, parts)
  addExports(server, parts)
  return server
}

function fastifyFor({ listening: { tls, trustedProxies } }: ServerParts): FastifyInstance {
  const options: FastifyServerOptions = {
    logger: false,
    forceCloseConnections: 'idle',
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    ...LIMITS,
  }
  if (tls === undefined) return fastify({ ...options, http: HEADERS } as FastifyServerOptions)
  const https = { ...HEADERS, ...tls, minVersion: 'TLSv1.2' as const }
  return fastify({ ...options, https } as FastifyServerOptions)
}

function addErrors(server: FastifyInstance, { locale, effects, listening }: ServerParts): void {
  server.setNotFoundHandler((request, reply) => {
    return sendProblem(request, reply, refusalOf('not_found', localeOf(request, locale)), locale)
  })
  server.setErrorHandler((error, request, reply) => {
    const wanted = localeOf(request, locale)
    if (reply.raw.destroyed) return reply.hijack()
    if (error instanceof RefusedRequest) {
      if (error.refusal === 'login' && listening.asksForLogin && isPage(request))
        return reply.redirect(`/login?${new URLSearchParams({ lang: wanted, next: request.url })}`, 303)
      return sendProblem(request, reply, refusalOf(error.refusal, wanted), locale)
    }
    const status = (error as { statusCode?: number }).statusCode
    if (status !== undefined && status < 500) {
      return sendProblem(request, reply, refusalOf('bad_request', wanted), locale)
    }
    const problem = problemOf(error, wanted)
    if (problem.status === 500) effects.progress(`dashboard: ${String(error)}`)
    return sendProblem(request, reply, problem, locale)
  })
}
