import { stat } from 'node:fs/promises'
import { sha256 } from '../../core/hash.ts'
import { localDay } from '../../metrics/periods.ts'
import type { Viewer } from '../viewer.ts'
import { isPassword } from './password-hash.ts'
import { readUsers, type User } from './user-file.ts'

/** The users as their file has them now: a change of it holds from the next request on. */
export interface KnownUsers {
  count(): Promise<number>
  byName(name: string): Promise<Viewer | undefined>
  byPassword(name: string, password: string): Promise<Viewer | undefined>
  byToken(token: string, now: Date): Promise<Viewer | undefined>
}

export function knownUsers(file: string): KnownUsers {
  let read: { readonly stamp: string; readonly users: readonly User[] } | undefined

  async function users(): Promise<readonly User[]> {
    const stamp = await stat(file).then(
      ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
      () => '',
    )
    if (read?.stamp !== stamp) read = { stamp, users: await readUsers(file) }
    return read.users
  }

  return {
    count: async () => (await users()).length,
    byName: async (name) => viewerOf((await users()).find((user) => user.name === name)),
    async byPassword(name, password) {
      const user = (await users()).find((item) => item.name === name)
      return (await isPassword(password, user?.password ?? undefined)) ? viewerOf(user) : undefined
    },
    async byToken(token, now) {
      const hash = sha256(token)
      const today = localDay(now, 'UTC')
      const isValid = (item: User['tokens'][number]) => item.sha256 === hash && item.expires_on >= today
      return viewerOf((await users()).find(({ tokens }) => tokens.some(isValid)))
    },
  }
}

function viewerOf(user: User | undefined): Viewer | undefined {
  return user === undefined ? undefined : { name: user.name, role: user.role, department: user.department }
}
