// npm run test:clicks [minutes] [users]: users click at random in the dashboard of the example's first weeks, snapshots are
// switched ten times meanwhile; fails where an answer fails, a switch is not followed, or memory grows by more than a tenth.
import { publishRetailer } from '../pipelines/dashboard/published-retailer.ts'
import { percentile } from './click-round.ts'
import { switchedClicks } from './switched-clicks.ts'

const [minutes = 30, users = 20] = process.argv.slice(2).map(Number)
const SWITCHES = 10
const MOST_GROWTH = 1.1

const retailer = await publishRetailer()
try {
  const seed = Math.floor(Math.random() * 1e6)
  const options = { users, milliseconds: minutes * 60_000, pause: 1500, switches: SWITCHES, seed }
  const { clicks, errors, times, abandoned, runs, memory } = await switchedClicks(retailer, options)
  const growth = memory.end / memory.warm
  process.stdout.write(
    `seed ${seed}: ${clicks} clicks of ${users} users in ${minutes} min, ${abandoned} given up, ${errors.length} errors, ` +
      `${runs.size} snapshots; median ${percentile(times, 0.5).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms; ` +
      `memory ${memory.warm} → ${memory.end} MB\n`,
  )
  for (const error of errors.slice(0, 20)) process.stdout.write(`${error}\n`)
  process.exitCode = errors.length === 0 && runs.size === SWITCHES + 1 && growth <= MOST_GROWTH ? 0 : 1
} finally {
  await retailer.remove()
}
