import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { HTML, localeOf, searchOf } from '../send.ts'
import type { ServerParts } from '../server-parts.ts'
import type { AccessEvent } from './access-log.ts'
import { isSecure } from './admit.ts'
import { loginHtml } from './login-html.ts'
import { rateLimit } from './rate-limit.ts'
import { readSessionCookie, sessionCookie } from './session-cookie.ts'

/** Attempts by one address, and for one name from anywhere: five at once, then one in 12 seconds. */
const ATTEMPTS_AT_ONCE = 5
const ATTEMPTS_A_SECOND = 1 / 12
const LONGEST_PASSWORD = 256

/** The login page and its two forms; none of them where no login is asked for. */
export function addLogin(server: FastifyInstance, parts: ServerParts): void {
  const { listening, sessions, users, log, effects, locale } = parts
  if (!listening.asksForLogin) return
  const attempts = rateLimit(ATTEMPTS_AT_ONCE, ATTEMPTS_A_SECOND)
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 4096 },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  )

  const show = (request: FastifyRequest, reply: FastifyReply, status: number, next: string, failure?: string) =>
    reply
      .code(status)
      .type(HTML)
      .send(loginHtml(localeOf(request, locale), next, failure))

  server.get('/login', async (request, reply) => show(request, reply, 200, ownAddress(searchOf(request).get('next'))))

  server.post('/login', async (request, reply) => {
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    const [name, password, next] = ['name', 'password', 'next'].map((field) => form.get(field) ?? '')
    const now = effects.now()
    if (!attempts.take(`ip ${request.ip}`, now) || !attempts.take(`name ${name}`, now))
      return show(request, reply, 429, ownAddress(next), 'too_many')
    const viewer =
      (password ?? '').length > LONGEST_PASSWORD ? undefined : await users.byPassword(name ?? '', password ?? '')
    const { role = null, department = null } = viewer ?? {}
    const who = { name: (name ?? '').slice(0, 64), role, department, address: request.ip }
    await log.enter({ ...NOTHING, ...who, event: viewer === undefined ? 'login_failed' : 'login' }, now)
    if (viewer?.name == null) return show(request, reply, 401, ownAddress(next), 'wrong')
    reply.header('set-cookie', sessionCookie(sessions.begin(viewer.name, now), isSecure(request)))
    return reply.redirect(ownAddress(next), 303)
  })

  server.post('/logout', async (request, reply) => {
    const secret = readSessionCookie(request.headers.cookie, isSecure(request))
    if (secret !== undefined) {
      const name = sessions.nameOf(secret, effects.now()) ?? null
      sessions.end(secret)
      const who = { name, role: null, department: null, address: request.ip }
      await log.enter({ ...NOTHING, ...who, event: 'logout' }, effects.now())
    }
    return reply.header('set-cookie', sessionCookie('', isSecure(request))).redirect('/login', 303)
  })
}

const NOTHING: Pick<AccessEvent, 'run_id' | 'query' | 'rows'> = { run_id: null, query: null, rows: null }

/** An address of the first view, with its state; anything else becomes the first view itself. */
function ownAddress(next: string | null | undefined): string {
  return /^\/(\?[\w.,=&%+~-]*)?$/.test(next ?? '') ? (next ?? '/') : '/'
}
