import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mailReport, type ReportMail } from '../../../pipelines/deliver/mail-report.ts'
import { MAIL_TIMEOUTS, type MailSettings } from '../../../pipelines/deliver/mail-server.ts'
import { answer, type LoopbackSmtp, loopbackSmtp } from './loopback-smtp.ts'
import { selfSigned } from './self-signed.ts'

const pdf = Buffer.concat([Buffer.from('%PDF-1.7\r\n.\r\n..\n\r\r\n'), randomBytes(300_000), Buffer.from('\r\n.\r\n')])
const trusted = selfSigned()
const untrusted = selfSigned()

const mail: ReportMail = {
  id: 'weekly.zh-CN.2026-W46',
  locale: 'zh-CN',
  recipients: ['lin.wei@example.com', 'chen.yu@example.com'],
  organisation: '示例零售集团客户体验与质量管理部',
  title: '投诉与满意度质量周报',
  period: '2026年11月9日至15日',
  asOf: '2026/11/16 08:00',
  headlines: ['收到投诉：118 件', '按时办结率：84.2%（n = 95）'],
  attachments: [{ name: '质量周报-2026-W46.pdf', bytes: pdf }],
}

function settings({ port }: { port: number }, more: Partial<MailSettings> = {}): MailSettings {
  return { host: '127.0.0.1', port, secure: false, require_tls: true, from: 'reports@example.com', ...more }
}

const clear: Partial<MailSettings> = { require_tls: false }

async function refusal(sending: Promise<unknown>): Promise<unknown> {
  return sending.then(
    () => expect.unreachable('was sent'),
    (error: unknown) => error,
  )
}

function parsed(server: LoopbackSmtp): Promise<Email> {
  return PostalMime.parse(server.mails.at(-1)?.raw ?? '')
}

beforeAll(() => setDefaultCACertificates([trusted.cert]))
afterAll(() => setDefaultCACertificates(getCACertificates('bundled')))

describe('a mail that arrives', () => {
  test('over STARTTLS, every byte and header as given', async () => {
    await using server = await loopbackSmtp(trusted)
    const receipt = await mailReport(settings(server), mail, {})
    expect(receipt).toEqual({
      accepted: mail.recipients,
      rejected: [],
      response: '250 queued',
      messageId: expect.stringMatching(/^<weekly-zh-CN-2026-W46\.[0-9a-f]{16}@example\.com>$/),
    })
    const [arrived] = server.mails
    expect(arrived).toMatchObject({ from: 'reports@example.com', to: mail.recipients, isEncrypted: true })
    const email = await parsed(server)
    expect(email.subject).toBe('【示例零售集团客户体验与质量管理部】投诉与满意度质量周报（2026年11月9日至15日）')
    expect(email.from).toEqual({ name: mail.organisation, address: 'reports@example.com' })
    expect(email.to?.map(({ address }) => address)).toEqual(mail.recipients)
    expect(email.messageId).toBe(receipt.messageId)
    expect(email.text).toContain('- 按时办结率：84.2%（n = 95）')
    expect(email.html).toBeUndefined()
    const headers = new Map(email.headers.map(({ key, value }) => [key, value]))
    expect(headers.get('auto-submitted')).toBe('auto-generated')
    expect(email.attachments).toHaveLength(1)
    const [attachment] = email.attachments
    expect(attachment).toMatchObject({ filename: '质量周报-2026-W46.pdf', mimeType: 'application/pdf' })
    expect(Buffer.from(attachment?.content as ArrayBuffer).equals(pdf)).toBe(true)
    expect(arrived?.raw.subarray(0, 2000).toString('latin1')).not.toMatch(/[^\r\n\x20-\x7e]/)
  })

  test('over TLS from the start, with a password from the environment', async () => {
    const seen: unknown[] = []
    await using server = await loopbackSmtp({
      ...trusted,
      secure: true,
      authOptional: false,
      onAuth: ({ username, password }, _session, done) => {
        seen.push(username, password)
        done(null, { user: username })
      },
    })
    const more = { secure: true, user: 'reports', password_env: 'MAIL_PASSWORD' }
    await mailReport(settings(server, more), mail, { MAIL_PASSWORD: '密码 p:w' })
    expect(seen).toEqual(['reports', '密码 p:w'])
    expect(server.mails).toHaveLength(1)
  })

  test('in clear text on loopback where the settings exempt it, even if the server offers a TLS that nobody trusts', async () => {
    await using server = await loopbackSmtp(untrusted)
    await mailReport(settings(server, clear), mail, {})
    expect(server.mails).toMatchObject([{ isEncrypted: false }])
  })

  test('bytes of a view into a larger buffer, and twice the same recipient once', async () => {
    await using server = await loopbackSmtp()
    const bytes = new Uint8Array(pdf.buffer, pdf.byteOffset + 5, 100)
    const recipients = ['lin@例子.cn', 'lin@xn--fsqu00a.cn']
    const attachments = [{ name: 'a.pdf', bytes }]
    const receipt = await mailReport(settings(server, clear), { ...mail, recipients, attachments }, {})
    expect(receipt.accepted).toEqual(['lin@xn--fsqu00a.cn'])
    expect(server.mails[0]?.to).toEqual(['lin@例子.cn'])
    const email = await parsed(server)
    expect(Buffer.from(email.attachments[0]?.content as ArrayBuffer).equals(pdf.subarray(5, 105))).toBe(true)
  })

  test('the Message-ID is the same for a resend, another for another report or other recipients', async () => {
    await using server = await loopbackSmtp()
    const ids: string[] = []
    for (const more of [
      {},
      { recipients: mail.recipients.toReversed() },
      { id: 'weekly.zh-CN.2026-W47' },
      { recipients: ['lin.wei@example.com'] },
    ]) {
      const sent = await mailReport(settings(server, clear), { ...mail, ...more }, {})
      ids.push(sent.messageId)
    }
    expect(ids[1]).toBe(ids[0])
    expect(new Set(ids).size).toBe(3)
  })
})

describe('attacks', () => {
  test.each([
    ['b@example.cn\r\nRCPT TO:<evil@example.com>'],
    ['b@example.cn, evil@example.com'],
    ['Lin <b@example.cn>'],
  ])('recipient %j is refused before a connection is made, with all others', async (recipient) => {
    await using server = await loopbackSmtp()
    const sending = mailReport(settings(server, clear), { ...mail, recipients: ['lin@example.com', recipient] }, {})
    expect(await refusal(sending)).toMatchObject({ code: 'HY-S-003' })
    expect(server.sockets).toEqual([])
  })

  test('no recipient at all', async () => {
    await using server = await loopbackSmtp()
    const sending = mailReport(settings(server, clear), { ...mail, recipients: [] }, {})
    expect(await refusal(sending)).toMatchObject({ code: 'HY-S-003', details: { recipient: '(none)' } })
  })

  test('a sender with a name or a line break', async () => {
    for (const from of ['Q <q@example.com>', 'q@example.com\r\nBcc: evil@example.com']) {
      const sending = mailReport(settings({ port: 9 }, { from }), mail, {})
      expect(await refusal(sending)).toMatchObject({ code: 'HY-C-003', details: { key: 'mail.from' } })
    }
  })

  test('line breaks in texts and names make no header', async () => {
    await using server = await loopbackSmtp()
    const evil = 'x\r\nBcc: evil@example.com\r\n\r\nbody'
    const attachments = [{ name: `${evil}.pdf`, bytes: pdf.subarray(0, 10) }]
    const hostile = { ...mail, id: evil, organisation: evil, title: evil, period: evil, attachments }
    await mailReport(settings(server, clear), hostile, {})
    expect(server.mails[0]?.to).toEqual(mail.recipients)
    const email = await parsed(server)
    expect(email.bcc).toBeUndefined()
    expect(email.headers.map(({ key }) => key)).not.toContain('bcc')
    expect(email.attachments).toHaveLength(1)
  })

  test('an attachment cannot name a file, whatever it carries', async () => {
    await using server = await loopbackSmtp()
    const stray = { name: '/etc/passwd', bytes: Buffer.from('ours'), path: '/etc/passwd', href: 'http://127.0.0.1:9/' }
    await mailReport(settings(server, clear), { ...mail, attachments: [stray] }, {})
    const { attachments } = await parsed(server)
    expect(attachments.map(({ content }) => Buffer.from(content as ArrayBuffer).toString())).toEqual(['ours'])
  })
})

describe('a server that cannot be trusted or reached', () => {
  test('offers no STARTTLS: nothing is sent, nor the password', async () => {
    const seen: string[] = []
    await using server = await loopbackSmtp({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username }, _session, done) => {
        seen.push(String(username))
        done(null, { user: username })
      },
    })
    const more = { user: 'reports', password_env: 'MAIL_PASSWORD' }
    const error = await refusal(mailReport(settings(server, more), mail, { MAIL_PASSWORD: 'secret' }))
    expect(error).toMatchObject({
      code: 'HY-S-002',
      details: { server: `127.0.0.1:${server.port}`, reason: expect.stringContaining('STARTTLS') },
      cause: { code: 'ETLS' },
    })
    expect([seen, server.mails]).toEqual([[], []])
  })

  test.each([true, false])('certificate that nobody signed (TLS from the start: %s)', async (secure) => {
    await using server = await loopbackSmtp({ ...untrusted, secure })
    const error = await refusal(mailReport(settings(server, { secure }), mail, {}))
    expect(error).toMatchObject({ code: 'HY-S-002', details: { reason: expect.stringMatching(/certificate/i) } })
    expect(server.mails).toEqual([])
  })

  test('nobody listens', async () => {
    const { port } = await loopbackSmtp().then(async (server) => {
      await server[Symbol.asyncDispose]()
      return server
    })
    const error = await refusal(mailReport(settings({ port }), mail, {}))
    expect(error).toMatchObject({ code: 'HY-S-002', details: { reason: expect.stringContaining('ECONNREFUSED') } })
  })

  test('says nothing', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const sending = mailReport(settings({ port }), mail, {}, { ...MAIL_TIMEOUTS, greeting: 150 })
    expect(await refusal(sending)).toMatchObject({ code: 'HY-S-002', cause: { code: 'ETIMEDOUT' } })
    silent.close()
  })

  test('hangs in the middle: the whole has its limit', async () => {
    await using server = await loopbackSmtp({ onRcptTo: () => undefined })
    const sending = mailReport(settings(server, clear), mail, {}, { ...MAIL_TIMEOUTS, total: 200 })
    expect(await refusal(sending)).toMatchObject({ code: 'HY-S-002' })
  })
})

describe('answers of the server', () => {
  test('wrong password, which shows nowhere', async () => {
    await using server = await loopbackSmtp({ ...trusted, onAuth: (_auth, _session, done) => done(answer(535, 'no')) })
    const more = { user: 'reports', password_env: 'MAIL_PASSWORD' }
    const error = await refusal(mailReport(settings(server, more), mail, { MAIL_PASSWORD: 'Geheim-4711' }))
    expect(error).toMatchObject({ code: 'HY-S-002', details: { reason: expect.stringContaining('535') } })
    expect(`${JSON.stringify(error)} ${String((error as Error).cause)}`).not.toMatch(
      /Geheim|R2VoZWlt|AHJlcG9ydHMAR2VoZWlt/,
    )
  })

  test.each([{ user: 'reports', password_env: 'MAIL_PASSWORD' }, { user: 'reports' }])(
    'user without password: %j',
    async (more) => {
      const error = await refusal(mailReport(settings({ port: 9 }, more), mail, {}))
      expect(error).toMatchObject({ code: 'HY-C-003', details: { key: 'mail.password_env' } })
    },
  )

  test('one recipient of two refused: sent to the other, and said', async () => {
    await using server = await loopbackSmtp({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith('chen') ? answer(550, 'has left') : null),
    })
    const receipt = await mailReport(settings(server, clear), mail, {})
    expect(receipt).toMatchObject({ accepted: ['lin.wei@example.com'], rejected: ['chen.yu@example.com'] })
    expect(server.mails[0]?.to).toEqual(['lin.wei@example.com'])
  })

  test('all recipients refused', async () => {
    await using server = await loopbackSmtp({ onRcptTo: (_address, _session, done) => done(answer(550, 'has left')) })
    const error = await refusal(mailReport(settings(server, clear), mail, {}))
    expect(error).toMatchObject({ code: 'HY-S-002', details: { reason: expect.stringContaining('550 has left') } })
  })

  test.each([
    [451, 'try later'],
    [552, 'larger than we take'],
    [554, 'spam'],
  ])('%i after DATA', async (code, text) => {
    await using server = await loopbackSmtp({
      onData(stream, _session, done) {
        stream.resume()
        stream.on('end', () => done(answer(code, text)))
      },
    })
    const error = await refusal(mailReport(settings(server, clear), mail, {}))
    expect(error).toMatchObject({ code: 'HY-S-002', details: { reason: expect.stringContaining(`${code} ${text}`) } })
  })

  test('connection lost after DATA, before the answer: an error, and the resend carries the same id', async () => {
    const raws: Buffer[] = []
    await using server = await loopbackSmtp({
      onData(stream) {
        const pieces: Buffer[] = []
        stream.on('data', (piece: Buffer) => pieces.push(piece))
        stream.on('end', () => {
          raws.push(Buffer.concat(pieces))
          for (const socket of server.sockets) socket.destroy()
        })
      },
    })
    for (const _attempt of [1, 2]) {
      const error = await refusal(mailReport(settings(server, clear), mail, {}))
      expect(error).toMatchObject({ code: 'HY-S-002', cause: { code: 'ECONNECTION' } })
    }
    const ids = await Promise.all(raws.map(async (raw) => (await PostalMime.parse(raw)).messageId))
    expect(ids).toHaveLength(2)
    expect(ids[0]).toBe(ids[1])
  })
})
