import { basename } from 'node:path'
import { sha256 } from '../../core/hash.ts'
import { writeFileAtomically } from '../../core/write-file.ts'
import { enterSealed } from '../../warehouse/issued-reports.ts'
import { type ReportToSeal, sealReport } from './seal-report.ts'

export interface IssuedToSeal extends Omit<ReportToSeal, 'file'> {
  readonly published: string
  /** The file, which is replaced. */
  readonly path: string
}

/** Seals a report's file in place and enters who did it in the ledger. Throws what `sealReport` throws, and HY-C-007. */
export async function sealIssued({ published, path, ...request }: IssuedToSeal) {
  const { pdf, signature, manifest } = await sealReport({ ...request, file: path })
  const hash = sha256(pdf)
  await writeFileAtomically(path, pdf)
  const { certificate } = signature
  await enterSealed(published, {
    report: manifest.definition.report,
    locale: manifest.locale,
    run_id: manifest.run.run_id,
    file: basename(path),
    sha256: hash,
    of: sha256(request.pdf),
    role: request.role,
    name: certificate?.name ?? '',
    certificate: certificate?.fingerprint ?? '',
    sealed_at: request.now.toISOString(),
  })
  return { path, sha256: hash, bytes: pdf.length, certificate }
}
