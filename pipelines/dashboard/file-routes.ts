import type { FastifyInstance } from 'fastify'
import { pageFileHtml } from './page-file-html.ts'
import { MAIN_SCRIPT, pageIcon, pageScripts, pageStyle } from './page-files.ts'
import { fontFile, fontStyle } from './page-fonts.ts'
import { pageHtml } from './page-html.ts'
import { pageLinks } from './page-links.ts'
import { RefusedRequest } from './refused-request.ts'
import { resource } from './resource.ts'
import { HTML, localeOf, searchOf, send } from './send.ts'
import type { ServerParts } from './server-parts.ts'

/** The page itself, its script and styles, and the frame in which it is saved as a file. */
export function addFiles(server: FastifyInstance, { snapshots, locale }: ServerParts): void {
  server.get('/', async (request, reply) => {
    await snapshots.currentRun()
    const html = pageHtml(localeOf(request, locale), await pageLinks(searchOf(request).toString()))
    return send(request, reply, resource(HTML, html))
  })
  server.get('/page-file.html', async (request, reply) =>
    send(request, reply, resource(HTML, await pageFileHtml(localeOf(request, locale)))),
  )
  server.get('/page.css', async (request, reply) => send(request, reply, await pageStyle()))
  server.get('/favicon', async (request, reply) => send(request, reply, await pageIcon()))
  server.get(MAIN_SCRIPT, async (request, reply) => send(request, reply, await script(MAIN_SCRIPT)))
  server.get<{ Params: { chunk: string } }>('/page/:chunk', async (request, reply) =>
    send(request, reply, await script(`/page/${request.params.chunk}`), true),
  )
  server.get<{ Params: { script: string } }>('/fonts-:script.css', async (request, reply) =>
    send(request, reply, await fontStyle(request.params.script)),
  )
  server.get<{ Params: { file: string } }>('/fonts/:file', async (request, reply) =>
    send(request, reply, await fontFile(request.params.file)),
  )
}

async function script(path: string) {
  const found = (await pageScripts()).get(path)
  if (found === undefined) throw new RefusedRequest('not_found')
  return found
}
