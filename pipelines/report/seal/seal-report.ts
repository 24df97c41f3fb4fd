import { HuiyinError } from '../../core/errors.ts'
import { LOCALES, type Locale } from '../../core/locale.ts'
import { findMessage } from '../../core/messages.ts'
import { readAttachments } from '../archive/attach-files.ts'
import type { OpenedBrowser } from '../browser.ts'
import { MANIFEST, type Manifest, parseManifest } from '../manifest.ts'
import type { Role } from './roles.ts'
import { type Sealed, type SealKey, sealPdf } from './seal-pdf.ts'

export interface ReportToSeal {
  readonly file: string
  readonly pdf: Uint8Array
  readonly role: Role
  readonly key: SealKey
  readonly now: Date
  readonly browser?: OpenedBrowser | undefined
}

/**
 * Seals a report of ours in its own language. Throws HY-V-001 where the file is none, HY-E-003 where it says itself that
 * something is missing, and what `sealPdf` throws.
 */
export async function sealReport(request: ReportToSeal): Promise<Sealed & { manifest: Manifest }> {
  const { file, pdf } = request
  const files = await readAttachments(pdf).catch((cause: Error) => {
    throw new HuiyinError('HY-V-001', { file, reason: cause.message }, { cause })
  })
  const manifest = parseManifest(new TextDecoder().decode(files.get(MANIFEST)))
  if (manifest === undefined) throw new HuiyinError('HY-V-001', { file, reason: MANIFEST })
  const locale: Locale = LOCALES.find((known) => known === manifest.locale) ?? 'en'
  if (manifest.incomplete.length > 0) {
    const missing = manifest.incomplete.map((part) => findMessage(locale, 'report', `written.parts.${part}`) ?? part)
    throw new HuiyinError('HY-E-003', { file, missing: missing.join('; ') })
  }
  return { ...(await sealPdf({ ...request, locale })), manifest }
}
