import { readFile } from 'node:fs/promises'
import { type AccessEntry, accessLogFile, entryHash } from './access-log.ts'

export interface AccessLogRead {
  readonly entries: readonly AccessEntry[]
  /** Numbers of lines, from 1, that were changed, or before which something is missing. */
  readonly broken: readonly number[]
}

const FIRST = '0'.repeat(64)

/** Reads the log of who saw which cases, and tests that no line was changed, taken out or put in. */
export async function readAccessLog(logs: string): Promise<AccessLogRead> {
  const text = await readFile(accessLogFile(logs), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return ''
    throw cause
  })
  const entries: AccessEntry[] = []
  const broken: number[] = []
  let previous = FIRST
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue
    const entry = parsed(line)
    if (entry === undefined) {
      broken.push(index + 1)
      continue
    }
    const { hash, ...content } = entry
    if (entryHash(content) !== hash || content.previous !== previous) broken.push(index + 1)
    previous = hash
    entries.push(entry)
  }
  return { entries, broken }
}

function parsed(line: string): AccessEntry | undefined {
  try {
    return JSON.parse(line) as AccessEntry
  } catch {
    return undefined
  }
}
