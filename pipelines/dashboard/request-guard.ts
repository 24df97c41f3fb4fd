import type { FastifyInstance } from 'fastify'
import type { Refusal } from './problem.ts'

const LONGEST_URL = 8192
const HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i

/** No inline script, no eval, nothing from outside, no strings that become HTML; styles only from our own files. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cache-control': 'no-store',
} as const

/** What the guard found wrong with a request. */
export class RefusedRequest extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal)
    this.refusal = refusal
  }
}

/**
 * Before anything else: security headers on every answer; only GET and HEAD, only short addresses, and only under a
 * loopback name, so that a foreign site whose name was pointed at this machine (DNS rebinding) reads nothing.
 */
export function guardRequests(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS)
    if (!HOST.test(request.headers.host ?? '')) throw new RefusedRequest('host')
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new RefusedRequest('method')
    if (request.url.length > LONGEST_URL) throw new RefusedRequest('too_long')
  })
}
