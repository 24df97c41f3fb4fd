import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { arrayBuffer } from 'node:stream/consumers'
import { fromBER, GeneralizedTime, Integer, ObjectIdentifier } from 'asn1js'
import {
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  PKIStatusInfo,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs'
import { type Credentials, octetString } from './test-credentials.ts'

const TST_INFO = '1.2.840.113549.1.9.16.1.4'
const SIGNED_DATA = '1.2.840.113549.1.7.2'

/** A small RFC 3161 server on loopback. `lie` makes it stamp something else than what it is asked to. */
export async function startTimeStampServer(authority: Credentials, at: Date, lie = false) {
  const server = createServer(async (request, response) => {
    const asked = new TimeStampReq({ schema: fromBER(await arrayBuffer(request)).result })
    response.setHeader('content-type', 'application/timestamp-reply')
    response.end(Buffer.from(await answer(authority, asked, at, lie)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() }
}

async function answer(authority: Credentials, asked: TimeStampReq, at: Date, lie: boolean): Promise<ArrayBuffer> {
  const info = new TSTInfo({
    version: 1,
    policy: '1.2.3.4',
    messageImprint: asked.messageImprint,
    serialNumber: new Integer({ value: 7 }),
    genTime: at,
    ...(asked.nonce === undefined ? {} : { nonce: asked.nonce }),
  })
  if (lie) info.messageImprint.hashedMessage = octetString(randomBytes(32))
  const content = info.toSchema().toBER(false)
  const digest = createHash('sha256').update(Buffer.from(content)).digest()
  const signed = new SignedData({
    version: 3,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: TST_INFO,
      eContent: octetString(Buffer.from(content)),
    }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({
          issuer: authority.certificate.issuer,
          serialNumber: authority.certificate.serialNumber,
        }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            new Attribute({ type: '1.2.840.113549.1.9.3', values: [new ObjectIdentifier({ value: TST_INFO })] }),
            new Attribute({ type: '1.2.840.113549.1.9.5', values: [new GeneralizedTime({ valueDate: at })] }),
            new Attribute({ type: '1.2.840.113549.1.9.4', values: [octetString(digest)] }),
          ],
        }),
      }),
    ],
    certificates: [authority.certificate],
  })
  await signed.sign(authority.key, 0, 'SHA-256', content)
  const token = new ContentInfo({ contentType: SIGNED_DATA, content: signed.toSchema(true) })
  return new TimeStampResp({ status: new PKIStatusInfo({ status: 0 }), timeStampToken: token }).toSchema().toBER(false)
}
