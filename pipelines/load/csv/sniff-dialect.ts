// sample ── candidates (delimiter × quote × escape × line end) ── read and weigh each ──▶ best ── header ──▶ finding
import { open } from 'node:fs/promises'
import { HuiyinError } from '../../core/errors.ts'
import type { Dialect } from './dialect.ts'
import { dialectCandidates, dialectPrior } from './dialect-candidates.ts'
import { dialectEvidence } from './dialect-evidence.ts'
import { findTableHead } from './header-rows.ts'
import { readSampleTable, type SampleRecord, type SampleTable } from './sample-table.ts'

const SAMPLE_BYTES = 1 << 20
const SAMPLE_CHARS = 1 << 18
const FEW_RECORDS = 5

/** A dialect and what speaks for it. */
export interface DialectFinding {
  readonly dialect: Dialect
  /** Whether the delimiter is clear: a table, and no other delimiter that gives nearly as good a one. */
  readonly sure: boolean
  /** 0 to 1: how even the rows are and how much the columns' cells are of one kind. */
  readonly score: number
  /** The best reading with another delimiter. */
  readonly runnerUp: { readonly delimiter: string; readonly score: number } | null
  /** Records of the sample from the header on. */
  readonly sampledRecords: number
  /** Of these, records of another width than the usual one, and records with broken quotes. */
  readonly oddRecords: number
  readonly brokenRecords: number
  /** Cells of the sampled records of the usual width, header not included. */
  readonly sample: readonly (readonly string[])[]
  /** The parts that the mapping declared. */
  readonly declared: readonly (keyof Dialect)[]
  /** One English sentence for the ledger. */
  readonly evidence: string
}

interface Weighed {
  readonly dialect: Dialect
  readonly table: SampleTable
  readonly score: number
}

/** Finds out how a UTF-8 file writes its table, from its first megabyte. Throws HY-L-001 where it cannot be read. */
export async function sniffFileDialect(path: string, declared: Partial<Dialect> = {}): Promise<DialectFinding> {
  const { text, isWhole } = await beginningOf(path)
  return sniffDialect(text, declared, isWhole)
}

/** The first megabyte of a UTF-8 file. Throws HY-L-001 where it cannot be read. */
export async function beginningOf(path: string): Promise<{ text: string; isWhole: boolean }> {
  try {
    await using file = await open(path)
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0)
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(buffer.subarray(0, bytesRead))
    return { text, isWhole: bytesRead < SAMPLE_BYTES }
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause
    throw new HuiyinError('HY-L-001', { file: path, reason: cause.message }, { cause })
  }
}

/**
 * Finds out how a text writes its table. What the mapping declares is taken as it is. `isWhole` says that the text is
 * not cut: its last line counts.
 */
export function sniffDialect(text: string, declared: Partial<Dialect> = {}, isWhole = true): DialectFinding {
  const sample = text.slice(0, SAMPLE_CHARS).replaceAll('\0', '')
  const wholeSample = isWhole && text.length <= SAMPLE_CHARS
  const weigh = (dialect: Dialect): Weighed => {
    const table = readSampleTable(sample, dialect, wholeSample)
    return { dialect, table, score: table.score * dialectPrior(dialect) }
  }
  const hint = spreadsheetHint(sample)
  const weighed = dialectCandidates(sample, { ...hint, ...declared }).map(weigh)
  const best = orQuoted(
    weighed.reduce((top, next) => (next.score > top.score + 1e-9 ? next : top)),
    weighed,
  )
  const others = weighed.filter(({ dialect }) => !isVariant(dialect.delimiter, best.dialect.delimiter))
  const runnerUp = others.reduce<Weighed | null>((top, next) => (next.score > (top?.score ?? 0) ? next : top), null)
  return finding(best, runnerUp, declared)
}

/** One quote that opens a field and never closes it is damage rather than the mark of a writing without quotes. */
function orQuoted(best: Weighed, weighed: readonly Weighed[]): Weighed {
  if (best.dialect.quote !== null) return best
  const { delimiter, lineEnd } = best.dialect
  const quoted = weighed.find(({ dialect, table }) => {
    const isSame = dialect.delimiter === delimiter && dialect.lineEnd === lineEnd && table.width === best.table.width
    return isSame && dialect.quote !== null && dialect.escape === dialect.quote && table.broken === 1
  })
  return quoted ?? best
}

/** What a first line such as `sep=;`, which spreadsheets understand, says. */
function spreadsheetHint(sample: string): Partial<Dialect> {
  const mark = /^\ufeff?sep=(.)\r?\n/i.exec(sample)?.[1]
  return mark === undefined ? {} : { delimiter: mark }
}

function finding(best: Weighed, runnerUp: Weighed | null, declared: Partial<Dialect>): DialectFinding {
  const { table } = best
  const head = findTableHead(table.records, table.width)
  const dialect: Dialect = { ...best.dialect, ...head, width: table.width, ...declared }
  const inTable = table.records.filter((record) => record.line > dialect.preambleRows)
  const found = {
    dialect,
    sure: declared.delimiter !== undefined || isSure(best, runnerUp),
    score: best.score,
    runnerUp: runnerUp === null ? null : { delimiter: runnerUp.dialect.delimiter, score: runnerUp.score },
    sampledRecords: inTable.length,
    oddRecords: inTable.filter((record) => !record.isBroken && record.cells.length !== dialect.width).length,
    brokenRecords: inTable.filter((record) => record.isBroken).length,
    sample: untilGap(inTable.slice(dialect.headerRows))
      .filter((record) => !record.isBroken && record.cells.length === dialect.width)
      .map((record) => record.cells),
    declared: (Object.keys(declared) as (keyof Dialect)[]).filter((key) => declared[key] !== undefined),
  }
  return { ...found, evidence: dialectEvidence(found) }
}

/** The records ahead of blank lines, below which another table may begin; all of them where too few stand there. */
function untilGap(records: readonly SampleRecord[]): readonly SampleRecord[] {
  const gap = records.findIndex(({ line }, index) => {
    const above = records[index - 1]
    return above !== undefined && line > above.line + 1 + above.cells.join('').split(/\r\n|\n|\r/).length - 1
  })
  return gap < FEW_RECORDS ? records : records.slice(0, gap)
}

/** Whether two delimiters are the same but for blanks: then nothing hangs on which it is. */
function isVariant(one: string, other: string): boolean {
  return one === other || (one.trim() === other.trim() && one.trim() !== '')
}

function isSure(best: Weighed, runnerUp: Weighed | null): boolean {
  const { width, regular, usual, records } = best.table
  const rival = (runnerUp?.score ?? 0) / Math.max(best.score, 1e-9)
  if (width === 1) return best.score >= 0.5 && rival <= 0.7
  const isRepeated = usual > 1 || records.length === 1 || rival <= 0.4
  const isLikely = dialectPrior(best.dialect) >= 0.9
  return isRepeated && regular >= (isLikely ? 0.3 : 0.9) && best.score >= (isLikely ? 0.02 : 0.2) && rival <= 0.7
}
