import { setTimeout as wait } from 'node:timers/promises'
import { startDashboard } from '../../pipelines/dashboard/serve.ts'
import { publishChanged } from '../pipelines/dashboard/published-retailer.ts'
import { clickRound, type RoundOutcome } from './click-round.ts'

export interface SwitchedOutcome extends RoundOutcome {
  /** Resident memory in MB: when everything had been asked once, and at the end. */
  readonly memory: { readonly warm: number; readonly end: number }
}

/**
 * Lets users click while the snapshot is switched so many times, at equal distances. A first round of the same length as
 * the distance warms everything up; memory is compared from then on.
 */
export async function switchedClicks(
  snapshot: { readonly published: string; readonly runId: string },
  options: { users: number; milliseconds: number; pause: number; switches: number; seed: number },
): Promise<SwitchedOutcome> {
  const errors: string[] = []
  const effects = { now: () => new Date(), progress: (line: string) => errors.push(line), env: {} }
  const dashboard = await startDashboard({ published: snapshot.published, port: 0, locale: 'en', effects })
  try {
    const { url } = dashboard
    const distance = options.milliseconds / (options.switches + 1)
    await clickRound({ ...options, url, milliseconds: distance, seed: options.seed + 1 })
    const warm = memory()
    const clicking = clickRound({ ...options, url, giveUpEvery: 17 })
    for (let number = 1; number <= options.switches; number += 1) {
      await wait(distance)
      await publishChanged(snapshot.published, snapshot.runId, `switched-${number}`, 'select 1')
    }
    const outcome = await clicking
    return { ...outcome, errors: [...outcome.errors, ...errors], memory: { warm, end: memory() } }
  } finally {
    await dashboard.close()
  }
}

function memory(): number {
  globalThis.gc?.()
  return Math.round(process.memoryUsage.rss() / 1e6)
}
