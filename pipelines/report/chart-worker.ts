// Thread of chart-thread.ts: draws the charts that it is sent, one after the other
import { enableCompileCache } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { HuiyinError, reasonOf } from '../core/errors.ts'
import type { ChartAnswer, ChartRequest } from './chart-thread.ts'

enableCompileCache()
const { chartSvg } = await import('./chart-svg.ts')

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
