import { constants, createHash, verify, X509Certificate } from 'node:crypto'
import { fromBER, OctetString } from 'asn1js'
import {
  type Attribute,
  Certificate as CmsCertificate,
  ContentInfo,
  IssuerAndSerialNumber,
  type SignedAndUnsignedAttributes,
  SignedData,
  type SignerInfo,
  TSTInfo,
} from 'pkijs'
import { type Certificate, readCertificate } from './certificate.ts'

/** What a time-stamp server said of a signature. */
export interface TimeStamp {
  readonly at: Date
  readonly authority: Certificate
}

/**
 * `changed`: the data are others than those that were signed; `forged`: the signature is not the certificate's;
 * `time_stamp`: the time stamp does not belong to it; `structure`: not made as PAdES says.
 */
export type SignatureProblem = 'structure' | 'changed' | 'forged' | 'time_stamp'

export interface ReadSignedData {
  readonly certificate: Certificate
  readonly der: Uint8Array
  readonly timeStamp: TimeStamp | undefined
  readonly problem: SignatureProblem | null
}

const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47'
const RSA_PSS = '1.2.840.113549.1.1.10'
const TIME_STAMP_TOKEN = '1.2.840.113549.1.9.16.2.14'
const DIGESTS: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

/** Reads a detached CMS signature and checks it against the data; undefined where it is none. */
export function readSignedData(cms: Uint8Array, data: Uint8Array): ReadSignedData | undefined {
  try {
    const { result, offset } = fromBER(arrayBufferOf(cms))
    if (cms.subarray(offset).some((byte) => byte !== 0)) return undefined
    const { signer, der } = signerOf(signedDataOf(result))
    const stamp = readTimeStamp(signer)
    const read = { certificate: readCertificate(der), der, timeStamp: stamp === 'wrong' ? undefined : stamp }
    const digest = digestOf(data, signer.digestAlgorithm.algorithmId)
    if (digest === undefined || !namesCertificate(signer.signedAttrs, der)) return { ...read, problem: 'structure' }
    if (!digest.equals(octets(signer.signedAttrs, MESSAGE_DIGEST))) return { ...read, problem: 'changed' }
    if (!holds(signer, der)) return { ...read, problem: 'forged' }
    return { ...read, problem: stamp === 'wrong' ? 'time_stamp' : null }
  } catch {
    return undefined
  }
}

/** The time stamp has to be on this signature's value, and itself signed by who it says. */
function readTimeStamp({ unsignedAttrs, ...signed }: SignerInfo): TimeStamp | undefined | 'wrong' {
  const token = find(unsignedAttrs, TIME_STAMP_TOKEN)?.values[0]
  if (token === undefined) return undefined
  const stamp = signedDataOf(token)
  const content = stamp.encapContentInfo.eContent?.getValue()
  if (content === undefined) return 'wrong'
  const { signer, der } = signerOf(stamp)
  const info = new TSTInfo({ schema: fromBER(content).result })
  const { hashAlgorithm, hashedMessage } = info.messageImprint
  const stamped = digestOf(new Uint8Array(signed.signature.valueBlock.valueHexView), hashAlgorithm.algorithmId)
  const told = digestOf(new Uint8Array(content), signer.digestAlgorithm.algorithmId)
  const isWhole =
    stamped?.equals(hashedMessage.valueBlock.valueHexView) && told?.equals(octets(signer.signedAttrs, MESSAGE_DIGEST))
  return isWhole === true && holds(signer, der) ? { at: info.genTime, authority: readCertificate(der) } : 'wrong'
}

/** Whether the signature over the signed attributes is that of the certificate's key. */
function holds(signer: SignerInfo, certificate: Uint8Array): boolean {
  const hash = DIGESTS[signer.digestAlgorithm.algorithmId]
  const attributes = signer.signedAttrs?.encodedValue
  if (hash === undefined || attributes === undefined) return false
  const key = new X509Certificate(certificate).publicKey
  const isPss = signer.signatureAlgorithm.algorithmId === RSA_PSS
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
  return verify(hash, new Uint8Array(attributes), { key, ...(isPss ? pss : {}) }, signatureOf(signer))
}

function signatureOf(signer: SignerInfo): Uint8Array {
  return new Uint8Array(signer.signature.valueBlock.valueHexView)
}

function signedDataOf(schema: unknown): SignedData {
  return new SignedData({ schema: new ContentInfo({ schema }).content })
}

/** The only signer, and the certificate that its issuer and serial number name, among those that came along. */
function signerOf(signed: SignedData): { signer: SignerInfo; der: Uint8Array } {
  const [signer] = signed.signerInfos
  const id: unknown = signer?.sid
  if (signer === undefined || signed.signerInfos.length !== 1 || !(id instanceof IssuerAndSerialNumber)) {
    throw new Error('not exactly one signer')
  }
  const certificate = (signed.certificates ?? []).find(
    (item): item is CmsCertificate =>
      item instanceof CmsCertificate && item.serialNumber.isEqual(id.serialNumber) && item.issuer.isEqual(id.issuer),
  )
  if (certificate === undefined) throw new Error('the certificate is missing')
  return { signer, der: new Uint8Array(certificate.toSchema().toBER(false)) }
}

/** PAdES: the hash of the certificate is itself signed, so that no other one can be put in its place. */
function namesCertificate(attributes: SignedAndUnsignedAttributes | undefined, der: Uint8Array): boolean {
  const value = find(attributes, SIGNING_CERTIFICATE_V2)?.values[0]
  if (value === undefined) return false
  const stated = Buffer.from(value.toBER(false))
  return Object.values(DIGESTS).some((name) => stated.includes(createHash(name).update(der).digest()))
}

function digestOf(data: Uint8Array, algorithm: string): Buffer | undefined {
  const name = DIGESTS[algorithm]
  return name === undefined ? undefined : createHash(name).update(data).digest()
}

function octets(attributes: SignedAndUnsignedAttributes | undefined, type: string): Uint8Array {
  const value: unknown = find(attributes, type)?.values[0]
  return value instanceof OctetString ? value.valueBlock.valueHexView : new Uint8Array()
}

function find(attributes: SignedAndUnsignedAttributes | undefined, type: string): Attribute | undefined {
  return attributes?.attributes.find((attribute) => attribute.type === type)
}

function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}
