import type { ReadSummary } from './csv/csv-row.ts'
import { type Dialect, PLAIN_DIALECT } from './csv/dialect.ts'
import { readRecords } from './csv/read-records.ts'
import { sniffFileDialect } from './csv/sniff-dialect.ts'
import type { RawRow } from './raw-row.ts'

/** How a text file writes its table: as declared and as its first rows show, or the common way where that is unclear. */
export async function csvDialect(path: string, delimiter: string | undefined): Promise<Dialect> {
  const { dialect, sure } = await sniffFileDialect(path, delimiter === undefined ? {} : { delimiter })
  return sure ? dialect : { ...PLAIN_DIALECT, delimiter: delimiter ?? PLAIN_DIALECT.delimiter }
}

/**
 * Records of a UTF-8 text file, preamble and header included, one at a time; what cannot be read is a row with its
 * problem. Throws HY-L-001, HY-L-002.
 */
export async function* readCsv(
  path: string,
  dialect: Dialect | string,
  onEnd?: (summary: ReadSummary) => void,
): AsyncGenerator<RawRow> {
  const whole = typeof dialect === 'string' ? { ...PLAIN_DIALECT, delimiter: dialect } : dialect
  yield* readRecords(path, whole, onEnd === undefined ? {} : { onEnd })
}
