import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/**
 * Seconds of processor time that a process and all that it started have used, those that ended included: unlike the
 * clock's, they hardly depend on what else a machine does. Linux only.
 */
export function cpuSeconds(root: number): number {
  return familyOf(root).reduce((sum, pid) => sum + ownSeconds(pid), 0)
}

function familyOf(root: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = Number(statOf(Number(name))?.[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const family = [root]
  for (const pid of family) family.push(...(children.get(pid) ?? []))
  return family
}

/** Its own time by the scheduler's nanoseconds; that of ended children by the ticks that it waited for. */
function ownSeconds(pid: number): number {
  const stat = statOf(pid)
  if (stat === undefined) return 0
  const waitedFor = (Number(stat[13]) + Number(stat[14])) / TICKS_PER_SECOND
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    const nanoseconds = threads.map((id) => readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'utf8').split(' ', 1)[0])
    return waitedFor + nanoseconds.reduce((sum, own) => sum + Number(own), 0) / 1e9
  } catch {
    return waitedFor
  }
}

/** Fields of `/proc/<pid>/stat` from the state on; undefined where the process is gone. */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
