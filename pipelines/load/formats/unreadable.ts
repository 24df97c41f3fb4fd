import { HuiyinError } from '../../core/errors.ts'

/** HY-L-006 for a file whose bytes are not what its format asks for; an error that has a code already stays as it is. */
export function unreadable(file: string, reason: unknown, cause?: unknown): HuiyinError {
  const from = reason instanceof Error ? reason : cause
  if (from instanceof HuiyinError) return from
  const text = reason instanceof Error ? reason.message : String(reason)
  return new HuiyinError('HY-L-006', { file, reason: text }, { cause: from })
}
