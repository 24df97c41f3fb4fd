import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Effects } from '../core/effects.ts'
import { HuiyinError } from '../core/errors.ts'
import { canonicalJson, sha256 } from '../core/hash.ts'
import { bareAddress, recipientAddress } from './mail-address.ts'
import { MAIL_TIMEOUTS, type MailSettings, type MailTimeouts, mailServer } from './mail-server.ts'
import { mailText, oneLine, type ReportSummary } from './mail-text.ts'

export interface ReportMail extends ReportSummary {
  /** Names the issued report: the same id to the same recipients is the same mail sent again. */
  readonly id: string
  readonly recipients: readonly string[]
  readonly attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** What the server answered. A recipient stands in exactly one of the two lists. */
export interface MailReceipt {
  readonly accepted: readonly string[]
  readonly rejected: readonly string[]
  /** The server's last answer, as `250 OK: queued as …`. */
  readonly response: string
  readonly messageId: string
}

/**
 * Sends one report to its recipients, in one mail. The Message-ID follows from the report's id and the recipients, so a
 * mail whose fate was unknown and that is sent again shows as the same mail.
 * Throws HY-S-003 for a recipient that is not one bare address (before anything is sent), HY-C-003 for settings that
 * cannot work, HY-S-002 where the server cannot be reached or trusted, or took the mail for no recipient.
 */
export async function mailReport(
  settings: MailSettings,
  mail: ReportMail,
  env: Effects['env'],
  timeouts: MailTimeouts = MAIL_TIMEOUTS,
): Promise<MailReceipt> {
  const message = composeMail(settings, mail)
  const transport = createTransport(mailServer(settings, env, timeouts))
  try {
    const sent = await transport.sendMail({ ...message, signal: AbortSignal.timeout(timeouts.total) })
    return {
      accepted: sent.accepted,
      rejected: sent.rejected,
      response: oneLine(sent.response),
      messageId: sent.messageId,
    }
  } catch (cause) {
    const server = `${settings.host}:${settings.port}`
    throw new HuiyinError('HY-S-002', { server, reason: reasonOf(cause) }, { cause })
  } finally {
    transport.close()
  }
}

function composeMail(settings: MailSettings, mail: ReportMail): SendMailOptions {
  const from = senderAddress(settings.from)
  const to = recipientAddresses(mail.recipients)
  const names = mail.attachments.map(({ name }) => oneLine(name))
  return {
    envelope: { from, to },
    from: { name: oneLine(mail.organisation), address: from },
    to: to.map((address) => ({ name: '', address })),
    messageId: messageId(mail.id, to, from),
    ...mailText(mail, names),
    attachments: mail.attachments.map(({ bytes }, index) => ({
      filename: names[index] ?? '',
      content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      contentDisposition: 'attachment',
    })),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.locale },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function senderAddress(text: string): string {
  const address = bareAddress(text)
  if (address !== undefined) return address
  const expected = 'one address such as reports@example.com, without a name'
  throw new HuiyinError('HY-C-003', { file: 'huiyin.yaml', key: 'mail.from', expected, others: 0 })
}

function recipientAddresses(recipients: readonly string[]): string[] {
  if (recipients.length === 0) throw new HuiyinError('HY-S-003', { recipient: '(none)' })
  return [...new Set(recipients.map(recipientAddress))]
}

function messageId(id: string, recipients: readonly string[], from: string): string {
  const report = id.replaceAll(/[^\w-]+/g, '-')
  const hash = sha256(canonicalJson([id, recipients.toSorted()])).slice(0, 16)
  return `<${report}.${hash}@${from.slice(from.indexOf('@') + 1)}>`
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const code = 'code' in cause && typeof cause.code === 'string' ? `${cause.code}: ` : ''
  return oneLine(`${code}${cause.message}`).slice(0, 500)
}
