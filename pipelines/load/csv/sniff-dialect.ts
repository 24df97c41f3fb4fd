// sample ── candidates (delimiter × quote × line end) ── read and weigh each ──▶ best ── escape ── header ──▶ finding
import { open } from 'node:fs/promises'
import { HuiyinError } from '../../core/errors.ts'
import type { Dialect } from './dialect.ts'
import { DELIMITERS, dialectCandidates } from './dialect-candidates.ts'
import { dialectEvidence } from './dialect-evidence.ts'
import { findTableHead } from './header-rows.ts'
import { readSampleTable, type SampleTable } from './sample-table.ts'

const SAMPLE_BYTES = 1 << 20
const SAMPLE_CHARS = 1 << 18

/** A dialect and what speaks for it. */
export interface DialectFinding {
  readonly dialect: Dialect
  /** Whether the delimiter is clear: a table of two columns or more, and none that fits nearly as well. */
  readonly sure: boolean
  /** 0 to 1: how even the rows are and how much the columns' cells are of one kind. */
  readonly score: number
  /** The best reading with another delimiter. */
  readonly runnerUp: { readonly delimiter: string; readonly score: number } | null
  readonly sampledRecords: number
  /** Records of the sample with another width than the usual one, from the table's begin; and unreadable ones. */
  readonly oddRecords: number
  readonly brokenRecords: number
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
  try {
    await using file = await open(path)
    const { bytesRead, buffer } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0)
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(buffer.subarray(0, bytesRead))
    return sniffDialect(text, declared, bytesRead < SAMPLE_BYTES)
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
    return { dialect, table, score: table.score * (DELIMITERS.get(dialect.delimiter) ?? 1) }
  }
  const weighed = dialectCandidates(sample, declared).map(weigh)
  const found = weighed.reduce((best, next) => (next.score > best.score + 1e-9 ? next : best))
  const best = declared.escape === undefined ? withEscape(found, sample, weigh) : found
  const others = weighed.filter(({ dialect }) => !isVariant(dialect.delimiter, best.dialect.delimiter))
  const runnerUp = others.reduce<Weighed | null>((top, next) => (next.score > (top?.score ?? 0) ? next : top), null)
  return finding(best, runnerUp, declared)
}

/** Backslashes or bare quotes, where doubling leaves broken records and they do not. */
function withEscape(found: Weighed, sample: string, weigh: (dialect: Dialect) => Weighed): Weighed {
  const { quote, delimiter } = found.dialect
  if (quote === null || found.table.broken === 0) return found
  const backslashed = sample.includes(`\\${quote}`)
  const bare = !hasDoubled(sample, quote, delimiter)
  const readings = [...(backslashed ? (['\\'] as const) : []), ...(bare ? [null] : [])].map((mark) =>
    weigh({ ...found.dialect, escape: mark }),
  )
  const { width, regular } = found.table
  const better = readings.find(({ table }) => table.broken === 0 && table.width === width && table.regular >= regular)
  return better ?? found
}

/** Whether some field holds a doubled quote; an empty quoted field is none. */
function hasDoubled(sample: string, quote: string, delimiter: string): boolean {
  const breaks = [delimiter.charAt(0), delimiter.slice(-1), '\r', '\n', '']
  for (let at = sample.indexOf(quote + quote); at !== -1; at = sample.indexOf(quote + quote, at + 2)) {
    if (!breaks.includes(sample.charAt(at - 1)) && !breaks.includes(sample.charAt(at + 2))) return true
  }
  return false
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
    sampledRecords: table.records.length,
    oddRecords: inTable.filter((record) => !record.isBroken && record.cells.length !== dialect.width).length,
    brokenRecords: table.broken,
    declared: (Object.keys(declared) as (keyof Dialect)[]).filter((key) => declared[key] !== undefined),
  }
  return { ...found, evidence: dialectEvidence(found) }
}

/** Whether two delimiters are the same but for blanks: then nothing hangs on which it is. */
function isVariant(one: string, other: string): boolean {
  return one === other || (one.trim() === other.trim() && one.trim() !== '')
}

function isSure(best: Weighed, runnerUp: Weighed | null): boolean {
  const { width, regular } = best.table
  return width > 1 && regular >= 0.3 && best.score >= 0.02 && (runnerUp?.score ?? 0) <= best.score * 0.7
}
