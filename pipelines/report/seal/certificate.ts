import { X509Certificate } from 'node:crypto'

/** Who a certificate says that its holder is, and how it is told from others. */
export interface Certificate {
  readonly name: string
  readonly organisation: string | undefined
  readonly issuer: string
  readonly validFrom: Date
  readonly validTo: Date
  /** SHA-256 of the certificate, 64 lowercase hexadecimal digits. */
  readonly fingerprint: string
}

/** Reads an X.509 certificate in DER. Throws Error where it is none. */
export function readCertificate(der: Uint8Array): Certificate {
  const certificate = new X509Certificate(der)
  const [subject, issuer] = [partsOf(certificate.subject), partsOf(certificate.issuer)]
  return {
    name: subject.get('CN') ?? subject.get('O') ?? certificate.subject.replaceAll('\n', ', '),
    organisation: subject.get('O'),
    issuer: issuer.get('CN') ?? issuer.get('O') ?? certificate.issuer.replaceAll('\n', ', '),
    validFrom: certificate.validFromDate,
    validTo: certificate.validToDate,
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
  }
}

/** Whether one of some certificates (PEM) has issued a certificate (DER), or is it. */
export function isVouchedFor(der: Uint8Array, anchors: readonly string[]): boolean {
  const certificate = new X509Certificate(der)
  return anchors.some((pem) => {
    const anchor = new X509Certificate(pem)
    return anchor.fingerprint256 === certificate.fingerprint256 || issued(anchor, certificate)
  })
}

function issued(anchor: X509Certificate, certificate: X509Certificate): boolean {
  return anchor.ca && certificate.checkIssued(anchor) && certificate.verify(anchor.publicKey)
}

function partsOf(name: string): Map<string, string> {
  return new Map(
    name
      .split(/\n| \+ (?=\w+=)/)
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const),
  )
}
