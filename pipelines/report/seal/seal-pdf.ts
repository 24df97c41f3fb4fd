// unsigned or sealed PDF ── mark of the draft taken away, block drawn, certified, PAdES signature ──▶ checked ──▶ appended

import {
  HttpTimestampAuthority,
  P12Signer,
  PDF,
  PdfArray,
  PdfDict,
  PdfName,
  PdfNumber,
  type PdfObject,
  PdfRef,
} from '@libpdf/core'
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
 * that a reader sees. The first signature takes the mark of the draft away and certifies the report: readers then tell
 * of every later change but further signatures. Throws HY-E-001 (certificate), HY-E-002
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
  const isFirst = (await checkSignatures(pdf)).length === 0
  const keepInPlace = keptPlace(field, appearance.ref)
  beforeSave(document, () => {
    keepInPlace()
    if (isFirst) certify(document, field)
  })
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

/** The library has no way to amend what it signs but at the moment at which it writes. */
function beforeSave(document: PDF, amend: () => void): void {
  const save = document.save.bind(document)
  document.save = (options) => {
    amend()
    document.save = save
    return save(options)
  }
}

/** The library signs fields that nobody sees, of no size and on the first page: size, page and block are put back. */
function keptPlace(field: PdfDict, appearance: PdfRef): () => void {
  const kept: [string, PdfObject | undefined][] = ['Rect', 'P'].map((key) => [key, field.get(key)])
  return () => {
    for (const [key, value] of kept) if (value !== undefined) field.set(key, value)
    field.set('AP', PdfDict.of({ N: appearance }))
  }
}

/** Numbers of ISO 32000-2, table 257: 2 lets forms be filled in and signatures be added, and nothing else be changed. */
const SIGNING_ONLY = 2

/** Makes the signature of a field the one that certifies the document (ISO 32000-2, 12.8.2.2). */
function certify(document: PDF, field: PdfDict): void {
  const reference = field.get('V')
  const signature = reference instanceof PdfRef ? document.getObject(reference) : undefined
  if (!(reference instanceof PdfRef && signature instanceof PdfDict)) throw new Error('the field has no signature')
  const parameters = PdfDict.of({
    Type: PdfName.of('TransformParams'),
    P: PdfNumber.of(SIGNING_ONLY),
    V: PdfName.of('1.2'),
  })
  const transform = { Type: PdfName.of('SigRef'), TransformMethod: PdfName.of('DocMDP'), TransformParams: parameters }
  signature.set('Reference', new PdfArray([PdfDict.of(transform)]))
  document.getCatalog().set('Perms', PdfDict.of({ DocMDP: reference }))
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
