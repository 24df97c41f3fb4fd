import { appendFile, mkdir, readFile, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { sha256 } from '../core/hash.ts'
import { writeFileAtomically } from '../core/write-file.ts'

/** One rendered report, as the ledger `published/issued.jsonl` keeps it. */
export interface IssuedReport {
  readonly report: string
  readonly locale: string
  readonly run_id: string
  readonly file: string
  readonly sha256: string
  readonly issued_at: string
  /** Length of the file; seals are appended behind it. */
  readonly bytes?: number
  /** Name of the period, such as `2026-W46`. */
  readonly period?: string
  /** Hash of its manifest, which is kept as `published/issued/<hash>.json`; a report in HTML has none. */
  readonly manifest?: string
}

/** One signature that was put on a report, as the same ledger keeps it. */
export interface SealedReport {
  readonly report: string
  readonly locale: string
  readonly run_id: string
  readonly file: string
  /** Of the file with this signature, and of what was signed. */
  readonly sha256: string
  readonly of: string
  readonly role: string
  readonly name: string
  /** SHA-256 of the certificate. */
  readonly certificate: string
  readonly sealed_at: string
}

type LedgerLine = (IssuedReport & { event?: 'issued' }) | (SealedReport & { event: 'sealed' })

/**
 * Enters a rendered report, once for each content, over what an entry that was cut off by a crash left behind; keeps its
 * manifest first, so that no entry is without. Throws HY-C-007.
 */
export async function enterIssued(published: string, entry: IssuedReport, manifest?: Uint8Array): Promise<void> {
  const { lines } = await readLedger(published)
  const known = lines.some(
    (line) => line.event !== 'sealed' && line.sha256 === entry.sha256 && line.file === entry.file,
  )
  if (known) return
  if (manifest === undefined) return await append(published, entry)
  const hash = sha256(manifest)
  await mkdir(join(published, 'issued'), { recursive: true })
  await writeFileAtomically(manifestPath(published, hash), manifest)
  await append(published, { ...entry, manifest: hash })
}

/** Enters a signature. */
export async function enterSealed(published: string, entry: SealedReport): Promise<void> {
  await append(published, { event: 'sealed', ...entry })
}

export async function listIssued(published: string): Promise<IssuedReport[]> {
  return (await readLedger(published)).lines.filter((line) => line.event !== 'sealed')
}

export async function listSealed(published: string): Promise<SealedReport[]> {
  return (await readLedger(published)).lines.filter((line) => line.event === 'sealed')
}

/** The manifest of an issued report as it was kept; undefined where there is none, or where it was changed since. */
export async function keptManifest(published: string, hash: string): Promise<string | undefined> {
  const text = await readFile(manifestPath(published, hash), 'utf8').catch(() => undefined)
  return text !== undefined && sha256(text) === hash ? text : undefined
}

/** The runs whose snapshots must be kept because an issued report rests on them. */
export async function issuedRuns(published: string): Promise<ReadonlySet<string>> {
  return new Set((await readLedger(published)).lines.map((entry) => entry.run_id))
}

function manifestPath(published: string, hash: string): string {
  return join(published, 'issued', `${hash.replaceAll(/[^0-9a-f]/g, '')}.json`)
}

function ledgerPath(published: string): string {
  return join(published, 'issued.jsonl')
}

async function append(published: string, line: LedgerLine): Promise<void> {
  const path = ledgerPath(published)
  const { torn } = await readLedger(published)
  if (torn > 0) await truncate(path, (await stat(path)).size - torn)
  await appendFile(path, `${JSON.stringify(line)}\n`, { flush: true })
}

/** The whole lines, and how many bytes stand behind the last of them. */
async function readLedger(published: string): Promise<{ lines: LedgerLine[]; torn: number }> {
  const path = ledgerPath(published)
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return Buffer.alloc(0)
    throw new HuiyinError('HY-C-007', { path, reason: cause.message }, { cause })
  })
  const whole = bytes.lastIndexOf(0x0a) + 1
  const lines = bytes.toString('utf8', 0, whole).split('\n')
  return {
    lines: lines.filter((line) => line !== '').map((line) => JSON.parse(line) as LedgerLine),
    torn: bytes.length - whole,
  }
}
