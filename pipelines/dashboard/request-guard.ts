import type { FastifyInstance, FastifyRequest } from 'fastify'
import { pathOf } from './access/admit.ts'
import { isAllowedHost } from './access/allowed-host.ts'
import type { Listening } from './access/listening.ts'
import { RefusedRequest } from './refused-request.ts'

const LONGEST_URL = 8192
/** The only addresses that take more than GET and HEAD, and only where there is a login. */
const POSTED: ReadonlySet<string> = new Set(['/login', '/logout'])

/** No inline script, no eval, nothing from outside, no strings that become HTML; styles only from our own files. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
]

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not `no-referrer`: browsers then hide the origin of our own forms as well, and `checkOrigin` would refuse every login.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cache-control': 'no-store',
} as const

/**
 * Before anything else: security headers on every answer; only GET and HEAD beside the login's forms, which must come from
 * our own page; only short addresses, only under a name of ours, and no data for a foreign site.
 */
export function guardRequests(server: FastifyInstance, listening: Listening): void {
  const { asksForLogin, tls } = listening
  const policy = [...CONTENT_SECURITY_POLICY, `form-action ${asksForLogin ? "'self'" : "'none'"}`].join('; ')
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...HEADERS, 'content-security-policy': policy })
    if (tls !== undefined) reply.header('strict-transport-security', 'max-age=31536000')
    if (!isAllowedHost(request.headers.host, listening)) throw new RefusedRequest('host')
    if (request.url.length > LONGEST_URL) throw new RefusedRequest('too_long')
    if (request.method === 'POST' && asksForLogin && POSTED.has(pathOf(request))) return checkOrigin(request)
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new RefusedRequest('method')
    if (pathOf(request).startsWith('/api/') && request.headers['sec-fetch-site'] === 'cross-site')
      throw new RefusedRequest('forbidden')
  })
}

/** A form of another site has another origin, and so has one whose origin is not told. */
function checkOrigin(request: FastifyRequest): void {
  const origin = URL.parse(request.headers.origin ?? '')
  if (origin === null || origin.host.toLowerCase() !== request.host.toLowerCase()) throw new RefusedRequest('forbidden')
}
