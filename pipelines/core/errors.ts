import type { MessageValues } from './messages.ts'

/** Exit statuses: 1 the work failed (data, checks, environment), 2 the command or a setting was wrong, 130 stopped. */
export const EXIT_STATUS = {
  'HY-C-001': 2, // unknown command, option or value
  'HY-C-002': 2, // no workspace in the folder
  'HY-C-003': 2, // a settings file does not fit its schema
  'HY-C-004': 2, // a settings file is not YAML
  'HY-C-005': 2, // the folder already holds something else
  'HY-C-007': 1, // a folder or file cannot be written
  'HY-C-008': 130, // stopped by SIGINT; 143 by SIGTERM
  'HY-L-001': 1, // file cannot be read
  'HY-L-002': 1, // not UTF-8
  'HY-L-003': 1, // header not found
  'HY-L-004': 1, // column of the mapping missing
  'HY-L-005': 1, // no source matches, or several do
  'HY-L-006': 1, // format not readable
  'HY-L-007': 2, // a mapping names a field that the entity does not have
  'HY-L-008': 1, // the file changed while it was read
  'HY-L-009': 1, // encoding not certain
  'HY-L-010': 1, // too large when unpacked
  'HY-L-011': 1, // old binary .xls
  'HY-L-012': 1, // new columns that the contract refuses
  'HY-L-013': 1, // not enough is sure for a mapping
  'HY-W-001': 1, // warehouse is held by another process
  'HY-W-002': 1, // SQL failed
  'HY-W-003': 1, // header of an SQL file does not match
  'HY-W-004': 1, // nothing published yet
  'HY-W-005': 1, // database cannot be opened
  'HY-M-001': 2, // unknown metric
  'HY-M-002': 2, // unknown dimension
  'HY-M-003': 2, // wrong period, date or range
  'HY-M-004': 1, // a stop check found rows
  'HY-M-005': 2, // the catalogue is wrong
  'HY-M-006': 1, // calendar does not hold the year
  'HY-M-007': 2, // a filter names a value that nothing has
  'HY-P-001': 1, // snapshot failed its checks
  'HY-Q-001': 2, // no such batch
  'HY-Q-002': 1, // later batches rest on the one to unload
  'HY-Q-003': 1, // not an export of the quarantine
  'HY-Q-004': 2, // the source of a batch has no mapping any more
  'HY-R-001': 1, // no browser
  'HY-R-002': 1, // rendering took too long
  'HY-R-003': 1, // rendering failed
  'HY-R-004': 2, // unknown report
  'HY-R-005': 2, // a section that cannot stand in an outward copy
  'HY-V-001': 1, // the file is not a report of ours
  'HY-V-002': 1, // a figure differs
  'HY-V-003': 1, // the snapshot is missing
  'HY-X-001': 2, // unknown extract
  'HY-X-002': 2, // unknown format
  'HY-X-003': 2, // extract without days
  'HY-D-001': 1, // port taken
  'HY-D-002': 2, // others could come and nobody could log in
  'HY-D-003': 2, // certificate or key cannot be read
  'HY-D-004': 2, // no such user, or one of that name
  'HY-D-005': 1, // the access log was changed
  'HY-E-001': 1, // the certificate cannot be used
  'HY-E-002': 1, // the role cannot sign this file now
  'HY-E-003': 1, // the report is incomplete
  'HY-E-004': 1, // no time stamp
  'HY-E-005': 1, // a report must be sealed and there is no certificate
  'HY-S-001': 2, // cron expression or time zone wrong
  'HY-S-002': 1, // mail was refused
  'HY-S-003': 2, // recipient not acceptable
} as const

export type ErrorCode = keyof typeof EXIT_STATUS

/**
 * A failure that a person can act on. Its texts stand in templates/messages/<locale>/core.json under `errors.<code>`
 * (`what` and `fix`), filled with `details`: file, row, column, expected, got.
 */
export class HuiyinError extends Error {
  readonly code: ErrorCode
  readonly details: MessageValues

  constructor(code: ErrorCode, details: MessageValues = {}, options?: { cause?: unknown }) {
    super(`${code} ${JSON.stringify(details)}`, options)
    this.name = 'HuiyinError'
    this.code = code
    this.details = details
  }

  get exitStatus(): number {
    return this.details['signal'] === 'SIGTERM' ? 143 : EXIT_STATUS[this.code]
  }
}

/** What was thrown, in its own words: for the `reason` of an error of ours. */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
