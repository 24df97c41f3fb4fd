import type { FastifyRequest } from 'fastify'
import { RefusedRequest } from './refused-request.ts'
import type { Viewer } from './viewer.ts'

const viewers = new WeakMap<FastifyRequest, Viewer>()

/** Who makes a request; a request that nobody was told for is refused. */
export function viewerOf(request: FastifyRequest): Viewer {
  const viewer = viewers.get(request)
  if (viewer === undefined) throw new RefusedRequest('login')
  return viewer
}

export function setViewer(request: FastifyRequest, viewer: Viewer): void {
  viewers.set(request, viewer)
}
