import { readFileSync, rmSync, statSync } from 'node:fs'
import { hostname } from 'node:os'

/** Ticks of the kernel's clock a second, the same on every Linux that Node runs on. */
const TICKS = 100
const MARGIN_MS = 2000

/**
 * Removes a lock file whose holder is gone although its number lives on: after a restart of machine or container another
 * process, often this very one, has the number of the process that was killed. Such a process began after the lock was
 * written. Where that cannot be told, the lock stays.
 */
export function removeStaleLock(path: string): void {
  const holder = readHolder(path)
  if (holder === undefined || holder.host !== hostname()) return
  const startedAt = startOf(holder.pid)
  if (startedAt !== undefined && startedAt > holder.writtenAt + MARGIN_MS) rmSync(path, { force: true })
}

function readHolder(path: string): { pid: number; host: string; writtenAt: number } | undefined {
  try {
    const { pid, host } = JSON.parse(readFileSync(path, 'utf8')) as { pid: number; host: string }
    return { pid, host, writtenAt: statSync(path).mtimeMs }
  } catch {
    return undefined
  }
}

/** When a process began, in milliseconds since 1970; undefined where there is none, or where the system does not tell. */
function startOf(pid: number): number | undefined {
  if (pid === process.pid) return performance.timeOrigin
  try {
    // Fields behind the name in brackets, which may hold blanks; the 20th of them is the start in ticks since boot.
    const ticks = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19])
    const boot = Number(/^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1])
    const started = boot * 1000 + (ticks * 1000) / TICKS
    return Number.isNaN(started) ? undefined : started
  } catch {
    return undefined
  }
}
