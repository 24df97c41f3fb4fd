import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { read } from '@e965/xlsx'
import { HuiyinError } from '../../core/errors.ts'
import { sniffFileDialect } from '../csv/sniff-dialect.ts'
import { fileKind } from '../formats/file-kind.ts'
import { requireReadable } from '../formats/readable-kind.ts'
import type { RawRow } from '../raw-row.ts'
import { readCsv } from '../read-csv.ts'
import { readXlsx } from '../read-xlsx.ts'

const FIRST_ROWS = 2000
const SPREAD_ROWS = 18_000

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
  /** Rows of the whole file. */
  readonly total: number
}

/**
 * Reads a file from end to end and keeps a sample of its rows; the same file always gives the same sample.
 * Throws HY-L-001, -002, -006 or -011 where the file cannot be read as a table.
 */
export async function sampleRows(file: string, wantedSheet?: string): Promise<Sample> {
  const kind = requireReadable(await fileKind(file), file)
  const extension = extname(file).toLowerCase()
  if (kind === 'text') {
    const { dialect } = await sniffFileDialect(file)
    const delimiter = dialect.delimiter.length === 1 ? dialect.delimiter : ','
    const sampled = await spread(readCsv(file, delimiter))
    return { format: 'csv', isFormatByName: extension === '.csv', delimiter, sheets: [], sheet: undefined, ...sampled }
  }
  if (kind !== 'xlsx' && kind !== 'xlsm') {
    throw new HuiyinError('HY-L-006', { file, reason: `${kind}; expected CSV or XLSX` })
  }
  const sheets = await visibleSheets(file)
  const sheet = wantedSheet ?? sheets[0]
  const sampled = await spread(readXlsx(file, sheet))
  return { format: 'xlsx', isFormatByName: extension === '.xlsx', delimiter: ',', sheets, sheet, ...sampled }
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

async function visibleSheets(file: string): Promise<string[]> {
  const { SheetNames, Workbook } = read(await readFile(file), { bookSheets: true, bookProps: true })
  return SheetNames.filter((_name, index) => (Workbook?.Sheets?.[index]?.Hidden ?? 0) === 0)
}
