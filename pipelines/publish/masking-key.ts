import { randomBytes } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { HuiyinError, reasonOf } from '../core/errors.ts'
import { syncFolder } from '../core/write-file.ts'

const KEY = /^[0-9a-f]{64}$/

/**
 * The secret with which customers and staff are made pseudonyms, 64 hexadecimal digits, made at the first use.
 * It stays in the workspace: whoever has it can test a guess, whoever lacks it cannot.
 */
export async function maskingKey(path: string): Promise<string> {
  const known = await existingKey(path)
  if (known === undefined) return makeKey(path)
  const key = known.trim()
  if (!KEY.test(key))
    throw new HuiyinError('HY-C-003', { file: path, key: '-', expected: '64 hexadecimal digits', others: 0 })
  return key
}

async function existingKey(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw unusable(path, cause)
  }
}

/** Whole and on disk before it is used: a key that is lost makes other pseudonyms of the same customers. */
async function makeKey(path: string): Promise<string> {
  const key = randomBytes(32).toString('hex')
  const temporary = `${path}.tmp`
  try {
    const file = await open(temporary, 'w', 0o600)
    try {
      await file.writeFile(`${key}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    await syncFolder(dirname(path))
    return key
  } catch (cause) {
    throw unusable(path, cause)
  }
}

function unusable(path: string, cause: unknown): HuiyinError {
  return new HuiyinError('HY-C-007', { path, reason: reasonOf(cause) }, { cause })
}
