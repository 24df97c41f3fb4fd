import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface LoopbackSmtp extends AsyncDisposable {
  readonly port: number
  /** What arrived: envelope and bytes of each mail that was taken. */
  readonly mails: {
    readonly from: string
    readonly to: string[]
    readonly isEncrypted: boolean
    readonly raw: Buffer
  }[]
  /** Every connection that was ever opened. */
  readonly sockets: Socket[]
}

/** A real SMTP server on 127.0.0.1 that takes everything, as far as `options` do not say otherwise. */
export async function loopbackSmtp(options: SMTPServerOptions = {}): Promise<LoopbackSmtp> {
  const mails: LoopbackSmtp['mails'] = []
  const sockets: Socket[] = []
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    closeTimeout: 10,
    onData(stream, session, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        const to = rcptTo.map(({ address }) => address)
        mails.push({ from, to, isEncrypted: session.secure, raw: Buffer.concat(pieces) })
        done(null, 'queued')
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  server.server.on('connection', (socket: Socket) => sockets.push(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    mails,
    sockets,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(resolve)),
  }
}

/** The error that makes smtp-server answer with a code. */
export function answer(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}
