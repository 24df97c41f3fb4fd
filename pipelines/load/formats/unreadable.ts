import { HuiyinError } from '../../core/errors.ts'

/**
 * HY-L-006 {file, reason} for a file whose bytes are not what its format asks for, HY-L-001 where the system could not
 * read it; an error that has a code of ours stays as it is.
 */
export function unreadable(file: string, reason: unknown, cause?: unknown): HuiyinError {
  const from = reason instanceof Error ? reason : cause
  if (from instanceof HuiyinError) return from
  const text = reason instanceof Error ? reason.message : String(reason)
  const isSystemError = from instanceof Error && 'syscall' in from
  return new HuiyinError(isSystemError ? 'HY-L-001' : 'HY-L-006', { file, reason: text }, { cause: from })
}
