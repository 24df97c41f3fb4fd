import { cellKind, isValue, kindFamily } from './cell-kind.ts'
import { columnKinds, type SampleRecord } from './sample-table.ts'

const MAX_HEADER_ROWS = 3
/** From this width on, a row with a cell too few or too many may be a damaged header rather than a title. */
const TELLING_WIDTH = 4

/** Where the table begins in a sample. */
export interface TableHead {
  /** Lines ahead of the header, or of the first record where there is no header. */
  readonly preambleRows: number
  readonly headerRows: number
}

/**
 * Tells preamble, header and data apart: a header's cells are words where its columns hold numbers, dates or codes. A
 * first row of words above columns of words is taken as a header unless most of its cells occur again in their columns.
 */
export function findTableHead(records: readonly SampleRecord[], width: number): TableHead {
  const body = bodyOf(records, width)
  const families = Array.from({ length: width }, (_, column) => columnFamily(body, column))
  const typical = median(body.map(filled).filter((count) => count > 0))
  const start = findStart(records, width, typical, families)
  if (start === -1) return { preambleRows: 0, headerRows: records.length === 0 ? 0 : 1 }
  let end = start
  while (end < records.length && end - start < MAX_HEADER_ROWS && isHeader(records, end, start, families)) end += 1
  const first = end > start ? withParents(records, start, end, width) : start
  return { preambleRows: (records[first]?.line ?? 1) - 1, headerRows: end - first }
}

/** The first row of the table; a damaged one only where no sound header follows it. */
function findStart(
  records: readonly SampleRecord[],
  width: number,
  typical: number,
  families: readonly Family[],
): number {
  const start = records.findIndex((record) => belongsToTable(record, width, typical))
  const isSound = (record: SampleRecord | undefined) => record?.cells.length === width && !record.isBroken
  const next = records[start + 1]
  if (start === -1 || isSound(records[start]) || next === undefined || !isSound(next)) return start
  const { fits, differs } = compare(next, families)
  return differs > fits ? start + 1 : start
}

/** The records that are surely data: of the usual width, and not among the first. */
function bodyOf(records: readonly SampleRecord[], width: number): SampleRecord[] {
  const usual = records.filter((record) => !record.isBroken && record.cells.length === width)
  return usual.slice(Math.max(1, Math.min(MAX_HEADER_ROWS + 1, Math.floor(usual.length / 3))))
}

type Family = ReturnType<typeof kindFamily>

/** The family that nearly all cells of a column belong to. */
function columnFamily(body: readonly SampleRecord[], column: number): Family {
  const families = new Map<Family, number>()
  let total = 0
  for (const [kind, count] of columnKinds(body, column)) {
    const family = kindFamily(kind)
    families.set(family, (families.get(family) ?? 0) + count)
    total += count
  }
  return [...families].find(([, count]) => count >= total * 0.8)?.[0] ?? null
}

/** A row of the usual width that is not mostly blank, or one of words that comes close: a header that is damaged. */
function belongsToTable(record: SampleRecord, width: number, typical: number): boolean {
  const count = filled(record)
  if (record.cells.length === width && !record.isBroken) {
    return count === width || (count > typical / 2 && count > 1)
  }
  const isClose = Math.abs(record.cells.length - width) <= Math.max(1, width / 8) && width >= TELLING_WIDTH
  return isClose && count >= Math.min(width, record.cells.length) && !record.cells.some(isValue)
}

function isHeader(records: readonly SampleRecord[], at: number, start: number, families: readonly Family[]): boolean {
  const record = records[at]
  if (record === undefined || filled(record) === 0) return false
  if (at === start && (record.isBroken || record.cells.length !== families.length)) return true
  if (record.isBroken || record.cells.length !== families.length || record.cells.some((cell) => cell.length > 200)) {
    return false
  }
  const { fits, differs } = compare(record, families)
  if (fits + differs > 0) return differs > fits
  if (at > start) return isSame(record, records[at - 1]) || isSubHeader(records, at, families.length)
  const recurring = record.cells.filter((cell, column) => recurs(records, at, column, cell)).length
  return recurring <= filled(record) / 2 && !record.cells.some(isValue)
}

/** How many cells are of their column's family, and how many are of another, where the column has one. */
function compare(record: SampleRecord, families: readonly Family[]): { fits: number; differs: number } {
  let fits = 0
  let differs = 0
  for (const [column, cell] of record.cells.entries()) {
    const expected = families[column] ?? null
    if (expected === null || cell.trim() === '') continue
    if (kindFamily(cellKind(cell)) === expected) fits += 1
    else differs += 1
  }
  return { fits, differs }
}

function isSame(record: SampleRecord, other: SampleRecord | undefined): boolean {
  return JSON.stringify(record.cells) === JSON.stringify(other?.cells)
}

/** A row of words under a header with blanks, that is blank where the header's first column has its name. */
function isSubHeader(records: readonly SampleRecord[], at: number, width: number): boolean {
  const cells = records[at]?.cells ?? []
  const above = records[at - 1]?.cells ?? []
  const data = records.slice(at + 1).filter((record) => record.cells.length === width)
  const isKeyed = data.filter((record) => record.cells[0]?.trim() !== '').length > data.length / 2
  const fillsGap = cells.some((cell, column) => cell.trim() !== '' && above[column]?.trim() === '')
  return isKeyed && fillsGap && cells[0]?.trim() === '' && above[0]?.trim() !== '' && !cells.some(isValue)
}

function recurs(records: readonly SampleRecord[], at: number, column: number, cell: string): boolean {
  if (cell.trim() === '') return false
  return records.some((other, index) => index > at + MAX_HEADER_ROWS && other.cells[column] === cell)
}

/** Rows above a header that name groups of columns: words over some of them, blanks over the others. */
function withParents(records: readonly SampleRecord[], start: number, end: number, width: number): number {
  let first = start
  while (first > 0 && end - first < MAX_HEADER_ROWS) {
    const above = records[first - 1]
    if (above === undefined || above.isBroken || above.cells.length !== width) break
    if (filled(above) < 2 || above.cells.some(isValue)) break
    first -= 1
  }
  return first
}

function filled(record: SampleRecord): number {
  return record.cells.filter((cell) => cell.trim() !== '').length
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0
}
