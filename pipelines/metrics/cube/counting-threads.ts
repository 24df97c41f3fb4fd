import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type DoneOf, doWork, sizeOfWork, type ThreadWork } from './thread-work.ts'

/** Less than this is done sooner than it is handed over. */
const SMALL = 60_000
export const THREADS = Math.min(availableParallelism(), 8)

interface Waiting {
  readonly work: ThreadWork
  /** Throws where nobody wants the work any more. */
  readonly check: () => void
  readonly resolve: (done: unknown) => void
  readonly reject: (reason: unknown) => void
}

const queue: Waiting[] = []
const idle: Worker[] = []
let started = 0

/**
 * Does work on one of as many threads as there are cores, in the order in which it comes, so that the main one is free to
 * answer; small work at once. `check` is asked before it begins. The threads end with the process.
 */
export function onThreads<Work extends ThreadWork>(
  work: Work,
  check: () => void,
  small = SMALL,
): Promise<DoneOf<Work>> {
  if (sizeOfWork(work) < small) return Promise.resolve(doWork(work))
  return new Promise((resolve, reject) => {
    queue.push({ work, check, resolve: resolve as Waiting['resolve'], reject })
    serve()
  })
}

function serve(): void {
  while (queue.length > 0) {
    const worker = idle.pop() ?? (started < THREADS ? begin() : undefined)
    if (worker === undefined) return
    const next = queue.shift()
    if (next === undefined || !isWanted(next)) idle.push(worker)
    else give(worker, next)
  }
}

function begin(): Worker {
  started += 1
  const worker = new Worker(new URL('./counting-thread.ts', import.meta.url))
  worker.unref()
  return worker
}

function isWanted({ check, reject }: Waiting): boolean {
  try {
    check()
    return true
  } catch (reason) {
    reject(reason)
    return false
  }
}

function give(worker: Worker, { work, resolve, reject }: Waiting): void {
  const settle = () => {
    worker.unref()
    worker.removeAllListeners('message')
    worker.removeAllListeners('error')
  }
  worker.ref()
  worker.once('message', (done: unknown) => {
    settle()
    idle.push(worker)
    resolve(done)
    serve()
  })
  // A thread that failed is gone: the next work begins another.
  worker.once('error', (reason) => {
    settle()
    started -= 1
    reject(reason)
    serve()
  })
  worker.postMessage(work)
}
