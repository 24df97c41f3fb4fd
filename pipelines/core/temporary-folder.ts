import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of our own under the system's temporary one, and how to be rid of it. */
export interface TemporaryFolder {
  readonly path: string
  remove(): Promise<void>
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const atEnd = new Set<() => void>()

/** A new temporary folder, which goes with the process too where a signal ends it before `remove` is called. */
export async function temporaryFolder(prefix: string): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), prefix))
  const forget = cleanUpAtEnd(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }))
  const remove = async () => {
    await rm(path, { recursive: true, force: true, maxRetries: 10 })
    forget()
  }
  return { path, remove }
}

/**
 * Has something done when the process ends or a signal ends it, what was registered last first; gives a way to take it
 * back. Where somebody else listens to the signal, ending is up to them.
 */
export function cleanUpAtEnd(work: () => void): () => void {
  if (atEnd.size === 0) {
    process.on('exit', cleanUp)
    for (const signal of SIGNALS) process.on(signal, endBy)
  }
  atEnd.add(work)
  return () => {
    if (!atEnd.delete(work) || atEnd.size > 0) return
    process.off('exit', cleanUp)
    for (const signal of SIGNALS) process.off(signal, endBy)
  }
}

function endBy(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return
  cleanUp()
  process.off(signal, endBy)
  process.kill(process.pid, signal)
}

function cleanUp(): void {
  for (const work of [...atEnd].reverse()) work()
}
