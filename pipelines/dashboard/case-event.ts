import type { FastifyRequest } from 'fastify'
import type { AccessEvent } from './access/access-log.ts'
import type { Asking } from './asking.ts'
import { viewerOf } from './viewer-of-request.ts'

/** What goes into the log of a view of cases. */
export function caseEvent(
  request: FastifyRequest,
  { run, state, where }: Pick<Asking, 'run' | 'state' | 'where'>,
  asked: Readonly<Partial<Record<'metrics' | 'part' | 'number' | 'page' | 'table', unknown>>>,
  rows: number,
): AccessEvent {
  const { name, role, department } = viewerOf(request)
  const query = { from: state.from, to: state.to, where, ...asked }
  return { event: 'cases', name, role, department, address: request.ip, run_id: run.runId, query, rows }
}
