import type { Locale } from '../core/locale.ts'
import { columnName } from '../core/mapped-cells.ts'
import { findMessage, message } from '../core/messages.ts'
import type { Source } from '../core/source-schema.ts'
import type { Quarantined } from './quarantined.ts'

/** Why a record is in quarantine, in the person's language. */
export function reasonWords(reason: string, locale: Locale): string {
  return findMessage(locale, 'report', `quarantine.${reason}`) ?? reason
}

/** What was expected there, in the person's language: a type, or the range that the mapping gives. */
export function expectedWords(expected: string | null, locale: Locale): string {
  if (expected === null) return ''
  const kind = KINDS.find(([pattern]) => pattern.test(expected))?.[1]
  return kind === undefined ? expected : message(locale, 'core', `say.expected.${kind}`)
}

/** The column of the file that a field is read from, by which a person knows it; the field where there is none. */
export function columnOf(record: Pick<Quarantined, 'field'>, source: Source | undefined): string {
  if (record.field === null) return ''
  const column = source?.columns[record.field]
  return column === undefined ? record.field : columnName(column)
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^TIMESTAMP/, 'instant'],
  [/^DATE$/, 'date'],
  [/^TIME$/, 'time'],
  [/^(INTEGER|BIGINT|SMALLINT|HUGEINT|UBIGINT)$/, 'integer'],
  [/^(DECIMAL|DOUBLE|FLOAT)/, 'number'],
  [/^BOOLEAN$/, 'boolean'],
  [/^VARCHAR$/, 'text'],
  [/^code$/, 'code'],
]
