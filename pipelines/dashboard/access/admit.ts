import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RefusedRequest } from '../refused-request.ts'
import type { ServerParts } from '../server-parts.ts'
import { LOCAL_VIEWER, type Viewer } from '../viewer.ts'
import { setViewer } from '../viewer-of-request.ts'
import { rateLimit } from './rate-limit.ts'
import { readSessionCookie } from './session-cookie.ts'

/** Paths that tell nothing about the data. */
const OPEN: ReadonlySet<string> = new Set(['/login', '/page.js', '/page.css', '/favicon'])
const REQUESTS_AT_ONCE = 120
const REQUESTS_A_SECOND = 10
const WRONG_TOKENS_AT_ONCE = 10
const WRONG_TOKENS_A_SECOND = 0.1

/**
 * Tells who makes each request: on loopback without login whoever sits there, else the user of the session's cookie or of
 * a bearer token. Others are refused, and so is more than a person could look at.
 */
export function admitRequests(server: FastifyInstance, parts: ServerParts): void {
  const { listening, effects } = parts
  const requests = rateLimit(REQUESTS_AT_ONCE, REQUESTS_A_SECOND)
  const wrongTokens = rateLimit(WRONG_TOKENS_AT_ONCE, WRONG_TOKENS_A_SECOND)
  server.addHook('onRequest', async (request) => {
    if (!listening.asksForLogin) return setViewer(request, LOCAL_VIEWER)
    const now = effects.now()
    const viewer = await viewerFrom(request, parts, now)
    if (viewer !== undefined) {
      if (!requests.take(viewer.name ?? '', now)) throw new RefusedRequest('too_many')
      return setViewer(request, viewer)
    }
    if (OPEN.has(pathOf(request))) return
    if (request.headers.authorization !== undefined && !wrongTokens.take(request.ip, now))
      throw new RefusedRequest('too_many')
    throw new RefusedRequest('login')
  })
}

export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? ''
}

/** Whether the browser came over TLS, to this server or to a proxy that it trusts. */
export function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https'
}

async function viewerFrom(
  request: FastifyRequest,
  { users, sessions }: ServerParts,
  now: Date,
): Promise<Viewer | undefined> {
  const token = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1]
  if (token !== undefined) return await users.byToken(token, now)
  const secret = readSessionCookie(request.headers.cookie, isSecure(request))
  const name = secret === undefined ? undefined : sessions.nameOf(secret, now)
  return name === undefined ? undefined : await users.byName(name)
}
