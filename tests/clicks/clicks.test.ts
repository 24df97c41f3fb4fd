import { expect, test } from 'vitest'
import { publishRetailer } from '../pipelines/dashboard/published-retailer.ts'
import { switchedClicks } from './switched-clicks.ts'

/** The short form of `npm run test:clicks`, without the look at memory, which needs longer to settle. */
test('users who click at random while snapshots are switched get answers, each from a snapshot that was current', {
  timeout: 240_000,
}, async () => {
  const retailer = await publishRetailer()
  try {
    const options = { users: 8, milliseconds: 3000, pause: 200, switches: 2, seed: 7 }
    const { errors, times, runs, abandoned } = await switchedClicks(retailer, options)
    expect(errors).toEqual([])
    expect(times.length).toBeGreaterThan(10)
    expect(abandoned).toBeGreaterThan(0)
    expect([...runs].every((run) => run === retailer.runId || /^switched-[12]$/.test(run))).toBe(true)
    expect(runs.size).toBeGreaterThan(1)
  } finally {
    await retailer.remove()
  }
})
