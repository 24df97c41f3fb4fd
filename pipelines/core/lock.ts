import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { HuiyinError } from './errors.ts'

interface Holder {
  pid: number
  host: string
  purpose: string
}

/**
 * Takes a lock file that names its holder, and returns the function that gives it back.
 * A lock whose holder is dead on this machine is taken over. Throws HY-W-001 where a living process holds it.
 */
export async function acquireLock(path: string, purpose: string): Promise<() => void> {
  const mine: Holder = { pid: process.pid, host: hostname(), purpose }
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(path, JSON.stringify(mine), { flag: 'wx' })
      return () => rmSync(path, { force: true })
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new HuiyinError('HY-C-007', { path, reason: String(cause) }, { cause })
      }
      const holder = readHolder(path)
      if (holder !== undefined && isAlive(holder)) {
        throw new HuiyinError('HY-W-001', { path, holder: `${holder.purpose} (pid ${holder.pid}, ${holder.host})` })
      }
      rmSync(path, { force: true })
    }
  }
  throw new HuiyinError('HY-W-001', { path, holder: '?' })
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function isAlive({ pid, host }: Holder): boolean {
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
