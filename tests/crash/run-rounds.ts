// npm run test:crash [-- --rounds 400 --seed 1 --jobs 2]: kills Huiyin's processes at random moments, see scenario.ts
import { tmpdir } from 'node:os'
import { parseArgs } from 'node:util'
import { canTrace } from './kill-plan.ts'
import { seededRandom } from './random.ts'
import { playScenario, type Round, type Scenario } from './scenario.ts'

const ROUNDS_EACH = 15
const MOST_SAID = 20
const LONGEST_SAID = 2_000
/** Rows of an export: mostly small ones, where a kill is likely to hit an end or a beginning. */
const SIZES = [1_000, 1_000, 1_000, 5_000, 10_000, 50_000]

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
  },
})
process.exitCode = await playAll(Number(values.rounds), Number(values.seed), Number(values.jobs))

/** Plays scenarios side by side until enough rounds are played; returns the exit status. */
async function playAll(wanted: number, seed: number, jobs: number): Promise<number> {
  const tracing = canTrace()
  const random = seededRandom(seed)
  const scenarios = Array.from({ length: Math.ceil(wanted / ROUNDS_EACH) }, (_scenario, index): Scenario => {
    const rows = random.pick(SIZES)
    return { seed: seed * 1_000 + index, rounds: ROUNDS_EACH, rows, tracing, folder: tmpdir() }
  })
  const rounds: Round[] = []
  const failures: string[] = []
  const work = async () => {
    for (let scenario = scenarios.shift(); scenario !== undefined; scenario = scenarios.shift()) {
      const played = await playScenario(scenario)
      rounds.push(...played.rounds)
      const found = [...played.failures, ...played.rounds.flatMap((round) => round.failures)]
      failures.push(...found.map((failure) => `seed ${scenario.seed}: ${failure}`))
      say(`${rounds.length} of ${wanted} rounds, ${scenario.rows} rows an export, ${found.length} failures`)
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  say(summary(rounds, failures, tracing))
  return failures.length === 0 ? 0 : 1
}

function summary(rounds: readonly Round[], failures: readonly string[], tracing: boolean): string {
  const count = (test: (round: Round) => boolean) => rounds.filter(test).length
  const kinds = [...new Set(rounds.map((round) => kindOf(round)))].sort()
  return [
    '',
    `processes started                   ${rounds.length}${tracing ? '' : ' (without strace: no kills at system calls)'}`,
    `killed                              ${count((round) => round.killed)}`,
    `killed while it held the warehouse  ${count((round) => round.atWork)}`,
    ...kinds.map((kind) => `  ${kind.padEnd(34)}${count((round) => round.atWork && kindOf(round) === kind)}`),
    `commits in doubt that were there    ${rounds.reduce((sum, round) => sum + round.inDoubt, 0)}`,
    `failures                            ${failures.length}`,
    ...failures.slice(0, MOST_SAID).map((failure) => failure.slice(0, LONGEST_SAID)),
  ].join('\n')
}

function kindOf({ plan }: Round): string {
  return plan.when === 'call' ? `${plan.call}${plan.torn ? ', torn' : ''}` : plan.when
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
