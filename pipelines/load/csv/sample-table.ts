import { type CellKind, cellKind } from './cell-kind.ts'
import type { Dialect } from './dialect.ts'
import { RecordScanner } from './record-scanner.ts'

/** A record of a sample, read by some dialect; a broken one is its line, cut at every delimiter. */
export interface SampleRecord {
  readonly line: number
  readonly cells: readonly string[]
  readonly isBroken: boolean
}

/** How well a dialect fits a sample. */
export interface SampleTable {
  readonly records: readonly SampleRecord[]
  /** Cells of a usual record: the width that holds most of the sample's cells. */
  readonly width: number
  /** Share of the records that have this width, from the first one that has it. */
  readonly regular: number
  /** Records of this width, and records with broken quotes. */
  readonly usual: number
  readonly broken: number
  /** 0 to 1: even rows, and columns whose cells are of one kind. */
  readonly score: number
}

const RECORDS = 400
/** A table that begins behind these is another one, not the file's own. */
const FIRST_RECORDS = 40
const QUOTED_LINES = 200
/** So many cells tell the kinds of a table's columns: of a wide table, records at even distances. */
const CELLS_JUDGED = 6_000
const WEIGHTS: Readonly<Record<CellKind, number>> = {
  blank: 0,
  number: 1,
  money: 1,
  date: 1,
  time: 1,
  instant: 1,
  address: 1,
  code: 0.95,
  word: 0.85,
  text: 0.5,
  junk: 0.1,
}

/** Reads the first records of a sample by a dialect and weighs them. `isWhole`: the sample is the whole file. */
export function readSampleTable(text: string, dialect: Dialect, isWhole: boolean): SampleTable {
  const { records, read, quotedFields } = readRecordsOf(text, dialect, isWhole)
  const width = widestMass(records)
  const usual = records.filter((record) => !record.isBroken && record.cells.length === width)
  const broken = records.filter((record) => record.isBroken).length
  const first = records.findIndex((record) => !record.isBroken && record.cells.length === width)
  const regular = records.length === 0 ? 0 : usual.length / (records.length - Math.max(0, first))
  const cells = records.reduce((sum, record) => sum + record.cells.length, 0)
  const evenness = cells === 0 ? 0 : (usual.length * width) / cells
  const whole = 1 - broken / Math.max(1, records.length)
  const kinds = kindScore(usual, width)
  const quotes = quoteFactor(text.slice(0, read), quotedFields)
  // One record of a thousand cells is no table: the line end or the delimiter is wrong.
  const steadiness = (0.5 + 0.5 * regular) * (1 - 0.5 / Math.max(1, usual.length))
  const score = evenness ** 2 * whole ** 2 * kinds * quotes * widthFactor(width, kinds) * steadiness
  return { records, width, regular, usual: usual.length, broken, score }
}

interface SampleRead {
  readonly records: SampleRecord[]
  /** Characters read, and fields whose quotes enclosed them. */
  readonly read: number
  readonly quotedFields: number
}

function readRecordsOf(text: string, dialect: Dialect, isWhole: boolean): SampleRead {
  const scanner = new RecordScanner(dialect, QUOTED_LINES)
  const records: SampleRecord[] = []
  let line = 1
  let quotedFields = 0
  let at = text.startsWith('\ufeff') ? 1 : 0
  while (at < text.length && records.length < RECORDS) {
    const scan = scanner.scan(text, at, isWhole)
    if (scan === 'more') break
    if (scan === 'whole') {
      const { cells, contentEnd, next, innerLines } = scanner
      if (contentEnd > at) records.push({ line, cells, isBroken: false })
      line += innerLines + 1
      quotedFields += scanner.quotedFields
      at = next
    } else {
      const end = scanner.lineFrom(text, at, true) ?? { contentEnd: text.length, next: text.length }
      records.push({ line, cells: text.slice(at, end.contentEnd).split(dialect.delimiter), isBroken: true })
      line += 1
      at = end.next
    }
  }
  return { records, read: at, quotedFields }
}

/** Quotes in a text should enclose fields; the fewer do, the likelier the delimiter or the quote is wrong. */
function quoteFactor(text: string, quotedFields: number): number {
  const marks = text.match(/"/g)?.length ?? 0
  return marks === 0 ? 1 : 0.4 + 0.6 * Math.min(1, (2 * quotedFields) / marks)
}

/** Among the widths of the first records, the one that holds most of the sample's cells; once is hardly evidence. */
function widestMass(records: readonly SampleRecord[]): number {
  const counts = new Map<number, number>()
  for (const [index, { cells, isBroken }] of records.entries()) {
    const width = cells.length
    if (!isBroken && (index < FIRST_RECORDS || counts.has(width))) counts.set(width, (counts.get(width) ?? 0) + 1)
  }
  const mass = ([width, count]: readonly [number, number]) => width * (count - 0.9)
  return [...counts].reduce((best, entry) => (mass(entry) > mass(best) ? entry : best), [0, 0])[0]
}

/** Mean over the columns: how much their cells' kinds say, times the share of the commonest kind. */
function kindScore(all: readonly SampleRecord[], width: number): number {
  const step = Math.max(1, Math.floor((all.length * width) / CELLS_JUDGED))
  const records = step === 1 ? all : all.filter((_record, index) => index % step === 0)
  let sum = 0
  for (let column = 0; column < width; column += 1) {
    const kinds = columnKinds(records, column)
    const filled = [...kinds.values()].reduce((total, count) => total + count, 0)
    const weighted = [...kinds].reduce((total, [kind, count]) => total + count * WEIGHTS[kind], 0)
    sum += filled === 0 ? 0.15 : (weighted / filled) * (0.5 + (0.5 * Math.max(...kinds.values())) / filled)
  }
  return width === 0 ? 0 : sum / width
}

/** How often each kind occurs in a column, blank cells aside. */
export function columnKinds(records: readonly SampleRecord[], column: number): Map<CellKind, number> {
  const kinds = new Map<CellKind, number>()
  for (const { cells } of records) {
    const kind = cellKind(cells[column] ?? '')
    if (kind !== 'blank') kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  return kinds
}

/** Wider tables are better evidence; one column counts where its cells are of a clear kind, such as a list of dates. */
function widthFactor(width: number, kinds: number): number {
  return width === 1 && kinds >= 0.9 ? 0.9 : 1 - 1 / (width + 1)
}
