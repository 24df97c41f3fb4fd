// request ─ viewer ─▶ state ─ snapshot of the pointer ─▶ tables of the page ─▶ Arrow streams, framed ─ ETag, coding ─▶ reply
import { availableParallelism } from 'node:os'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { canonicalJson, sha256 } from '../core/hash.ts'
import type { Locale } from '../core/locale.ts'
import { VERSION } from '../core/version.ts'
import { metricCatalogue } from '../metrics/catalogue.ts'
import { stoppable } from '../warehouse/stoppable.ts'
import { CASE } from './api/case-tables.ts'
import { frameTables } from './api/framed-tables.ts'
import { type Asking, askingFor } from './asking.ts'
import { caseEvent } from './case-event.ts'
import type { SnapshotView } from './follow-published.ts'
import { goneSignal } from './gone-signal.ts'
import { metaOf } from './meta.ts'
import { readPageState } from './page-state.ts'
import { pageTables, streamsOf } from './page-tables.ts'
import { FRAMED, type Resource, resource } from './resource.ts'
import { JSON_TYPE, localeOf, searchOf, send } from './send.ts'
import type { ServerParts } from './server-parts.ts'
import { sharedAnswers } from './shared-answers.ts'
import type { Viewer } from './viewer.ts'
import { viewerOf } from './viewer-of-request.ts'

const REMEMBERED = 256
/** More at a time than cores would only make each of them wait for the others. */
const AT_ONCE = availableParallelism()

/** `/api/meta` and `/api/page`: one request gives all that a page shows. */
export function addPages(server: FastifyInstance, { snapshots, locale, log, effects }: ServerParts): void {
  const answers = sharedAnswers<Made>(REMEMBERED, AT_ONCE)

  function answer(
    request: FastifyRequest,
    gone: AbortSignal,
    asked: unknown,
    make: (view: SnapshotView) => Promise<Made>,
  ): Promise<Made> {
    return snapshots.use((view) => {
      const tag = answerTag(view.run.runId, viewerOf(request), localeOf(request, locale), asked)
      return answers.get(tag, gone, async (stop) => {
        const made = await stoppable(view.connection, stop, () => make(view))
        return { ...made, body: { ...made.body, tag } }
      })
    })
  }

  server.get('/api/meta', async (request, reply) => {
    const viewer = viewerOf(request)
    const made = await answer(request, goneSignal(reply), { meta: viewer.name }, async (view) => {
      const meta = await metaOf(view, viewer, localeOf(request, locale))
      return { body: resource(JSON_TYPE, JSON.stringify(meta)), cases: null }
    })
    return send(request, reply, made.body)
  })

  server.get('/api/page', async (request, reply) => {
    const state = readPageState(searchOf(request))
    const viewer = viewerOf(request)
    const made = await answer(request, goneSignal(reply), state, async (view) => {
      const asking = await askingFor(view, viewer, state, localeOf(request, locale))
      const { head, tables } = await pageTables(asking)
      const shown = tables.filter(({ columns }) => columns === CASE).flatMap(({ rows }) => rows).length
      const { run, state: full, where } = asking
      const cases = shown === 0 ? null : { asking: { run, state: full, where }, rows: shown }
      return { body: resource(FRAMED, frameTables({ head, tables: streamsOf(tables) })), cases }
    })
    if (made.cases !== null) {
      const { asking, rows } = made.cases
      await log.enter(caseEvent(request, asking, { page: state.page }, rows), effects.now())
    }
    return send(request, reply, made.body)
  })
}

/** An answer, and the cases that it shows, which go into the access log whenever it is sent. */
interface Made {
  readonly body: Resource
  readonly cases: { readonly asking: Pick<Asking, 'run' | 'state' | 'where'>; readonly rows: number } | null
}

/** What decides an answer: the run, who may see what, the language, the query, and how this program computes. */
function answerTag(runId: string, { role, department }: Viewer, locale: Locale, asked: unknown): string {
  definitions ??= sha256(canonicalJson([...metricCatalogue().values()]))
  return sha256(canonicalJson({ runId, role, department, locale, asked, definitions, version: VERSION })).slice(0, 32)
}

let definitions: string | undefined
