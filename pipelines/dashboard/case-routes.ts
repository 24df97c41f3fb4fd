import type { FastifyInstance } from 'fastify'
import { stoppable } from '../warehouse/stoppable.ts'
import { readAccessLog } from './access/read-access-log.ts'
import { CASE } from './api/case-tables.ts'
import { frameTables } from './api/framed-tables.ts'
import type { CasesHead } from './api/heads.ts'
import { CASES_A_PAGE } from './api/pages.ts'
import { arrowStream } from './arrow-stream.ts'
import { type Asking, askingFor } from './asking.ts'
import { caseEvent } from './case-event.ts'
import { type CasePage, caseRows } from './case-rows.ts'
import { goneSignal } from './gone-signal.ts'
import { type CaseState, readCaseState } from './page-state.ts'
import { RefusedRequest } from './refused-request.ts'
import { FRAMED, resource } from './resource.ts'
import { JSON_TYPE, localeOf, searchOf, send } from './send.ts'
import type { ServerParts } from './server-parts.ts'
import { checkCases } from './viewer.ts'
import { viewerOf } from './viewer-of-request.ts'

const MOST_ENTRIES = 1000

/**
 * `/api/cases`: the masked cases behind a mark, a page at a time; each view is in the access log before it is sent.
 * `/api/access`: that log, newest first, for auditors and whoever sits at the machine.
 */
export function addCases(server: FastifyInstance, { snapshots, locale, effects, log, logs }: ServerParts): void {
  server.get('/api/cases', async (request, reply) => {
    const viewer = viewerOf(request)
    checkCases(viewer)
    const state = readCaseState(searchOf(request))
    const gone = goneSignal(reply)
    const [metric = 'complaints_received'] = state.metrics
    const { asking, found } = await snapshots.use((view) =>
      stoppable(view.connection, gone, async () => {
        const asking = await askingFor(view, viewer, state, localeOf(request, locale))
        return { asking, found: await caseRows(asking, metric, state.part, state.number) }
      }),
    )
    const asked = { metrics: [metric], part: state.part, number: state.number }
    await log.enter(caseEvent(request, asking, asked, found.rows.length), effects.now())
    const tables = new Map([['cases', arrowStream(CASE, found.rows)]])
    return send(request, reply, resource(FRAMED, frameTables({ head: casesHead(asking, state, found), tables })))
  })

  server.get('/api/access', async (request, reply) => {
    const { name, role } = viewerOf(request)
    if (role !== 'auditor' && name !== null) throw new RefusedRequest('forbidden')
    const { entries, broken } = await readAccessLog(logs)
    const answer = { total: entries.length, broken, entries: entries.slice(-MOST_ENTRIES).toReversed() }
    return send(request, reply, resource(JSON_TYPE, JSON.stringify(answer)))
  })
}

function casesHead({ run, state, where }: Asking, { part, number }: CaseState, { total }: CasePage): CasesHead {
  const { from, to, metrics } = state
  const pages = Math.ceil(total / CASES_A_PAGE)
  return { run_id: run.runId, as_of: run.asOf, from, to, metrics, where, part, total, number, pages }
}
