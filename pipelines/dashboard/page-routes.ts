// request ─ viewer ─▶ state ─ snapshot of the pointer ─▶ tables of the page ─▶ Arrow streams, framed ─ ETag, coding ─▶ reply
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { canonicalJson, sha256 } from '../core/hash.ts'
import type { Locale } from '../core/locale.ts'
import { VERSION } from '../core/version.ts'
import { metricCatalogue } from '../metrics/catalogue.ts'
import { stoppable } from '../warehouse/stoppable.ts'
import { frameTables } from './api/framed-tables.ts'
import type { SnapshotView } from './follow-published.ts'
import { metaOf } from './meta.ts'
import { readPageState } from './page-state.ts'
import { pageTables, streamsOf } from './page-tables.ts'
import { type Resource, resource } from './resource.ts'
import { isKnown, localeOf, searchOf, send } from './send.ts'
import type { ServerParts } from './server-parts.ts'
import { sharedAnswers } from './shared-answers.ts'
import type { Viewer } from './viewer.ts'
import { viewerOf } from './viewer-of-request.ts'

export const FRAMED = 'application/vnd.huiyin.tables'
const JSON_TYPE = 'application/json; charset=utf-8'
const REMEMBERED = 256
/** Statements use all cores by themselves. */
const AT_ONCE = 4

/** `/api/meta` and `/api/page`: one request gives all that a page shows. */
export function addPages(server: FastifyInstance, { snapshots, locale }: ServerParts): void {
  const answers = sharedAnswers<Resource>(REMEMBERED, AT_ONCE)

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: unknown,
    make: (view: SnapshotView) => Promise<Resource>,
  ): Promise<FastifyReply> {
    const gone = goneSignal(reply)
    const found = await snapshots.use((view) => {
      const tag = answerTag(view.run.runId, viewerOf(request), localeOf(request, locale), asked)
      if (isKnown(request, tag)) return Promise.resolve(resource(FRAMED, '', tag))
      return answers.get(tag, gone, async (stop) => {
        const made = await stoppable(view.connection, stop, () => make(view))
        return { ...made, tag }
      })
    })
    return send(request, reply, found)
  }

  server.get('/api/meta', (request, reply) =>
    answer(request, reply, { meta: viewerOf(request).name }, async (view) =>
      resource(JSON_TYPE, JSON.stringify(await metaOf(view, viewerOf(request), localeOf(request, locale)))),
    ),
  )
  server.get('/api/page', (request, reply) => {
    const state = readPageState(searchOf(request))
    return answer(request, reply, state, async (view) => {
      const { head, tables } = await pageTables(view, viewerOf(request), state, localeOf(request, locale))
      return resource(FRAMED, frameTables({ head, tables: streamsOf(tables) }))
    })
  })
}

/** Aborts when the browser closes the connection before it has its answer. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new Error('the browser gave up'))
  })
  return gone.signal
}

/** What decides an answer: the run, who may see what, the language, the query, and how this program computes. */
function answerTag(runId: string, { role, department }: Viewer, locale: Locale, asked: unknown): string {
  const definitions = [...metricCatalogue().values()]
  return sha256(canonicalJson({ runId, role, department, locale, asked, definitions, version: VERSION })).slice(0, 32)
}
