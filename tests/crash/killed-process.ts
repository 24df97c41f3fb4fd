import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Workspace } from '../../pipelines/core/workspace.ts'
import type { KillPlan } from './kill-plan.ts'
import type { Random } from './random.ts'
import { AS_OF } from './workload.ts'

export interface Ended {
  /** False where the process came to its end before the plan's moment. */
  readonly killed: boolean
  /** It was killed while it held the warehouse. */
  readonly atWork: boolean
  readonly status: number | null
  /** Files of which it had said that they are loaded. */
  readonly acknowledged: readonly string[]
  readonly output: string
  readonly ms: number
}

const CLI = resolve(import.meta.dirname, '../../pipelines/cli.ts')
const LONGEST_MS = 180_000

/** Runs `huiyin load` or `huiyin run` as a process of its own, kills it as planned, and waits until it is gone. */
export async function runUntilKilled(
  workspace: Workspace,
  command: 'load' | 'run',
  plan: KillPlan | undefined,
  random: Random,
): Promise<Ended> {
  const log = `${workspace.paths.warehouse}.wal`
  const trace = join(workspace.paths.logs, 'trace.txt')
  const args = [CLI, command, '--workspace', workspace.folder, ...(command === 'run' ? ['--as-of', AS_OF] : [])]
  const traced = plan?.when === 'call' ? [...traceArguments(plan, log, trace), process.execPath, ...args] : args
  const start = performance.now()
  const child = spawn(plan?.when === 'call' ? 'strace' : process.execPath, traced, {
    detached: true,
    // One thread of Node's pool, so that the n-th call is counted in one place.
    env: { ...process.env, HUIYIN_LANG: 'en', UV_THREADPOOL_SIZE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = endOf(child)
  if (plan !== undefined && plan.when !== 'call') await killAsPlanned(child, plan, workspace)
  const { status, signal, output } = await ended
  const killed = signal === 'SIGKILL'
  const atWork = killed && existsSync(`${workspace.paths.warehouse}.lock`)
  if (atWork && plan?.when === 'call' && plan.torn) tearLog(log, trace, random)
  const acknowledged = [...output.matchAll(/^\[\d+\/\d+\] (\S+): \d+ = /gm)].map((match) => match[1] ?? '')
  return { killed, atWork, status, acknowledged, output, ms: performance.now() - start }
}

function traceArguments(
  { call, nth, torn }: Extract<KillPlan, { when: 'call' }>,
  log: string,
  trace: string,
): string[] {
  const name = call === 'log' ? 'write' : call
  const traced = torn ? `${name},fsync` : name
  const onLog = call === 'log' ? ['-P', log] : []
  return ['-f', '-qq', '-o', trace, ...onLog, '-e', `trace=${traced}`, '-e', `inject=${name}:signal=KILL:when=${nth}`]
}

async function killAsPlanned(
  child: ChildProcess,
  plan: Exclude<KillPlan, { when: 'call' }>,
  { paths }: Workspace,
): Promise<void> {
  const reached = {
    working: () => existsSync(`${paths.warehouse}.lock`),
    publishing: () => readdirSync(paths.published).some((name) => name.endsWith('.building')),
    log: () => plan.when === 'log' && sizeOf(`${paths.warehouse}.wal`) >= plan.bytes,
  }[plan.when]
  const until = performance.now() + LONGEST_MS
  while (child.exitCode === null && child.signalCode === null && performance.now() < until) {
    if (reached()) {
      if (plan.when !== 'log') await pause(plan.ms)
      break
    }
    await pause(1)
  }
  killGroup(child)
}

/** The process and what it started; nothing where it has come to its end already. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It came to its end in this moment.
  }
}

function endOf(child: ChildProcess): Promise<{ status: number | null; signal: string | null; output: string }> {
  let output = ''
  const hear = (text: Buffer) => {
    output += text.toString()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const timer = setTimeout(() => killGroup(child), LONGEST_MS)
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (status, signal) => {
      clearTimeout(timer)
      done({ status, signal, output })
    })
  })
}

/** Cuts off a part of what was written to the log behind its last sync. */
function tearLog(log: string, trace: string, random: Random): void {
  let unsynced = 0
  for (const line of readFileSync(trace, 'utf8').split('\n')) {
    if (/\bfsync\b/.test(line)) unsynced = 0
    else unsynced += Number(/\bwrite\b.* = (\d+)$/.exec(line)?.[1] ?? 0)
  }
  const size = sizeOf(log)
  if (unsynced > 0 && size >= unsynced) truncateSync(log, size - random.between(0, unsynced))
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
