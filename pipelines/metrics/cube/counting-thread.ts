// A thread that counts rows of cubes: work ─▶ what was found, its arrays handed over rather than copied.
import { parentPort } from 'node:worker_threads'
import { doWork, type ThreadWork } from './thread-work.ts'

parentPort?.on('message', (work: ThreadWork) => {
  const done = doWork(work)
  parentPort?.postMessage(done, buffersOf(done))
})

function buffersOf(found: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(found)) return found.buffer instanceof ArrayBuffer ? [found.buffer] : []
  if (typeof found !== 'object' || found === null) return []
  return [...new Set(Object.values(found).flatMap(buffersOf))]
}
