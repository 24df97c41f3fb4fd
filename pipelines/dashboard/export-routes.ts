import type { FastifyInstance } from 'fastify'
import { csvText } from '../core/csv-text.ts'
import { HuiyinError } from '../core/errors.ts'
import { stoppable } from '../warehouse/stoppable.ts'
import { askingFor } from './asking.ts'
import { caseEvent } from './case-event.ts'
import { goneSignal } from './gone-signal.ts'
import { readPageState } from './page-state.ts'
import { type NamedTable, pageTables } from './page-tables.ts'
import { resource } from './resource.ts'
import { localeOf, searchOf, send } from './send.ts'
import type { ServerParts } from './server-parts.ts'
import { viewDefinition } from './view-definition.ts'
import { viewerOf } from './viewer-of-request.ts'

/**
 * `/api/export.csv?table=…`: one table of a page as CSV, entered in the access log; `/api/report.yaml`: the definition of a
 * report that shows what the page shows. Both take the page's own parameters.
 */
export function addExports(server: FastifyInstance, { snapshots, locale, log, effects }: ServerParts): void {
  server.get('/api/export.csv', async (request, reply) => {
    const search = searchOf(request)
    const wanted = search.get('table') ?? ''
    search.delete('table')
    const state = readPageState(search)
    const gone = goneSignal(reply)
    const { asking, table } = await snapshots.use((view) =>
      stoppable(view.connection, gone, async () => {
        const asking = await askingFor(view, viewerOf(request), state, localeOf(request, locale))
        return { asking, table: tableNamed(wanted, (await pageTables(asking, true)).tables) }
      }),
    )
    const asked = { metrics: state.metrics, page: state.page, table: table.name }
    const event = caseEvent(request, asking, asked, table.rows.length)
    await log.enter({ ...event, event: 'export' }, effects.now())
    const name = `${state.page}-${table.name}-${asking.state.from}-${asking.state.to}.csv`
    reply.header('content-disposition', `attachment; filename="${name}"`)
    const body = csvText(Object.keys(table.columns), table.rows)
    return send(request, reply, resource('text/csv; charset=utf-8; header=present', body))
  })

  server.get('/api/report.yaml', async (request, reply) => {
    const state = readPageState(searchOf(request))
    const text = await snapshots.use(async (view) => {
      const asking = await askingFor(view, viewerOf(request), state, localeOf(request, locale))
      return viewDefinition(asking)
    })
    reply.header('content-disposition', 'attachment; filename="dashboard-view.yaml"')
    return send(request, reply, resource('application/yaml; charset=utf-8', text))
  })
}

function tableNamed(name: string, tables: readonly NamedTable[]): NamedTable {
  const found = tables.find((table) => table.name === name)
  if (found !== undefined) return found
  const expected = tables.map((table) => table.name).join(', ')
  throw new HuiyinError('HY-C-001', { reason: `table=${name}: ${expected}`, usage: 'huiyin dashboard' })
}
