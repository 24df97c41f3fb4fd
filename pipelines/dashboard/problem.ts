import { HuiyinError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import { findMessage, type MessageValues, message } from '../core/messages.ts'

/** An error as it leaves the server: never a stack trace, an SQL text or a path of the machine. */
export interface Problem {
  readonly status: number
  /** An error code such as HY-M-003; for what HTTP itself refuses, a word such as `not_found`. */
  readonly code: string
  readonly message: string
  readonly fix: string
}

/** What HTTP itself refuses. */
export type Refusal = 'bad_request' | 'login' | 'forbidden' | 'not_found' | 'method' | 'too_long' | 'host' | 'too_many'

const REFUSED: Readonly<Record<Refusal, number>> = {
  bad_request: 400,
  login: 401,
  forbidden: 403,
  not_found: 404,
  method: 405,
  too_long: 414,
  host: 421,
  too_many: 429,
}

/** Statuses of errors that a browser can cause or that waiting mends; all others are 500. */
const STATUS: Readonly<Record<string, number>> = {
  'HY-C-001': 400,
  'HY-M-001': 400,
  'HY-M-002': 400,
  'HY-M-003': 400,
  'HY-W-004': 503,
  'HY-V-003': 503,
  'HY-W-001': 503,
  'HY-W-005': 503,
}

/** The words of the dashboard's own wording of an error, else of the command line's, which name no paths. */
export function problemOf(error: unknown, locale: Locale): Problem {
  const status = error instanceof HuiyinError ? (STATUS[error.code] ?? 500) : 500
  if (!(error instanceof HuiyinError) || status === 500) {
    return { status, code: error instanceof HuiyinError ? error.code : 'internal', ...words(locale, 'internal') }
  }
  const { code, details } = error
  if (findMessage(locale, 'dashboard', `errors.${code}.what`) !== undefined) {
    return { status, code, ...words(locale, code, details) }
  }
  const shared = status === 503 ? words(locale, 'unavailable') : undefined
  const own = (part: string) => message(locale, 'core', `errors.${code}.${part}`, details)
  return { status, code, ...(shared ?? { message: own('what'), fix: own('fix') }) }
}

export function refusalOf(refusal: Refusal, locale: Locale): Problem {
  return { status: REFUSED[refusal], code: refusal, ...words(locale, refusal) }
}

function words(locale: Locale, key: string, values: MessageValues = {}): Pick<Problem, 'message' | 'fix'> {
  const part = (name: string) => message(locale, 'dashboard', `errors.${key}.${name}`, values)
  return { message: part('what'), fix: part('fix') }
}
