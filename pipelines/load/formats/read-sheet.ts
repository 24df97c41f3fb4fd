// workbook ── sheets, formats, shared strings ── each sheet: merged cells ── rows (streamed)
import { HuiyinError } from '../../core/errors.ts'
import type { RawRow } from '../raw-row.ts'
import { type CellFormat, cellFormats } from './cell-format.ts'
import { inflateBudget } from './inflate-limits.ts'
import { sharedStrings } from './shared-strings.ts'
import { chooseSheets, type SheetChoice } from './sheet-choice.ts'
import { mergedRanges, mergeFiller } from './sheet-merges.ts'
import { rowCells, type SheetContext } from './sheet-row.ts'
import { openWorkbook, partText, type Sheet, type Workbook } from './workbook-parts.ts'
import { xmlElements } from './xml-elements.ts'
import { memberChunks } from './zip-member.ts'

export interface SheetRow extends RawRow {
  readonly sheet: string
  /** In the first 60 rows of a sheet, where merged cells touch the row: its cells with their values repeated. */
  readonly repeated?: readonly string[]
}

export interface SheetLimits {
  /** Bytes that one sheet may unpack to; its rows are streamed. */
  readonly sheetBytes: number
  /** Bytes that the shared strings may unpack to; they are kept in memory. */
  readonly stringBytes: number
  /** Blank cells that may be put in to reach cells far to the right, all rows together. */
  readonly blankCells: number
}

export interface SheetOptions {
  readonly sheets?: SheetChoice
  /** Repeat the values of merged cells in the rows themselves, downwards and to the right. */
  readonly fillMerged?: boolean
  /** At most so many rows of each sheet. */
  readonly rowsPerSheet?: number
  /** Called for each formula without a result: whoever wrote the file did not calculate. */
  readonly onMissingResult?: () => void
  readonly limits?: SheetLimits
}

export const SHEET_LIMITS: SheetLimits = {
  sheetBytes: 8 * 2 ** 30,
  stringBytes: 512 * 2 ** 20,
  blankCells: 200_000_000,
}

const HEADER_ROWS = 60

/**
 * Rows of a workbook's sheets (by default the first visible one) as text, streamed; rows without a value are passed
 * over. Dates are `YYYY-MM-DD HH:MM:SS` or `YYYY-MM-DD` in the sheet's wall-clock time, numbers have all their digits,
 * formulas stand by their cached value, truth values as true and false, errors as `#N/A`.
 * Throws HY-L-006 {file, reason} where the file is no workbook, is damaged or lacks the sheet, HY-L-010 {file, got,
 * limit} beyond the limits.
 */
export async function* readSheet(file: string, options: SheetOptions = {}): AsyncGenerator<SheetRow> {
  const limits = options.limits ?? SHEET_LIMITS
  const workbook = await openWorkbook(file)
  const sheets = chooseSheets(workbook, options.sheets ?? 'first visible')
  const context = {
    file,
    isDate1904: workbook.isDate1904,
    formats: await formatsOf(workbook),
    strings: await sharedStrings(workbook, limits.stringBytes),
    spendBlanks: blankBudget(file, limits.blankCells),
    missResult: options.onMissingResult,
  }
  const { rowsPerSheet = Number.POSITIVE_INFINITY } = options
  let row = 0
  for (const sheet of sheets) {
    let left = rowsPerSheet
    for await (const found of sheetRows(sheet, context, limits, options.fillMerged === true)) {
      row += 1
      left -= 1
      yield sheetRow(row, found, sheet.name)
      if (left === 0) break
    }
  }
}

/** The sheets of a workbook, hidden ones included. Throws HY-L-006 {file, reason} where the file is no workbook. */
export async function listSheets(file: string): Promise<Pick<Sheet, 'name' | 'position' | 'visibility'>[]> {
  const { sheets } = await openWorkbook(file)
  return sheets.map(({ name, position, visibility }) => ({ name, position, visibility }))
}

interface FoundRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly repeated: readonly string[] | undefined
}

async function* sheetRows(
  sheet: Sheet,
  context: SheetContext,
  limits: SheetLimits,
  fillMerged: boolean,
): AsyncGenerator<FoundRow> {
  const { file } = context
  const chunks = () => {
    const bounds = { inflatedBytes: limits.sheetBytes, ratio: Number.POSITIVE_INFINITY }
    return memberChunks(file, sheet.part, inflateBudget(file, sheet.part.packedBytes, bounds))
  }
  const merges = await mergedRanges(file, chunks(), fillMerged ? Number.POSITIVE_INFINITY : HEADER_ROWS)
  const fill = mergeFiller(merges, context.spendBlanks)
  let line = 0
  for await (const batch of xmlElements(file, chunks(), 'row')) {
    for (const { attributes, inner } of batch) {
      line = Number(/(?:^|\s)r\s*=\s*["'](\d+)/.exec(attributes)?.[1] ?? line + 1)
      const own = rowCells(inner, line, context)
      if (own.every(isBlank)) continue
      const filled = fillMerged || line <= HEADER_ROWS ? fill(line, own) : undefined
      yield { line, cells: fillMerged ? (filled ?? own) : own, repeated: line <= HEADER_ROWS ? filled : undefined }
    }
  }
}

/** A row whose text for quarantine is made only when it is asked for. */
function sheetRow(row: number, { line, cells, repeated }: FoundRow, sheet: string): SheetRow {
  return {
    row,
    line,
    sheet,
    cells,
    get raw() {
      return JSON.stringify(cells)
    },
    ...(repeated === undefined ? {} : { repeated }),
  }
}

async function formatsOf({ file, styles }: Workbook): Promise<CellFormat[]> {
  return styles === undefined ? [] : cellFormats(await partText(file, styles))
}

function blankBudget(file: string, limit: number): (count: number) => void {
  let spent = 0
  return (count) => {
    spent += count
    if (spent > limit)
      throw new HuiyinError('HY-L-010', { file, got: `${spent} blank cells`, limit: `${limit} blank cells` })
  }
}

function isBlank(cell: string): boolean {
  return cell.trim() === ''
}
