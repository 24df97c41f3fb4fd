// Thread of chart-thread.ts: draws the charts that it is sent, one after the other
import { enableCompileCache, flushCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { HuiyinError, reasonOf } from '../core/errors.ts'
import type { ChartAnswer, ChartRequest } from './chart-thread.ts'

// A thread has a cache of its own, and ends before it would write it.
if (typeof workerData === 'string') enableCompileCache(workerData)
const { chartSvg } = await import('./chart-svg.ts')
flushCompileCache()

parentPort?.on('message', async ({ id, spec, locale }: ChartRequest) => {
  const answer = await chartSvg(spec, { locale }).then(
    (svg): ChartAnswer => ({ id, svg }),
    (cause): ChartAnswer => ({
      id,
      reason: cause instanceof HuiyinError ? String(cause.details['reason']) : reasonOf(cause),
    }),
  )
  parentPort?.postMessage(answer)
})
