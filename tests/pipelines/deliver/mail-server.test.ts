import { describe, expect, test } from 'vitest'
import { MAIL_TIMEOUTS, mailServer } from '../../../pipelines/deliver/mail-server.ts'

const settings = { host: 'mail.example.com', port: 587, secure: false, require_tls: true, from: 'q@example.com' }

describe('encryption is required', () => {
  test.each([
    ['mail.example.com', true, true],
    ['mail.example.com', false, true],
    ['localhost.example.com', false, true],
    ['127.0.0.1.example.com', false, true],
    ['10.0.0.1', false, true],
    ['0.0.0.0', false, true],
    ['127.0.0.1', true, true],
    ['127.0.0.1', false, false],
    ['127.1.2.3', false, false],
    ['localhost', false, false],
    ['::1', false, false],
  ])('of %s with require_tls %j: %j', (host, require_tls, isRequired) => {
    const options = mailServer({ ...settings, host, require_tls }, {}, MAIL_TIMEOUTS)
    expect(options).toMatchObject({ requireTLS: isRequired, ignoreTLS: !isRequired })
    expect(options).toMatchObject({ disableFileAccess: true, disableUrlAccess: true, tls: { minVersion: 'TLSv1.2' } })
  })
})

test('the password is the one of the variable that the settings name', () => {
  const env = { A: 'no', B: 'yes' }
  const options = mailServer({ ...settings, user: 'reports', password_env: 'B' }, env, MAIL_TIMEOUTS)
  expect(options.auth).toEqual({ user: 'reports', pass: 'yes' })
  expect(mailServer(settings, env, MAIL_TIMEOUTS).auth).toBeUndefined()
})
