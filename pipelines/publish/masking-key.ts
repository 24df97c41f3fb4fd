import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { HuiyinError } from '../core/errors.ts'

const KEY = /^[0-9a-f]{64}$/

/**
 * The secret with which customers and staff are made pseudonyms, 64 hexadecimal digits, made at the first use.
 * It stays in the workspace: whoever has it can test a guess, whoever lacks it cannot.
 */
export async function maskingKey(path: string): Promise<string> {
  const known = await readFile(path, 'utf8').catch(() => undefined)
  if (known === undefined) {
    const key = randomBytes(32).toString('hex')
    await writeFile(path, `${key}\n`, { mode: 0o600, flag: 'wx' })
    return key
  }
  const key = known.trim()
  if (!KEY.test(key))
    throw new HuiyinError('HY-C-003', { file: path, key: '-', expected: '64 hexadecimal digits', others: 0 })
  return key
}
