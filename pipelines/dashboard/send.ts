import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Locale } from '../core/locale.ts'
import { noticeHtml } from './page-html.ts'
import type { Problem } from './problem.ts'
import { acceptedCoding, type Resource } from './resource.ts'
import { wantedLocale } from './wanted-locale.ts'

export const HTML = 'text/html; charset=utf-8'
export const JSON_TYPE = 'application/json; charset=utf-8'

/** Sends a resource in the best coding that the browser takes, or says that it has it already. */
export async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Resource,
  isLasting = searchOf(request).get('v') === answer.tag,
): Promise<FastifyReply> {
  const coding = acceptedCoding(request.headers['accept-encoding'])
  const keeping = isLasting ? 'max-age=31536000, immutable' : 'no-cache'
  reply.headers({ 'cache-control': `private, ${keeping}`, vary: 'accept-encoding, accept-language' })
  reply.header('etag', `"${answer.tag}-${coding}"`)
  if (isKnown(request, answer.tag)) return reply.code(304).send()
  const body = await answer.encoded(coding)
  reply.type(answer.type)
  if (body !== (await answer.encoded('identity'))) reply.header('content-encoding', coding)
  return reply.send(Buffer.from(body.buffer, body.byteOffset, body.byteLength))
}

/** Whether the browser says that it has the answer with this tag. */
export function isKnown(request: FastifyRequest, tag: string): boolean {
  return request.headers['if-none-match']?.includes(tag) === true
}

/** As a page for a person who opened the address, as JSON for a program. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
  locale: Locale,
): FastifyReply {
  const { status, code, message, fix } = problem
  reply.code(status).header('vary', 'accept, accept-language')
  if (status === 405) reply.header('allow', 'GET, HEAD')
  if (status === 503) reply.header('retry-after', '5')
  if (isPage(request)) return reply.type(HTML).send(noticeHtml(localeOf(request, locale), problem))
  return reply.type(JSON_TYPE).send(JSON.stringify({ error: { code, message, fix } }))
}

export function localeOf(request: FastifyRequest, fallback: Locale): Locale {
  return wantedLocale(searchOf(request), request.headers['accept-language'], fallback)
}

export function searchOf(request: FastifyRequest): URLSearchParams {
  const start = request.url.indexOf('?')
  return new URLSearchParams(start === -1 ? '' : request.url.slice(start + 1))
}

/** Whether a person opened the address, rather than a program. */
export function isPage(request: FastifyRequest): boolean {
  return !request.url.startsWith('/api/') && request.headers.accept?.includes('text/html') === true
}
