import { HuiyinError, reasonOf } from '../core/errors.ts'

const CAUSES: readonly (readonly [RegExp, string])[] = [
  [/No space left on device|ENOSPC|not enough space on the disk/i, 'No space left on device'],
  [/Disk quota exceeded|EDQUOT/i, 'Disk quota exceeded'],
  [/Read-only file system|EROFS/i, 'Read-only file system'],
  [/Permission denied|EACCES|EPERM|Operation not permitted|Access is denied/i, 'Permission denied'],
]
/** How DuckDB's failures of reading and writing begin, and the system's: others may quote such words from data. */
const ORIGIN = /^((IO|FATAL|TransactionContext) Error|E[A-Z]+): /

/**
 * HY-C-007 where DuckDB or the system failed because the disk is full or must not be written to, and not because of what it
 * was asked; undefined otherwise. `path` is named where the message names none.
 */
export function storageFailure(cause: unknown, path: string): HuiyinError | undefined {
  const text = reasonOf(cause)
  if (!ORIGIN.test(text)) return undefined
  const reason = CAUSES.find(([pattern]) => pattern.test(text))?.[1]
  if (reason === undefined) return undefined
  const named = /(?:file|directory) "([^"]+)"/.exec(text)?.[1]
  return new HuiyinError('HY-C-007', { path: named ?? path, reason }, { cause })
}
