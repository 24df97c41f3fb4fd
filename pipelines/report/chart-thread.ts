import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { TopLevelSpec } from 'vega-lite'
import { HuiyinError, reasonOf } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'

export interface ChartRequest {
  readonly id: number
  readonly spec: TopLevelSpec
  readonly locale: Locale
}

export type ChartAnswer =
  | { readonly id: number; readonly svg: string }
  | { readonly id: number; readonly reason: string }

/** Draws charts while this thread computes figures. */
export interface ChartThread {
  /** Starts it, so that it has read its modules when the first chart comes. */
  start(): void
  /** See `chartSvg`. @throws HuiyinError HY-R-003 also where the thread ended before it answered */
  draw(spec: TopLevelSpec, locale: Locale): Promise<string>
}

const ENTRY = new URL('./chart-worker.ts', import.meta.url)
/** A server that seldom makes a report need not keep the thread's memory. */
const IDLE_MS = 20_000

/** A thread that starts with its first chart, ends when it has long had nothing to draw, and starts again. */
export function chartThread(entry: URL = ENTRY, idleMs: number = IDLE_MS): ChartThread {
  const asked = new Map<number, PromiseWithResolvers<string>>()
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let last = 0

  const fail = (ended: Worker, reason: string) => {
    if (worker !== ended) return
    worker = undefined
    for (const { reject } of asked.values()) reject(new HuiyinError('HY-R-003', { reason: `chart: ${reason}` }))
    asked.clear()
  }
  /** Whatever is asked from then on goes to a new one. */
  const end = () => {
    const ended = worker
    worker = undefined
    void ended?.terminate()
  }
  const rest = () => {
    worker?.unref()
    idle = setTimeout(end, idleMs).unref()
  }
  const answered = (answer: ChartAnswer) => {
    const waiting = asked.get(answer.id)
    asked.delete(answer.id)
    if (asked.size === 0) rest()
    if ('svg' in answer) waiting?.resolve(answer.svg)
    else waiting?.reject(new HuiyinError('HY-R-003', { reason: answer.reason }))
  }
  const started = () => {
    if (worker !== undefined) return worker
    const cache = getCompileCacheDir()
    const own = new Worker(entry, { workerData: cache === undefined ? null : dirname(cache) })
    own.on('message', answered)
    own.on('error', (cause) => fail(own, reasonOf(cause)))
    own.on('exit', (code) => fail(own, `the thread that draws charts ended with ${code}`))
    worker = own
    return own
  }
  return {
    start() {
      if (worker !== undefined) return
      started()
      rest()
    },
    async draw(spec, locale) {
      clearTimeout(idle)
      const own = started()
      last += 1
      own.postMessage({ id: last, spec, locale } satisfies ChartRequest)
      own.ref()
      const waiting = Promise.withResolvers<string>()
      asked.set(last, waiting)
      return await waiting.promise
    },
  }
}

/** The one of this process. */
export const charts = chartThread()
