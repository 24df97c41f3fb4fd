import type { CsvRow } from './csv/csv-row.ts'
import { type Dialect, PLAIN_DIALECT } from './csv/dialect.ts'
import { namedDelimiter } from './csv/named-delimiter.ts'
import { type ReadOptions, readRecords } from './csv/read-records.ts'
import { beginningOf, sniffFileDialect } from './csv/sniff-dialect.ts'

/** How a text file writes its table, and some of its records of the usual width (cells), to know the others by. */
export interface FoundDialect {
  readonly dialect: Dialect
  readonly sample: readonly (readonly string[])[]
  /** False where the common way is taken because the first rows do not tell. */
  readonly isSure: boolean
}

/**
 * As declared and as the file's first rows show, or as the marks between `names`, columns that its header may have; the
 * common way where that is unclear.
 */
export async function csvDialect(
  path: string,
  delimiter: string | undefined,
  names: readonly string[],
): Promise<FoundDialect> {
  const { dialect, sample, sure } = await sniffFileDialect(path, delimiter === undefined ? {} : { delimiter })
  if (sure) return { dialect, sample, isSure: true }
  const named = names.length < 2 ? undefined : namedDelimiter((await beginningOf(path)).text, names)
  if (named !== undefined) return csvDialect(path, named, [])
  return { dialect: { ...PLAIN_DIALECT, delimiter: delimiter ?? PLAIN_DIALECT.delimiter }, sample: [], isSure: false }
}

/**
 * Records of a UTF-8 text file, preamble and header included, one at a time; what cannot be read is a row with its
 * problem. Throws HY-L-001, HY-L-002.
 */
export async function* readCsv(
  path: string,
  dialect: Dialect | string,
  options: Pick<ReadOptions, 'onEnd' | 'onBytes' | 'isCut'> = {},
): AsyncGenerator<CsvRow> {
  const whole = typeof dialect === 'string' ? { ...PLAIN_DIALECT, delimiter: dialect } : dialect
  yield* readRecords(path, whole, options)
}
