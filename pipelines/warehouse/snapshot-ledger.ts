import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { sha256OfFile } from '../core/hash.ts'

/** A published file as it was written, as `published/snapshots.jsonl` keeps it. */
interface PublishedSnapshot {
  readonly run_id: string
  readonly sha256: string
}

/** Enters the hash of a snapshot before it is published under its name; once for each content. Throws HY-C-007. */
export async function enterSnapshot(published: string, runId: string, file: string): Promise<void> {
  const sha256 = await sha256OfFile(file)
  if ((await snapshotHashes(published, runId)).includes(sha256)) return
  const line = `${JSON.stringify({ run_id: runId, sha256 } satisfies PublishedSnapshot)}\n`
  await appendFile(ledgerPath(published), line, { flush: true }).catch((cause: Error) => {
    throw new HuiyinError('HY-C-007', { path: ledgerPath(published), reason: cause.message }, { cause })
  })
}

/**
 * The hashes that a run's snapshot was published with; none where an older version of the program made it. A line that a
 * crash cut off is of no snapshot: the file gets its name afterwards.
 */
export async function snapshotHashes(published: string, runId: string): Promise<string[]> {
  const text = await readFile(ledgerPath(published), 'utf8').catch(() => '')
  return text.split('\n').flatMap((line) => {
    const entry = parsed(line)
    return entry?.run_id === runId ? [entry.sha256] : []
  })
}

function parsed(line: string): PublishedSnapshot | undefined {
  try {
    return JSON.parse(line) as PublishedSnapshot
  } catch {
    return undefined
  }
}

function ledgerPath(published: string): string {
  return join(published, 'snapshots.jsonl')
}
