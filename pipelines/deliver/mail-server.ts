import type { SMTPTransportOptions } from 'nodemailer'
import { HuiyinError } from '../core/errors.ts'
import type { Settings } from '../core/settings-schema.ts'

export type MailSettings = NonNullable<Settings['mail']>
type Environment = Readonly<Record<string, string | undefined>>

/** In milliseconds: the steps by themselves, and the whole of one mail. */
export interface MailTimeouts {
  readonly connect: number
  readonly greeting: number
  readonly silence: number
  readonly total: number
}

export const MAIL_TIMEOUTS: MailTimeouts = { connect: 20_000, greeting: 20_000, silence: 60_000, total: 600_000 }

/**
 * How to speak with the mail server of the settings: encrypted, unless it is on this machine and the settings exempt it.
 * Throws HY-C-003 where a user is named and the password is not in the environment variable that the settings name.
 */
export function mailServer(settings: MailSettings, env: Environment, timeouts: MailTimeouts): SMTPTransportOptions {
  const { host, port, secure, user } = settings
  const isExempt = !settings.require_tls && isLoopback(host)
  return {
    host,
    port,
    secure,
    requireTLS: !isExempt,
    ignoreTLS: isExempt,
    tls: { minVersion: 'TLSv1.2' },
    ...(user === undefined ? {} : { auth: { user, pass: password(settings, env) }, forceAuth: true }),
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.silence,
    dnsTimeout: timeouts.connect,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|::1|127(?:\.\d{1,3}){3})$/i.test(host)
}

function password(settings: MailSettings, env: Environment): string {
  const name = settings.password_env
  const value = name === undefined ? undefined : env[name]
  if (value !== undefined && value !== '') return value
  throw new HuiyinError('HY-C-003', {
    file: 'huiyin.yaml',
    key: 'mail.password_env',
    expected: `the name of an environment variable that holds the password${name === undefined ? '' : `; ${name} is not set`}`,
    others: 0,
  })
}
