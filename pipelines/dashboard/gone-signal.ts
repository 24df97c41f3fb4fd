import type { FastifyReply } from 'fastify'

/** Aborts when the browser closes the connection before it has its answer. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new Error('the browser gave up'))
  })
  return gone.signal
}
