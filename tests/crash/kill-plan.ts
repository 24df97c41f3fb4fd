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

/** How often a call is made at least, by one thread, where there is a file to load. */
const CALLS: Readonly<Record<'load' | 'run', Readonly<Record<SystemCall, number>>>> = {
  load: { log: 4, pwrite64: 3, fsync: 4, rename: 1, unlink: 1 },
  run: { log: 8, pwrite64: 6, fsync: 8, rename: 3, unlink: 2 },
}

/** Whether processes can be traced here: strace is installed, and the machine lets it. */
export function canTrace(): boolean {
  return spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0
}

/** What an undisturbed command takes: milliseconds, and bytes of the export that it loads. */
export interface Extent {
  readonly ms: number
  readonly bytes: number
}

export function killPlan(random: Random, command: 'load' | 'run', { ms, bytes }: Extent, tracing: boolean): KillPlan {
  const whens = ['working', 'working', 'log', ...(command === 'run' ? ['publishing'] : [])]
  if (tracing) whens.push('log write', 'log write', 'torn log', 'call')
  const calls = CALLS[command]
  switch (random.pick(whens)) {
    case 'publishing':
      return { when: 'publishing', ms: random.between(0, Math.ceil(ms / 20)) }
    case 'log':
      return { when: 'log', bytes: random.between(1, Math.ceil(bytes / 8)) }
    case 'log write':
      return { when: 'call', call: 'log', nth: random.between(1, calls.log), torn: false }
    case 'torn log':
      return { when: 'call', call: 'log', nth: random.between(2, calls.log), torn: true }
    case 'call': {
      const call = random.pick(['pwrite64', 'fsync', 'rename', 'unlink'] as const)
      return { when: 'call', call, nth: random.between(1, calls[call]), torn: false }
    }
    default:
      // A third of the time, or more, goes by before the lock is taken.
      return { when: 'working', ms: random.between(0, Math.ceil(0.4 * ms)) }
  }
}
