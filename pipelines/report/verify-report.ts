// PDF ──▶ signatures, ledger, attachments, pages ──▶ snapshot named in its manifest ──▶ every figure computed anew

import { readFile } from 'node:fs/promises'
import { PDF } from '@libpdf/core'
import { HuiyinError, reasonOf } from '../core/errors.ts'
import { sha256, sha256OfFile } from '../core/hash.ts'
import { withDefinitions } from '../metrics/catalogue.ts'
import { listIssued, listSealed } from '../warehouse/issued-reports.ts'
import { openSnapshot, snapshotPath } from '../warehouse/snapshot.ts'
import { snapshotHashes } from '../warehouse/snapshot-ledger.ts'
import { readAttachments } from './archive/attach-files.ts'
import { prepareReport } from './compose-sections.ts'
import type { Figure } from './figure.ts'
import { MANIFEST, type Manifest } from './manifest.ts'
import { reportPeriod } from './report-period.ts'
import { type CheckedSignature, checkSignatures } from './seal/check-signatures.ts'
import { checkAttachments } from './verify/check-attachments.ts'
import { checkLedger, issuedEntry } from './verify/check-ledger.ts'
import { checkPages } from './verify/check-pages.ts'
import { compareFigures, type VerifiedFigure } from './verify/compare-figures.ts'
import { readManifestThen } from './verify/definitions-then.ts'
import type { Finding } from './verify/findings.ts'

export interface VerifiedReport {
  readonly file: string
  readonly report: string
  readonly locale: string
  readonly period: string
  readonly runId: string
  readonly sha256: string
  /** Whether the file stands in the ledger of issued reports, or what stands in front of its signatures does. */
  readonly issued: boolean
  readonly signatures: readonly CheckedSignature[]
  /** Everything that is not as it was issued; empty where the report is proven. */
  readonly findings: readonly Finding[]
  readonly figures: readonly VerifiedFigure[]
  /** Metrics that this version of the program defines otherwise than the one that made the report. */
  readonly redefined: readonly string[]
  /** Whose definitions the figures were computed anew by: the report's own, or today's where these are the same. */
  readonly definitions: 'then' | 'today'
  /** The version of the program that made it. */
  readonly program: string
}

export interface VerifyRequest {
  readonly published: string
  readonly file: string
  /** PEM of certificates whose signatures count, beside those that the ledger knows. */
  readonly trusted?: readonly string[]
}

/**
 * Proves a report: its signatures, bytes, pages and attachments against themselves and the ledger, the snapshot that it
 * names against the hash with which it was published, and each figure computed anew by the definitions that it was made
 * with. SQL that stands in a file that was not issued is never run: there, definitions are today's. Throws HY-V-001 where the file is no report of ours, HY-V-003 where the snapshot is
 * missing.
 */
export async function verifyReport(request: VerifyRequest): Promise<VerifiedReport> {
  const { published, file, trusted = [] } = request
  const pdf = await readFile(file).catch((cause: unknown) => {
    throw notOurs(file, cause)
  })
  const { document, manifest, manifestHash, attachments, ...then } = await readReport(file, pdf)
  const signatures = await checkSignatures(pdf)
  const known = { issued: await listIssued(published), sealed: await listSealed(published), trusted }
  const entry = issuedEntry(pdf, known.issued)
  const isOurs = entry?.manifest === manifestHash && checkAttachments(manifest, attachments).length === 0
  const definitions = isOurs ? then.definitions : undefined
  const { figures, findings } = await recompute(published, manifest, attachments, definitions)
  return {
    file,
    report: manifest.definition.report,
    locale: manifest.locale,
    period: manifest.period.name,
    runId: manifest.run.run_id,
    sha256: sha256(pdf),
    issued: entry !== undefined,
    signatures,
    findings: [
      ...checkLedger(pdf, entry, manifestHash, signatures, known),
      ...checkAttachments(manifest, attachments),
      ...checkPages(pdf, document, manifest, attachments),
      ...findings,
    ],
    figures,
    redefined: then.redefined,
    definitions: definitions === undefined ? 'today' : 'then',
    program: manifest.program,
  }
}

async function readReport(file: string, pdf: Uint8Array) {
  const [document, attachments] = await Promise.all([PDF.load(pdf), readAttachments(pdf)]).catch((cause: unknown) => {
    throw notOurs(file, cause)
  })
  const text = attachments.get(MANIFEST)
  if (text === undefined) throw notOurs(file, `no attachment ${MANIFEST}`)
  const { manifest, ...then } = readManifestThen(new TextDecoder().decode(text), attachments)
  if (manifest === undefined) throw notOurs(file, `${MANIFEST} cannot be read`)
  return { document, manifest, manifestHash: sha256(text), attachments, ...then }
}

/** The figures of the snapshot, which must be the file that was published: one that was changed may not even open. */
async function recompute(
  published: string,
  manifest: Manifest,
  attachments: ReadonlyMap<string, Uint8Array>,
  definitions: ReadonlyMap<string, string> | undefined,
) {
  const { run_id: run } = manifest.run
  const hashes = await snapshotHashes(published, run)
  const hash = await sha256OfFile(snapshotPath(published, run)).catch(() => undefined)
  const isChanged = hash !== undefined && hashes.length > 0 && !hashes.includes(hash)
  const compute = () => figuresOf(published, manifest)
  const computing = definitions === undefined ? compute() : withDefinitions(definitions, compute)
  const recomputed = await computing.catch((cause: unknown) => {
    if (!isChanged) throw cause
    return [] as readonly Figure[]
  })
  const figures = compareFigures(manifest, recomputed, attachments)
  const wrong = figures.filter(({ ok }) => !ok).length
  const findings: Finding[] = [
    ...(isChanged ? [{ kind: 'snapshot', run } as const] : []),
    ...(wrong > 0 ? [{ kind: 'figures', count: wrong } as const] : []),
  ]
  return { figures, findings }
}

async function figuresOf(published: string, manifest: Manifest): Promise<readonly Figure[]> {
  await using snapshot = await openSnapshot(published, manifest.run.run_id)
  const { unit, name } = manifest.period
  return (await prepareReport(snapshot, manifest.definition, reportPeriod(unit, name, snapshot.run))).figures
}

function notOurs(file: string, cause: unknown): HuiyinError {
  const reason = reasonOf(cause)
  return new HuiyinError('HY-V-001', { file, reason }, { cause })
}
