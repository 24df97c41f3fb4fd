// unsigned or sealed PDF ── mark of the draft taken away, block drawn, PAdES signature ──▶ checked ──▶ appended

import { HttpTimestampAuthority, P12Signer, PDF, PdfDict, type PdfObject, type PdfRef } from '@libpdf/core'
import { HuiyinError, reasonOf } from '../../core/errors.ts'
import type { Locale } from '../../core/locale.ts'
import { message } from '../../core/messages.ts'
import type { OpenedBrowser } from '../browser.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import { type CheckedSignature, checkSignatures } from './check-signatures.ts'
import { unmarkPages } from './draft-mark.ts'
import { fieldToSign } from './field-to-sign.ts'
import type { Role } from './roles.ts'
import { signatureBlock } from './signature-block.ts'
import { sizeOf } from './signature-fields.ts'

/** A certificate with its key, as PKCS#12, and where its signatures are time-stamped. */
export interface SealKey {
  readonly p12: Uint8Array
  /** Path of the file, for messages. */
  readonly path: string
  readonly password: string
  /** Address of an RFC 3161 server: signatures are PAdES B-T with it, and B-B without. */
  readonly timeStampUrl?: string | undefined
}

export interface SealRequest {
  readonly file: string
  readonly pdf: Uint8Array
  readonly role: Role
  readonly key: SealKey
  /** Language of the report. */
  readonly locale: Locale
  readonly now: Date
  /** One that is open already, and stays open. */
  readonly browser?: OpenedBrowser | undefined
}

export interface Sealed {
  readonly pdf: Uint8Array
  readonly signature: CheckedSignature
}

/** More than two certificates of 4096 bits and a time stamp take. */
const RESERVED_BYTES = 24_576

/**
 * Signs a report in the place of a role, as an incremental update behind the bytes given: PAdES, SHA-256, with a block
 * that a reader sees. The first signature takes the mark of the draft away. Throws HY-E-001 (certificate), HY-E-002
 * (place taken, missing or not yet due), HY-E-004 (time stamp), HY-R-001/002/003 (block).
 */
export async function sealPdf(request: SealRequest): Promise<Sealed> {
  const { pdf, role, key, locale, now } = request
  const signer = await openKey(key)
  const certificate = readCertificate(signer.certificate)
  checkValidity(certificate, key, now)
  const document = await PDF.load(pdf)
  const field = fieldToSign(document, role, request.file)
  const { width, height } = sizeOf(field)
  const block = await signatureBlock({ certificate, role, now, locale, width, height, browser: request.browser })
  unmarkPages(document)
  const appearance = await document.embedPage(await PDF.load(block), 0)
  keepInPlace(document, field, appearance.ref)
  const { bytes } = await document
    .sign({
      signer,
      fieldName: role,
      reason: message(locale, 'seal', `roles.${role}`),
      signingTime: now,
      level: key.timeStampUrl === undefined ? 'B-B' : 'B-T',
      estimatedSize: RESERVED_BYTES,
      ...(key.timeStampUrl === undefined ? {} : { timestampAuthority: new HttpTimestampAuthority(key.timeStampUrl) }),
    })
    .catch((cause: unknown) => {
      throw sealingFailure(key, cause)
    })
  return { pdf: bytes, signature: await ownSignature(bytes, role, key) }
}

async function openKey(key: SealKey): Promise<P12Signer> {
  try {
    return await P12Signer.create(key.p12, key.password)
  } catch (cause) {
    throw new HuiyinError('HY-E-001', { file: key.path, reason: reasonOf(cause) }, { cause })
  }
}

function checkValidity({ validFrom, validTo }: Certificate, key: SealKey, now: Date): void {
  if (now >= validFrom && now <= validTo) return
  const reason = `${validFrom.toISOString()} – ${validTo.toISOString()}`
  throw new HuiyinError('HY-E-001', { file: key.path, reason })
}

/** The library signs fields that nobody sees, of no size and on the first page: size, page and block are put back. */
function keepInPlace(document: PDF, field: PdfDict, appearance: PdfRef): void {
  const kept: [string, PdfObject | undefined][] = ['Rect', 'P'].map((key) => [key, field.get(key)])
  const save = document.save.bind(document)
  document.save = (options) => {
    for (const [key, value] of kept) if (value !== undefined) field.set(key, value)
    field.set('AP', PdfDict.of({ N: appearance }))
    document.save = save
    return save(options)
  }
}

/** What was signed is read again before anybody gets it: a key that is not the certificate's shows here. */
async function ownSignature(bytes: Uint8Array, role: Role, key: SealKey): Promise<CheckedSignature> {
  const signatures = await checkSignatures(bytes)
  const own = signatures.find((signature) => signature.field === role)
  const wrong = signatures.find((signature) => signature.problem !== null)
  if (own !== undefined && wrong === undefined) return own
  throw new HuiyinError('HY-E-001', { file: key.path, reason: wrong?.problem ?? 'missing' })
}

function sealingFailure(key: SealKey, cause: unknown): unknown {
  if (key.timeStampUrl === undefined)
    return new HuiyinError('HY-E-001', { file: key.path, reason: reasonOf(cause) }, { cause })
  return new HuiyinError('HY-E-004', { url: key.timeStampUrl, reason: reasonOf(cause) }, { cause })
}
