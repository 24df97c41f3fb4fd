import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { HuiyinError } from '../../core/errors.ts'
import { writeFileAtomically } from '../../core/write-file.ts'
import { ROLES } from '../api/heads.ts'
import { passwordHashSchema } from './password-hash.ts'

const person = {
  name: z.string().min(1).max(64),
  role: z.enum(ROLES),
  department: z.string().min(1).max(200).nullable(),
}
const userSchema = z
  .strictObject({
    ...person,
    password: passwordHashSchema.nullable(),
    /** SHA-256 of bearer tokens, which have 256 random bits and need no salt. */
    tokens: z.array(
      z.strictObject({ id: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/), expires_on: z.iso.date() }),
    ),
  })
  .refine(({ role, department }) => (role === 'department') === (department !== null), {
    error: 'expected a department for the role department, and for no other',
  })
const fileSchema = z.strictObject({ users: z.array(userSchema) })

/** Somebody who may open the dashboard beyond the machine itself. */
export type User = Readonly<z.infer<typeof userSchema>>

/** Where a workspace keeps its users. */
export function userFile(workspace: string): string {
  return join(workspace, 'dashboard-users.json')
}

/** All users of the file; none where it is not there. Throws HY-C-003 where it does not fit. */
export async function readUsers(file: string): Promise<User[]> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined
    throw new HuiyinError('HY-C-003', { file, key: '-', expected: 'a file that can be read', others: 0 }, { cause })
  })
  if (text === undefined) return []
  const result = fileSchema.safeParse(parsed(text))
  if (result.success) return result.data.users
  const [issue] = result.error.issues
  throw new HuiyinError('HY-C-003', {
    file,
    key: issue?.path.join('.') || '-',
    expected: issue?.message ?? 'JSON',
    others: result.error.issues.length - 1,
  })
}

/** Writes the users; only the owner of the file can read it. */
export async function writeUsers(file: string, users: readonly User[]): Promise<void> {
  const sorted = users.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const checked = fileSchema.safeParse({ users: sorted })
  if (!checked.success)
    throw new HuiyinError('HY-C-001', { reason: checked.error.issues[0]?.message ?? '', usage: 'huiyin user' })
  await writeFileAtomically(file, `${JSON.stringify(checked.data, null, 2)}\n`)
  await chmod(file, 0o600)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
