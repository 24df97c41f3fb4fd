// exports ── dropped into the inbox, one or two a round ──▶ huiyin load | run ── killed ──▶ inspected
//    └─ all at once into another workspace ── huiyin run, undisturbed ──▶ what must be there in the end
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect, leftovers } from './inspect.ts'
import { type KillPlan, killPlan } from './kill-plan.ts'
import { runUntilKilled } from './killed-process.ts'
import { type Random, seededRandom } from './random.ts'
import { snapshotState, warehouseState } from './state.ts'
import { type Export, exportsOf, makeWorkspace } from './workload.ts'

export interface Scenario {
  readonly seed: number
  readonly rounds: number
  /** About how many rows an export has. */
  readonly rows: number
  readonly tracing: boolean
  /** Where workspaces are made; they are removed unless something failed. */
  readonly folder: string
}

export interface Round {
  readonly plan: KillPlan
  readonly killed: boolean
  readonly atWork: boolean
  /** Files that are in although the killed process had not said so. */
  readonly inDoubt: number
  readonly failures: readonly string[]
}

/** Kills one workspace's processes round after round, then lets one run to its end and compares. */
export async function playScenario(scenario: Scenario): Promise<{ rounds: Round[]; failures: string[] }> {
  const random = seededRandom(scenario.seed)
  const exports = exportsOf(scenario.rounds, scenario.rows)
  const folder = await mkdtemp(join(scenario.folder, 'crash-'))
  const wanted = await undisturbed(join(folder, 'undisturbed'), exports)
  const workspace = await makeWorkspace(join(folder, 'killed'))
  const rounds: Round[] = []
  const acknowledged = new Set<string>()
  for (const [index, next] of exports.entries()) {
    await writeFile(join(workspace.paths.inbox, next.name), next.text)
    const command = random.pick(['load', 'run'] as const)
    const plan = killPlan(random, command, wanted.ms[command], scenario.tracing)
    const ended = await runUntilKilled(workspace, command, plan, random)
    for (const name of ended.acknowledged) acknowledged.add(name)
    const dropped = exports.slice(0, index + 1)
    const { loaded, failures } = await inspect(workspace, dropped, wanted.warehouse.batches).catch(
      (error: unknown) => ({
        loaded: [],
        failures: [`the next command failed: ${error}`],
      }),
    )
    const lost = [...acknowledged].filter((name) => !loaded.includes(name)).map((name) => `${name} was acknowledged`)
    const inDoubt = ended.killed ? loaded.filter((name) => !acknowledged.has(name)) : []
    for (const name of loaded) acknowledged.add(name)
    const ill = ended.killed || ended.status === 0 ? [] : [`exit status ${ended.status}: ${ended.output}`]
    rounds.push({ plan, ...ended, inDoubt: inDoubt.length, failures: [...failures, ...lost, ...ill] })
  }
  const failures = await compareEnds(workspace, wanted, random)
  if (failures.length + rounds.flatMap((round) => round.failures).length === 0) await rm(folder, { recursive: true })
  return { rounds, failures }
}

/** What must be there in the end, and how long an undisturbed command takes with one export. */
async function undisturbed(folder: string, exports: readonly Export[]) {
  const workspace = await makeWorkspace(folder)
  const random = seededRandom(0)
  const [first, ...others] = exports
  const ms = { load: 0, run: 0 }
  for (const [command, files] of [
    ['load', first === undefined ? [] : [first]],
    ['run', others],
  ] as const) {
    for (const file of files) await writeFile(join(workspace.paths.inbox, file.name), file.text)
    const ended = await runUntilKilled(workspace, command, undefined, random)
    if (ended.status !== 0) throw new Error(ended.output)
    ms[command] = command === 'load' ? ended.ms : 2 * ms.load
  }
  return { ms, warehouse: await warehouseState(workspace), snapshot: await snapshotState(workspace) }
}

async function compareEnds(
  workspace: Awaited<ReturnType<typeof makeWorkspace>>,
  wanted: Awaited<ReturnType<typeof undisturbed>>,
  random: Random,
): Promise<string[]> {
  const ended = await runUntilKilled(workspace, 'run', undefined, random)
  if (ended.status !== 0) return [`the last run ended with ${ended.status}: ${ended.output}`]
  const pairs = {
    warehouse: [await warehouseState(workspace), wanted.warehouse],
    snapshot: [await snapshotState(workspace), wanted.snapshot],
    leftovers: [leftovers(workspace), []],
  }
  return Object.entries(pairs)
    .filter(([, [got, expected]]) => JSON.stringify(got) !== JSON.stringify(expected))
    .map(([what, [got, expected]]) => `${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(expected)}`)
}
