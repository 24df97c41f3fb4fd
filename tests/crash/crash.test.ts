import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { canTrace } from './kill-plan.ts'
import { playScenario, type Scenario, undisturbedRun } from './scenario.ts'

/** The short form of `npm run test:crash`: 30 kills, two workspaces side by side. */
test('processes that are killed lose nothing, double nothing, and need no hands afterwards', {
  timeout: 180_000,
}, async () => {
  const scenario: Omit<Scenario, 'seed'> = { rounds: 15, rows: 100, tracing: canTrace(), folder: tmpdir() }
  const folder = await mkdtemp(join(tmpdir(), 'undisturbed-'))
  const wanted = await undisturbedRun(folder, scenario)
  await rm(folder, { recursive: true })
  const played = await Promise.all([7, 8].map((seed) => playScenario({ seed, ...scenario }, wanted)))
  const rounds = played.flatMap((one) => one.rounds)
  expect([...played.flatMap((one) => one.failures), ...rounds.flatMap((round) => round.failures)]).toEqual([])
  expect(rounds).toHaveLength(30)
  // Chance decides which kills hit during work; that none does would mean that the test tests nothing.
  expect(rounds.filter((round) => round.atWork).length).toBeGreaterThan(10)
})
