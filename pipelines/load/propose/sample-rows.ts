import { stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { HuiyinError } from '../../core/errors.ts'
import { sniffFileDialect } from '../csv/sniff-dialect.ts'
import { fileKind } from '../formats/file-kind.ts'
import { readSheet } from '../formats/read-sheet.ts'
import { requireReadable } from '../formats/readable-kind.ts'
import { openWorkbook } from '../formats/workbook-parts.ts'
import type { RawRow } from '../raw-row.ts'
import { readCsv } from '../read-csv.ts'
import { sampleLargeText } from './sample-large-text.ts'

const FIRST_ROWS = 2000
const SPREAD_ROWS = 18_000
/** Larger text files are not read from end to end. */
const LARGE_BYTES = 32 * 2 ** 20

/** Some rows of a file, and how they were read. */
export interface Sample {
  readonly format: 'csv' | 'xlsx'
  /** Whether the file's extension tells the format, so that a mapping need not. */
  readonly isFormatByName: boolean
  readonly delimiter: string
  /** The visible sheets of a workbook, in order; the first or the wanted one was read. */
  readonly sheets: readonly string[]
  readonly sheet: string | undefined
  /** The first 2,000 rows, preamble and header included, then up to 18,000 spread evenly over the rest. */
  readonly rows: readonly RawRow[]
  /** Rows of the whole file; undefined where it is too large to be counted. */
  readonly total: number | undefined
}

/**
 * A sample of a file's rows; the same file always gives the same sample. Text of more than 32 MB is read at places
 * spread evenly over it. Throws HY-L-001, -002, -006 or -011 where the file cannot be read as a table.
 */
export async function sampleRows(file: string, wantedSheet?: string): Promise<Sample> {
  const kind = requireReadable(await fileKind(file), file)
  const extension = extname(file).toLowerCase()
  if (kind === 'text') {
    const delimiter = await delimiterOf(file)
    const isLarge = (await stat(file)).size > LARGE_BYTES
    const sampled = isLarge ? await readBeginning(file, delimiter) : await spread(readCsv(file, delimiter))
    return { format: 'csv', isFormatByName: extension === '.csv', delimiter, sheets: [], sheet: undefined, ...sampled }
  }
  if (kind !== 'xlsx' && kind !== 'xlsm') {
    throw new HuiyinError('HY-L-006', { file, reason: `${kind}; expected CSV or XLSX` })
  }
  const { sheets } = await openWorkbook(file)
  const names = sheets.filter(({ visibility }) => visibility === 'visible').map(({ name }) => name)
  const sheet = wantedSheet ?? names[0]
  const sampled = await spread(readSheet(file, sheet === undefined ? {} : { sheets: { name: sheet } }))
  return { format: 'xlsx', isFormatByName: extension === '.xlsx', delimiter: ',', sheets: names, sheet, ...sampled }
}

async function delimiterOf(file: string): Promise<string> {
  const { dialect } = await sniffFileDialect(file)
  return dialect.delimiter.length === 1 ? dialect.delimiter : ','
}

/** The first rows, and of the rest every n-th one, n doubling whenever there are too many. */
async function spread(rows: AsyncIterable<RawRow>): Promise<{ rows: RawRow[]; total: number }> {
  const first: RawRow[] = []
  let later: RawRow[] = []
  let step = 1
  let total = 0
  for await (const row of rows) {
    total += 1
    if (first.length < FIRST_ROWS) first.push(row)
    else if ((total - FIRST_ROWS - 1) % step === 0) later.push(row)
    if (later.length > SPREAD_ROWS) {
      later = later.filter((_row, index) => index % 2 === 0)
      step *= 2
    }
  }
  return { rows: [...first, ...later], total }
}

async function readBeginning(file: string, delimiter: string): Promise<{ rows: RawRow[]; total: undefined }> {
  const first: RawRow[] = []
  for await (const row of readCsv(file, delimiter)) {
    first.push(row)
    if (first.length === FIRST_ROWS) break
  }
  const later = await sampleLargeText(file, delimiter, first.at(-1)?.cells.length ?? 0, SPREAD_ROWS)
  return { rows: [...first, ...later], total: undefined }
}
