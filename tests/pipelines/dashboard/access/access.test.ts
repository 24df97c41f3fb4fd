import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256 } from '../../../../pipelines/core/hash.ts'
import { type AccessEvent, accessLog, accessLogFile } from '../../../../pipelines/dashboard/access/access-log.ts'
import { isAllowedHost } from '../../../../pipelines/dashboard/access/allowed-host.ts'
import { knownUsers } from '../../../../pipelines/dashboard/access/known-users.ts'
import { listeningOf } from '../../../../pipelines/dashboard/access/listening.ts'
import { hashPassword, isPassword } from '../../../../pipelines/dashboard/access/password-hash.ts'
import { rateLimit } from '../../../../pipelines/dashboard/access/rate-limit.ts'
import { readAccessLog } from '../../../../pipelines/dashboard/access/read-access-log.ts'
import { readSessionCookie, sessionCookie } from '../../../../pipelines/dashboard/access/session-cookie.ts'
import { sessions } from '../../../../pipelines/dashboard/access/sessions.ts'
import { type User, userFile, writeUsers } from '../../../../pipelines/dashboard/access/user-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiyin-access-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 5) + seconds * 1000)
const USER: User = { name: 'li', role: 'manager', department: null, password: null, tokens: [] }

describe('passwords', () => {
  test('are known again, in any Unicode form, and others are not', async () => {
    const hash = await hashPassword('caf\u00e9 au lait')
    expect(JSON.stringify(hash)).not.toContain('caf')
    expect(await isPassword('cafe\u0301 au lait', hash)).toBe(true)
    expect(await isPassword('caf\u00e9 au lai', hash)).toBe(false)
    expect(await isPassword('caf\u00e9 au lait', undefined)).toBe(false)
  })

  test('of equal wording have different salts', async () => {
    const [one, other] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')])
    expect(one.hash).not.toBe(other.hash)
  })
})

describe('users', () => {
  test('are known by password and by token until that expires, and a change of the file holds at once', async () => {
    const file = userFile(folder)
    const token = 'hyt_0123456789012345678901234567890123456789012'
    const tokens = [{ id: 'hyt_0123', sha256: sha256(token), expires_on: '2026-01-05' }]
    await writeUsers(file, [{ ...USER, password: await hashPassword('correct horse'), tokens }])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readFile(file, 'utf8')).not.toMatch(/correct horse|hyt_01234/)
    const known = knownUsers(file)
    expect(await known.byPassword('li', 'correct horse')).toEqual({ name: 'li', role: 'manager', department: null })
    expect(await known.byPassword('li', 'wrong horse')).toBeUndefined()
    expect(await known.byPassword('wang', 'correct horse')).toBeUndefined()
    expect(await known.byToken(token, at(0))).toMatchObject({ name: 'li' })
    expect(await known.byToken(token, at(86_400))).toBeUndefined()
    await writeUsers(file, [{ ...USER, name: 'zhang' }])
    expect([await known.byName('li'), await known.count()]).toEqual([undefined, 1])
    expect(await known.byPassword('zhang', '')).toBeUndefined()
  })

  test.each([
    { ...USER, role: 'department' as const },
    { ...USER, department: '物流部' },
  ])('with $role and department $department are refused', async (user) => {
    await expect(writeUsers(join(folder, 'refused.json'), [user])).rejects.toMatchObject({ code: 'HY-C-001' })
  })
})

describe('listening', () => {
  const SETTINGS = { host: '127.0.0.1', port: 1, login: 'auto' as const, names: [], trusted_proxies: [] }
  const users = (count: number) => ({ count: async () => count })

  test.each([
    [{}, undefined, 0, false],
    [{}, '::1', 0, false],
    [{}, '127.0.0.2', 0, false],
    [{ login: 'always' as const }, undefined, 1, true],
    [{ trusted_proxies: ['127.0.0.1'] }, undefined, 1, true],
    [{ names: ['board.example'] }, undefined, 1, true],
    [{}, '0.0.0.0', 1, true],
    [{}, '::', 1, true],
    [{}, 'board.example', 1, true],
    [{}, '127.0.0.1.evil.example', 1, true],
  ])('%j on %s with %d users asks for login: %s', async (settings, host, count, asks) => {
    expect((await listeningOf({ ...SETTINGS, ...settings }, { host }, users(count))).asksForLogin).toBe(asks)
    if (asks)
      await expect(listeningOf({ ...SETTINGS, ...settings }, { host }, users(0))).rejects.toMatchObject({
        code: 'HY-D-002',
      })
  })

  test('a certificate that is not there is HY-D-003', async () => {
    const tls = { cert: join(folder, 'none.pem'), key: join(folder, 'none.key') }
    await expect(listeningOf({ ...SETTINGS, tls }, {}, users(1))).rejects.toMatchObject({ code: 'HY-D-003' })
  })

  test.each([
    ['10.0.0.7:4646', '0.0.0.0', true],
    ['[fe80::1]:4646', '0.0.0.0', true],
    ['10.0.0.7', '127.0.0.1', false],
    ['board.example', '0.0.0.0', true],
    ['BOARD.example:443', '0.0.0.0', true],
    ['board.example.evil', '0.0.0.0', false],
    ['evil.example', '0.0.0.0', false],
    ['board.example@evil.example', '0.0.0.0', false],
    ['localhost', '0.0.0.0', true],
    [undefined, '0.0.0.0', false],
  ])('a request to Host %s on %s is allowed: %s', (name, host, allowed) => {
    expect(isAllowedHost(name, { host, names: ['board.example'] })).toBe(allowed)
  })
})

test('a session ends by itself two hours after its last request, twelve after its beginning, or when it is told to', () => {
  const known = sessions()
  const secret = known.begin('li', at(0))
  expect(known.nameOf(secret, at(7000))).toBe('li')
  expect(known.nameOf(secret, at(7000 + 7201))).toBeUndefined()
  const busy = known.begin('li', at(0))
  for (let hour = 1; hour <= 12; hour += 1) expect(known.nameOf(busy, at(hour * 3600))).toBe('li')
  expect(known.nameOf(busy, at(12 * 3600 + 1))).toBeUndefined()
  const told = known.begin('li', at(0))
  known.end(told)
  expect(known.nameOf(told, at(1))).toBeUndefined()
  expect(known.nameOf('x'.repeat(43), at(1))).toBeUndefined()
})

test('the cookie cannot be read by scripts or sent by other sites, and over TLS only by its own host', () => {
  const secret = 'a'.repeat(43)
  expect(sessionCookie(secret, true)).toBe(`__Host-huiyin_session=${secret}; Path=/; HttpOnly; SameSite=Strict; Secure`)
  expect(readSessionCookie(`x=1; __Host-huiyin_session=${secret}`, true)).toBe(secret)
  expect(readSessionCookie(`huiyin_session=${secret}`, true)).toBeUndefined()
  expect(readSessionCookie('huiyin_session=; x', false)).toBeUndefined()
})

test('a limit lets a burst through, and then as much as time gives back', () => {
  const limit = rateLimit(3, 0.5)
  expect([1, 2, 3, 4].map(() => limit.take('a', at(0)))).toEqual([true, true, true, false])
  expect([limit.take('b', at(0)), limit.take('a', at(1)), limit.take('a', at(2)), limit.take('a', at(2))]).toEqual([
    true,
    false,
    true,
    false,
  ])
})

describe('the access log', () => {
  const EVENT: AccessEvent = {
    event: 'cases',
    name: 'li',
    role: 'manager',
    department: null,
    address: '127.0.0.1',
    run_id: 'r',
    query: { where: { channel: ['app'] } },
    rows: 3,
  }

  async function logged(name: string): Promise<string> {
    const logs = join(folder, name)
    const log = accessLog(logs)
    await Promise.all([1, 2, 3].map((rows) => log.enter({ ...EVENT, rows }, at(rows))))
    return logs
  }

  test('keeps events in their order, across restarts', async () => {
    const logs = await logged('whole')
    await accessLog(logs).enter({ ...EVENT, rows: 4 }, at(4))
    const { entries, broken } = await readAccessLog(logs)
    expect([entries.map(({ rows }) => rows), broken]).toEqual([[1, 2, 3, 4], []])
  })

  test.each([
    [
      'changed',
      (lines: string[]) => lines.map((line, at) => (at === 1 ? line.replace('"rows":2', '"rows":9') : line)),
      [2],
    ],
    ['taken out', (lines: string[]) => lines.filter((_line, at) => at !== 1), [2]],
    ['put elsewhere', ([a = '', b = '', c = '']: string[]) => [a, c, b, ''], [2, 3]],
  ])('a line that was %s is found', async (name, change, broken) => {
    const logs = await logged(name)
    const path = accessLogFile(logs)
    await writeFile(path, change((await readFile(path, 'utf8')).split('\n')).join('\n'))
    expect((await readAccessLog(logs)).broken).toEqual(broken)
  })

  test('goes on behind a line that a crash cut off, and names it', async () => {
    const logs = await logged('torn')
    await appendFile(accessLogFile(logs), '{"event":"cas')
    await accessLog(logs).enter({ ...EVENT, rows: 4 }, at(4))
    const { entries, broken } = await readAccessLog(logs)
    expect([entries.map(({ rows }) => rows), broken]).toEqual([[1, 2, 3, 4], [4]])
  })
})
