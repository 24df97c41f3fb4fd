import { randomBytes } from 'node:crypto'
import { text as readAll } from 'node:stream/consumers'
import { HuiyinError } from '../core/errors.ts'
import { sha256 } from '../core/hash.ts'
import { openWorkspace } from '../core/workspace.ts'
import { hashPassword } from '../dashboard/access/password-hash.ts'
import { readUsers, type User, userFile, writeUsers } from '../dashboard/access/user-file.ts'
import { ROLES } from '../dashboard/api/heads.ts'
import { addDays, localDay } from '../metrics/periods.ts'
import { type CommandContext, type CommandOptions, textOption } from './context.ts'
import { textTable } from './text-table.ts'

const SHORTEST_PASSWORD = 10
const LONGEST_PASSWORD = 256
const TOKEN_DAYS = 365

interface Work {
  readonly context: CommandContext
  readonly file: string
  readonly users: readonly User[]
  readonly name: string
  readonly options: CommandOptions
}

/** Who may open the dashboard beyond this machine: `add`, `password`, `token`, `remove` a user, or `list` all. */
export default async function user(
  context: CommandContext,
  [action = '', name = '']: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const work = { add, password, token, remove, list }[action]
  if (work === undefined || (action === 'list') !== (name === '')) {
    const reason = `${action} ${name}: expected list, add NAME, password NAME, token NAME or remove NAME`
    throw new HuiyinError('HY-C-001', { reason, usage: 'huiyin user' })
  }
  const { folder } = await openWorkspace(context.folder)
  const file = userFile(folder)
  await work({ context, file, users: await readUsers(file), name, options })
  return 0
}

async function add({ context, file, users, name, options }: Work): Promise<void> {
  if (users.some((item) => item.name === name)) throw new HuiyinError('HY-D-004', { name, found: users.length })
  const role = ROLES.find((item) => item === textOption(options, 'role'))
  const department = textOption(options, 'department') ?? null
  if (role === undefined || (role === 'department') !== (department !== null)) {
    const reason = `--role ${textOption(options, 'role') ?? ''}: expected ${ROLES.join(', ')}; --department for the role department, and for no other`
    throw new HuiyinError('HY-C-001', { reason, usage: 'huiyin user' })
  }
  const hashed = options['tokenOnly'] === true ? null : await hashPassword(await newPassword(context))
  await writeUsers(file, [...users, { name, role, department, password: hashed, tokens: [] }])
  context.say('user_added', { name, role })
  context.answer({ name, role, department })
}

async function password({ context, file, users, name }: Work): Promise<void> {
  const known = found(users, name)
  await writeUsers(file, [
    ...others(users, name),
    { ...known, password: await hashPassword(await newPassword(context)) },
  ])
  context.say('user_changed', { name })
  context.answer({ name })
}

/** A bearer token for programs; it is shown this once, and only its hash is kept. */
async function token({ context, file, users, name }: Work): Promise<void> {
  const known = found(users, name)
  const secret = `hyt_${randomBytes(32).toString('base64url')}`
  const expires_on = addDays(localDay(context.effects.now(), 'UTC'), TOKEN_DAYS)
  const entry = { id: secret.slice(0, 8), sha256: sha256(secret), expires_on }
  await writeUsers(file, [...others(users, name), { ...known, tokens: [...known.tokens, entry] }])
  context.say('token_made', { name, token: secret, day: expires_on })
  context.answer({ name, token: secret, expires_on })
}

async function remove({ context, file, users, name }: Work): Promise<void> {
  found(users, name)
  await writeUsers(file, others(users, name))
  context.say('user_removed', { name })
  context.answer({ name })
}

async function list({ context, users }: Work): Promise<void> {
  const rows = users.map(({ name, role, department, tokens, password: hashed }) => ({
    name,
    role,
    department,
    has_password: hashed !== null,
    tokens: tokens.map(({ id, expires_on }) => ({ id, expires_on })),
  }))
  context.answer({ users: rows })
  context.line(
    textTable([
      ['name', 'role', 'department', 'tokens'],
      ...rows.map((row) => [row.name, row.role, row.department ?? '', String(row.tokens.length)]),
    ]),
  )
}

/** From the environment or standard input, since what stands on a command line is seen by others. */
async function newPassword({ effects }: CommandContext): Promise<string> {
  const given = effects.env['HUIYIN_PASSWORD'] ?? (await readAll(process.stdin)).replace(/\r?\n$/, '')
  if (given.length >= SHORTEST_PASSWORD && given.length <= LONGEST_PASSWORD) return given
  const reason = `password: expected ${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters on standard input or in HUIYIN_PASSWORD`
  throw new HuiyinError('HY-C-001', { reason, usage: 'huiyin user' })
}

function found(users: readonly User[], name: string): User {
  const known = users.find((item) => item.name === name)
  if (known === undefined) throw new HuiyinError('HY-D-004', { name, found: users.length })
  return known
}

function others(users: readonly User[], name: string): User[] {
  return users.filter((item) => item.name !== name)
}
