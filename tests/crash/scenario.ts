// exports ── dropped into the inbox one by one ──▶ huiyin load | run ── killed ──▶ inspected, and again
//    └─ all at once into another workspace ── huiyin run, undisturbed ──▶ what must be there in the end
import { readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Workspace } from '../../pipelines/core/workspace.ts'
import { type Findings, inspect, leftovers } from './inspect.ts'
import { type KillPlan, killPlan } from './kill-plan.ts'
import { runUntilKilled } from './killed-process.ts'
import { type Random, seededRandom } from './random.ts'
import { snapshotState, type WarehouseState, warehouseState } from './state.ts'
import { type Export, exportsOf, makeWorkspace } from './workload.ts'

export interface Scenario {
  readonly seed: number
  /** How many processes are started to be killed; some come to their end before their moment. */
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

/** What a workspace must hold in the end, and how long commands take. */
export interface Undisturbed {
  /** How long a command takes with one export. */
  readonly ms: Readonly<Record<'load' | 'run', number>>
  readonly warehouse: WarehouseState
  readonly snapshot: Awaited<ReturnType<typeof snapshotState>>
}

/**
 * Kills one workspace's processes round after round, then lets one run to its end and compares with `known`, or with an
 * undisturbed run of its own.
 */
export async function playScenario(
  scenario: Scenario,
  known?: Undisturbed,
): Promise<{ rounds: Round[]; failures: string[] }> {
  const random = seededRandom(scenario.seed)
  const exports = exportsOfScenario(scenario)
  const folder = await mkdtemp(join(scenario.folder, 'crash-'))
  const wanted = known ?? (await undisturbedRun(join(folder, 'undisturbed'), scenario))
  const workspace = await makeWorkspace(join(folder, 'killed'))
  const dropped: Export[] = []
  const drop = async () => {
    const next = exports[dropped.length]
    if (next === undefined) return
    await writeFile(join(workspace.paths.inbox, next.name), next.bytes)
    dropped.push(next)
  }
  const acknowledged = new Set<string>()
  const rounds: Round[] = []
  while (rounds.length < scenario.rounds) {
    if (readdirSync(workspace.paths.inbox).length === 0 || random.between(1, 6) === 1) await drop()
    rounds.push(await playRound(workspace, dropped, wanted, { random, acknowledged, tracing: scenario.tracing }))
  }
  while (dropped.length < exports.length) await drop()
  const failures = await compareEnds(workspace, wanted, random)
  if (failures.length + rounds.flatMap((round) => round.failures).length === 0) await rm(folder, { recursive: true })
  return { rounds, failures }
}

async function playRound(
  workspace: Workspace,
  dropped: readonly Export[],
  wanted: Undisturbed,
  { random, acknowledged, tracing }: { random: Random; acknowledged: Set<string>; tracing: boolean },
): Promise<Round> {
  const command = random.pick(['load', 'load', 'run'] as const)
  const bytes = dropped.at(-1)?.bytes.length ?? 0
  const plan = killPlan(random, command, { ms: wanted.ms[command], bytes }, tracing)
  const { killed, atWork, status, output, ...ended } = await runUntilKilled(workspace, command, plan, random)
  for (const name of ended.acknowledged) acknowledged.add(name)
  const { loaded, failures } = await inspect(workspace, dropped, wanted.warehouse.batches).catch(
    (error: unknown): Findings => ({ loaded: [], failures: [`the next command failed: ${error}`] }),
  )
  const lost = [...acknowledged].filter((name) => !loaded.includes(name))
  const inDoubt = killed ? loaded.filter((name) => !acknowledged.has(name)).length : 0
  for (const name of loaded) acknowledged.add(name)
  const found = [
    ...failures,
    ...lost.map((name) => `${name} was acknowledged and is not there`),
    ...(killed || status === 0 ? [] : [`exit status ${status}: ${output}`]),
  ]
  return { plan, killed, atWork, inDoubt, failures: found.map((failure) => `${JSON.stringify(plan)}: ${failure}`) }
}

/** Loads a scenario's exports without a kill; scenarios of as many rounds and rows have the same. */
export async function undisturbedRun(
  folder: string,
  scenario: Pick<Scenario, 'rounds' | 'rows'>,
): Promise<Undisturbed> {
  const exports = exportsOfScenario(scenario)
  const workspace = await makeWorkspace(folder)
  const random = seededRandom(0)
  const ms = { load: 0, run: 0 }
  for (const [command, files] of [['load', exports.slice(0, 1)] as const, ['run', exports.slice(1)] as const]) {
    for (const file of files) await writeFile(join(workspace.paths.inbox, file.name), file.bytes)
    const ended = await runUntilKilled(workspace, command, undefined, random)
    if (ended.status !== 0) throw new Error(ended.output)
    ms[command] = command === 'load' ? ended.ms : 2 * ms.load
  }
  return { ms, warehouse: await warehouseState(workspace), snapshot: await snapshotState(workspace) }
}

function exportsOfScenario({ rounds, rows }: Pick<Scenario, 'rounds' | 'rows'>): Export[] {
  return exportsOf(Math.ceil(rounds / 3), rows)
}

async function compareEnds(workspace: Workspace, wanted: Undisturbed, random: Random): Promise<string[]> {
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
