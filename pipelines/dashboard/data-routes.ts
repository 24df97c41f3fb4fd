import type { FastifyInstance } from 'fastify'
import { canonicalJson, sha256 } from '../core/hash.ts'
import { VERSION } from '../core/version.ts'
import { metricCatalogue } from '../metrics/catalogue.ts'
import { answerPage } from './page-answer.ts'
import { pageMeta } from './page-meta.ts'
import { readPageQuery } from './page-query.ts'
import { recent } from './recent.ts'
import { RefusedRequest } from './refused-request.ts'
import { type Resource, resource } from './resource.ts'
import { isKnown, JSON_TYPE, localeOf, searchOf, send } from './send.ts'
import type { ServerParts } from './server-parts.ts'
import { tidyStream } from './tidy-table.ts'
import { viewerOf } from './viewer-of-request.ts'

const ARROW = 'application/vnd.apache.arrow.stream'
const REMEMBERED_ANSWERS = 64

/** The first page's table and its description: of all departments, so not for a viewer of one. */
export function addData(server: FastifyInstance, { snapshots, locale }: ServerParts): void {
  const remembered = recent<Resource>(REMEMBERED_ANSWERS)
  server.get('/api/data/meta', async (request, reply) => {
    if (viewerOf(request).department !== null) throw new RefusedRequest('forbidden')
    const wanted = localeOf(request, locale)
    const answer = await snapshots.use((view) =>
      remembered(`meta ${view.run.runId} ${wanted}`, async () =>
        resource(JSON_TYPE, JSON.stringify(await pageMeta(view, wanted))),
      ),
    )
    return send(request, reply, answer)
  })
  server.get('/api/data', async (request, reply) => {
    if (viewerOf(request).department !== null) throw new RefusedRequest('forbidden')
    const query = readPageQuery(searchOf(request))
    const answer = await snapshots.use(async (view) => {
      const tag = answerTag(view.run.runId, query)
      return isKnown(request, tag)
        ? resource(ARROW, '', tag)
        : remembered(tag, async () => resource(ARROW, tidyStream(await answerPage(view, query)), tag))
    })
    return send(request, reply, answer)
  })
}

/** What decides an answer: the run, the query, and how this program computes. */
function answerTag(runId: string, query: unknown): string {
  const definitions = [...metricCatalogue().values()]
  return sha256(canonicalJson({ runId, query, definitions, version: VERSION })).slice(0, 32)
}
