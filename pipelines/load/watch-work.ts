import { setInterval } from 'node:timers'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Effects } from '../core/effects.ts'
import { type WorkCounter, workCounter } from '../core/work-counter.ts'
import { execute } from '../warehouse/query.ts'

const EVERY_MS = 100

/** Does the work on one file while whoever watches is told five to ten times a second how far it is. */
export async function watchWork<Result>(
  effects: Effects,
  connection: DuckDBConnection,
  file: string,
  work: (counter: WorkCounter) => Promise<Result>,
): Promise<Result> {
  const counter = workCounter(file)
  const { meter } = effects
  if (meter === undefined) return work(counter)
  await execute(connection, 'set enable_progress_bar = true; set enable_progress_bar_print = false')
  const timer = setInterval(() => {
    const { percentage } = connection.progress
    counter.share = percentage > 0 ? percentage / 100 : 0
    meter(counter)
  }, EVERY_MS)
  try {
    return await work(counter)
  } finally {
    clearInterval(timer)
    meter(undefined)
  }
}
