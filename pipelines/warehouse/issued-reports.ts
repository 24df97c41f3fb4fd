import { appendFile, readFile, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { HuiyinError } from '../core/errors.ts'

/** One rendered report, as the ledger `published/issued.jsonl` keeps it. */
export interface IssuedReport {
  readonly report: string
  readonly locale: string
  readonly run_id: string
  readonly file: string
  readonly sha256: string
  readonly issued_at: string
}

/** Enters a rendered report, once for each content, over what an entry that was cut off by a crash left behind. */
export async function enterIssued(published: string, entry: IssuedReport): Promise<void> {
  const { entries, torn } = await readIssued(published)
  if (entries.some((item) => item.sha256 === entry.sha256 && item.file === entry.file)) return
  const path = join(published, 'issued.jsonl')
  if (torn > 0) await truncate(path, (await stat(path)).size - torn)
  await appendFile(path, `${JSON.stringify(entry)}\n`, { flush: true })
}

export async function listIssued(published: string): Promise<IssuedReport[]> {
  return (await readIssued(published)).entries
}

/** The whole lines, and how many bytes stand behind the last of them. */
async function readIssued(published: string): Promise<{ entries: IssuedReport[]; torn: number }> {
  const bytes = await readFile(join(published, 'issued.jsonl')).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return Buffer.alloc(0)
    throw new HuiyinError('HY-C-007', { path: join(published, 'issued.jsonl'), reason: cause.message }, { cause })
  })
  const whole = bytes.lastIndexOf(0x0a) + 1
  const lines = bytes.toString('utf8', 0, whole).split('\n')
  return {
    entries: lines.filter((line) => line !== '').map((line) => JSON.parse(line) as IssuedReport),
    torn: bytes.length - whole,
  }
}

/** The runs whose snapshots must be kept because an issued report rests on them. */
export async function issuedRuns(published: string): Promise<ReadonlySet<string>> {
  return new Set((await listIssued(published)).map((entry) => entry.run_id))
}
