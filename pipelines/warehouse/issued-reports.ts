import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One rendered report, as the ledger `published/issued.jsonl` keeps it. */
export interface IssuedReport {
  readonly report: string
  readonly locale: string
  readonly run_id: string
  readonly file: string
  readonly sha256: string
  readonly issued_at: string
}

/** Enters a rendered report, once for each content. */
export async function enterIssued(published: string, entry: IssuedReport): Promise<void> {
  const known = await listIssued(published)
  if (known.some((item) => item.sha256 === entry.sha256 && item.file === entry.file)) return
  await appendFile(join(published, 'issued.jsonl'), `${JSON.stringify(entry)}\n`)
}

export async function listIssued(published: string): Promise<IssuedReport[]> {
  const text = await readFile(join(published, 'issued.jsonl'), 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as IssuedReport)
}

/** The runs whose snapshots must be kept because an issued report rests on them. */
export async function issuedRuns(published: string): Promise<ReadonlySet<string>> {
  return new Set((await listIssued(published)).map((entry) => entry.run_id))
}
