import { dirname } from 'node:path'
import { hashPassword } from '../../../pipelines/dashboard/access/password-hash.ts'
import { userFile, writeUsers } from '../../../pipelines/dashboard/access/user-file.ts'

export const DEPARTMENT = '物流部'
export const PASSWORD = 'correct horse'

/** Gives a workspace one user of each role: boss, li (of one department) and audit, all with the same password. */
export async function writePeople(published: string): Promise<void> {
  const password = await hashPassword(PASSWORD)
  await writeUsers(userFile(dirname(published)), [
    { name: 'boss', role: 'manager', department: null, password, tokens: [] },
    { name: 'li', role: 'department', department: DEPARTMENT, password, tokens: [] },
    { name: 'audit', role: 'auditor', department: null, password, tokens: [] },
  ])
}
