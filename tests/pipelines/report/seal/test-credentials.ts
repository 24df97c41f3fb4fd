import { fromBER, Integer, OctetString, PrintableString, Utf8String } from 'asn1js'
import {
  AttributeTypeAndValue,
  AuthenticatedSafe,
  BasicConstraints,
  CertBag,
  Certificate,
  Extension,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  SafeBag,
  SafeContents,
} from 'pkijs'

/** A self-signed certificate with its key, and both as PKCS#12. */
export interface Credentials {
  readonly certificate: Certificate
  readonly key: CryptoKey
  readonly p12: Uint8Array
  readonly pem: string
}

const SIGNATURES = {
  ec: { name: 'ECDSA', namedCurve: 'P-256' },
  rsa: { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
} as const
const BAGS = { key: '1.2.840.113549.1.12.10.1.2', certificate: '1.2.840.113549.1.12.10.1.3' }
const SERVER_AUTHORITY = { commonName: '2.5.4.3', organisation: '2.5.4.10', country: '2.5.4.6' }

export async function makeCredentials(options: {
  name: string
  password: string
  kind?: keyof typeof SIGNATURES
  validTo?: Date
}): Promise<Credentials> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(SIGNATURES[options.kind ?? 'ec'], true, [
    'sign',
    'verify',
  ])
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new Integer({ value: Math.floor(Math.random() * 1_000_000_000) + 1 })
  for (const name of [certificate.issuer, certificate.subject]) {
    name.typesAndValues.push(
      new AttributeTypeAndValue({ type: SERVER_AUTHORITY.country, value: new PrintableString({ value: 'CN' }) }),
      new AttributeTypeAndValue({ type: SERVER_AUTHORITY.organisation, value: new Utf8String({ value: '云岭优选' }) }),
      new AttributeTypeAndValue({ type: SERVER_AUTHORITY.commonName, value: new Utf8String({ value: options.name }) }),
    )
  }
  certificate.notBefore.value = new Date('2020-01-01T00:00:00Z')
  certificate.notAfter.value = options.validTo ?? new Date('2049-01-01T00:00:00Z')
  const constraints = new BasicConstraints({ cA: true }).toSchema().toBER(false)
  certificate.extensions = [new Extension({ extnID: '2.5.29.19', critical: true, extnValue: constraints })]
  await certificate.subjectPublicKeyInfo.importKey(publicKey)
  await certificate.sign(privateKey, 'SHA-256')
  const der = Buffer.from(certificate.toSchema(true).toBER(false))
  const pem = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`
  return { certificate, key: privateKey, p12: await pkcs12(certificate, privateKey, options.password), pem }
}

async function pkcs12(certificate: Certificate, key: CryptoKey, text: string): Promise<Uint8Array> {
  const password = new TextEncoder().encode(text).buffer
  const encryption = { contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256 }, hmacHashAlgorithm: 'SHA-256' }
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', key)
  const shrouded = new PKCS8ShroudedKeyBag({ parsedValue: new PrivateKeyInfo({ schema: fromBER(pkcs8).result }) })
  await shrouded.makeInternalValues({ password, iterationCount: 1000, ...encryption } as never)
  const pfx = new PFX({
    parsedValue: {
      integrityMode: 0,
      authenticatedSafe: new AuthenticatedSafe({
        parsedValue: {
          safeContents: [
            {
              privacyMode: 0,
              value: new SafeContents({ safeBags: [new SafeBag({ bagId: BAGS.key, bagValue: shrouded })] }),
            },
            {
              privacyMode: 0,
              value: new SafeContents({
                safeBags: [
                  new SafeBag({ bagId: BAGS.certificate, bagValue: new CertBag({ parsedValue: certificate }) }),
                ],
              }),
            },
          ],
        },
      }),
    },
  })
  await pfx.parsedValue?.authenticatedSafe?.makeInternalValues({ safeContents: [{}, {}] })
  await pfx.makeInternalValues({
    password,
    iterations: 1000,
    pbkdf2HashAlgorithm: { name: 'SHA-256' },
    hmacHashAlgorithm: 'SHA-256',
  } as never)
  return new Uint8Array(pfx.toSchema().toBER(false))
}

export function octetString(bytes: Uint8Array): OctetString {
  return new OctetString({ valueHex: Uint8Array.from(bytes).buffer })
}
