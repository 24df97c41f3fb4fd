import { spawnSync } from 'node:child_process'
import type { Random } from './random.ts'

/**
 * When a process is killed: some time after it took the warehouse's lock; some time after it began to write a snapshot;
 * when the warehouse's log has grown by some bytes; before its n-th system call of a kind (counted by thread, under
 * strace), with `torn` also losing a part of what was written to the log and not yet synced, as a power cut does.
 */
export type KillPlan =
  | { readonly when: 'working'; readonly ms: number }
  | { readonly when: 'publishing'; readonly ms: number }
  | { readonly when: 'log'; readonly bytes: number }
  | { readonly when: 'call'; readonly call: SystemCall; readonly nth: number; readonly torn: boolean }

/** `log` is a write to the warehouse's log; the others are counted wherever they go. */
export type SystemCall = 'log' | 'pwrite64' | 'fsync' | 'rename' | 'unlink'

const MOST: Readonly<Record<SystemCall, number>> = { log: 6, pwrite64: 6, fsync: 5, rename: 2, unlink: 2 }

/** Whether processes can be traced here: strace is installed, and the machine lets it. */
export function canTrace(): boolean {
  return spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0
}

/** A plan for a command that takes about `ms` milliseconds when it is left alone. */
export function killPlan(random: Random, command: 'load' | 'run', ms: number, tracing: boolean): KillPlan {
  const whens = ['working', 'working', 'log', ...(command === 'run' ? ['publishing'] : [])]
  if (tracing) whens.push('log write', 'log write', 'torn log', 'call')
  switch (random.pick(whens)) {
    case 'publishing':
      return { when: 'publishing', ms: random.between(0, Math.ceil(ms / 20)) }
    case 'log':
      return { when: 'log', bytes: 2 ** random.between(6, 18) }
    case 'log write':
      return { when: 'call', call: 'log', nth: random.between(1, MOST.log), torn: false }
    case 'torn log':
      return { when: 'call', call: 'log', nth: random.between(2, MOST.log), torn: true }
    case 'call': {
      const call = random.pick(['pwrite64', 'fsync', 'rename', 'unlink'] as const)
      return { when: 'call', call, nth: random.between(1, MOST[call]), torn: false }
    }
    default:
      return { when: 'working', ms: random.between(0, Math.ceil(0.8 * ms)) }
  }
}
