import { sha256 } from '../../core/hash.ts'
import type { IssuedReport, SealedReport } from '../../warehouse/issued-reports.ts'
import { isVouchedFor } from '../seal/certificate.ts'
import type { CheckedSignature } from '../seal/check-signatures.ts'
import type { Finding } from './findings.ts'

/** What is known of the reports that a workspace issued, and whose signatures it accepts. */
export interface Known {
  readonly issued: readonly IssuedReport[]
  readonly sealed: readonly SealedReport[]
  /** PEM of certificates. */
  readonly trusted: readonly string[]
}

/** The entry of a file: of its bytes, or of those in front where signatures stand behind. */
export function issuedEntry(pdf: Uint8Array, issued: readonly IssuedReport[]): IssuedReport | undefined {
  const hash = sha256(pdf)
  const fronts = new Map<number, string>()
  const frontHash = (bytes: number) => {
    const known = fronts.get(bytes) ?? sha256(pdf.subarray(0, bytes))
    fronts.set(bytes, known)
    return known
  }
  return (
    issued.find((entry) => entry.sha256 === hash) ??
    issued.find(({ bytes, sha256: front }) => bytes !== undefined && bytes < pdf.length && frontHash(bytes) === front)
  )
}

/** Compares a file's bytes, signatures and manifest with the ledger. */
export function checkLedger(
  pdf: Uint8Array,
  entry: IssuedReport | undefined,
  manifestHash: string,
  signatures: readonly CheckedSignature[],
  known: Known,
): Finding[] {
  const findings: Finding[] = []
  if (entry === undefined) findings.push({ kind: 'not_issued' })
  if (entry?.manifest !== undefined && entry.manifest !== manifestHash) {
    findings.push({ kind: 'manifest', expected: entry.manifest, got: manifestHash })
  }
  const covered = Math.max(entry?.bytes ?? 0, ...signatures.map(({ covers }) => covers))
  if ((entry?.bytes !== undefined || signatures.length > 0) && covered < pdf.length) {
    findings.push({ kind: 'appended', bytes: pdf.length - covered })
  }
  return [...findings, ...signatures.flatMap((signature) => signatureFindings(pdf, signature, known))]
}

/** A signature counts where it was entered, with these very bytes, or where a trusted certificate vouches for its own. */
function signatureFindings(pdf: Uint8Array, signature: CheckedSignature, known: Known): Finding[] {
  const { field: role, certificate, der, problem, covers } = signature
  if (problem !== null || certificate === undefined || der === undefined) {
    return [{ kind: 'signature', role, problem: problem ?? 'structure' }]
  }
  if (isVouchedFor(der, known.trusted)) return []
  const entered = known.sealed.filter((seal) => seal.certificate === certificate.fingerprint && seal.role === role)
  if (entered.length === 0)
    return [{ kind: 'signer', role, name: certificate.name, certificate: certificate.fingerprint }]
  const hash = sha256(pdf.subarray(0, covers))
  return entered.some((seal) => seal.sha256 === hash) ? [] : [{ kind: 'signature', role, problem: 'not_entered' }]
}
