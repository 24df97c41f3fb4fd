// kind by content ─┬ text ─▶ a query of DuckDB's own reader where the file is clean, else record by record ─┐
//                  └ xlsx, json, parquet ─▶ record by record ────────────────────────────────────────────┴▶ cells, rejected
import { stat } from 'node:fs/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { mappedCells } from '../core/mapped-cells.ts'
import type { Source } from '../core/source-schema.ts'
import { type WorkCounter, workCounter } from '../core/work-counter.ts'
import type { SqlFile } from '../warehouse/sql-file.ts'
import { throwIfStopped } from '../warehouse/stoppable.ts'
import { isTextFormula } from './cell-text.ts'
import { chosenSheets } from './chosen-sheets.ts'
import type { CsvRow } from './csv/csv-row.ts'
import type { Dialect } from './csv/dialect.ts'
import type { ShapeCounts } from './csv/shape.ts'
import type { EncodingName } from './decode/encoding-name.ts'
import { decodedText } from './decoded-text.ts'
import { type FastRead, fastRead } from './fast-read.ts'
import { fileKind } from './formats/file-kind.ts'
import { openJson } from './formats/read-json.ts'
import { parquetRelation } from './formats/read-parquet.ts'
import { isPacked, requireReadable, type TableKind } from './formats/readable-kind.ts'
import { unreadable } from './formats/unreadable.ts'
import { findHeader, type Header } from './header.ts'
import { fillCells } from './incoming.ts'
import type { RawRow } from './raw-row.ts'
import { csvDialect, readCsv } from './read-csv.ts'
import { relationRows } from './relation-rows.ts'
import { requiredFields } from './row-problems.ts'
import { type ShapedRows, shapedSheet, shapedText } from './shaped-rows.ts'

const HEADER_ROWS = 30

/** A file whose header is found, and the ways to its records; to be disposed of when they are read. */
export interface OpenTable extends AsyncDisposable {
  readonly header: Header
  /** As found, or as the mapping declares; workbooks and Parquet are UTF-8 inside. */
  readonly encoding: EncodingName
  /** How DuckDB can read the records itself, where the file is plainly written. */
  readonly fast?: FastRead | undefined
  /** The first records, to know the usual words by. */
  readonly first: readonly RawRow[]
  /** For the ledger; complete when the records were read. */
  notes(): readonly string[]
  /** Puts the records, one by one, into the table `cells` and into `rejected`; returns how many there were. */
  fill(cells: string): Promise<number>
}

interface Records {
  readonly rows: AsyncGenerator<RawRow>
  /** Filled while the rows are read. */
  readonly notes: readonly string[]
  /** How a text file is written. */
  readonly dialect?: Dialect
  /** Tells records from what else stands below the header, where the format leaves room for it. */
  readonly shaped?: (behind: AsyncIterable<RawRow>, header: Header) => ShapedRows
}

/**
 * Opens one file, told apart by its content. `name` is what the person calls it, `path` where its bytes are, `scratch` a
 * folder for what has to be rewritten. Without `isFast` its records can be read one by one only.
 * Throws HY-L-… where it cannot be read, or has no header that fits.
 */
export async function openTable(
  connection: DuckDBConnection,
  file: { readonly name: string; readonly path: string },
  source: Source,
  staging: SqlFile,
  {
    isFast,
    scratch,
    counter = workCounter(file.name),
  }: { readonly isFast: boolean; readonly scratch: string; readonly counter?: WorkCounter },
): Promise<OpenTable> {
  const kind = requireReadable(await fileKind(file.path), file.name)
  if (isPacked(kind)) throw unreadable(file.name, 'it is packed twice')
  const isText = kind === 'text' || kind === 'json' || kind === 'jsonl'
  const text = isText ? await decodedText(file, source.encoding, scratch) : undefined
  try {
    const path = text?.path ?? file.path
    const required = requiredFields(staging, source)
    const records = await recordsOf(connection, path, kind, { source, required, counter, isCut: text?.isCut === true })
    const first = await take(records.rows, HEADER_ROWS)
    const isNamed = kind === 'json' || kind === 'jsonl' || kind === 'parquet'
    const mapping: Source = isNamed ? { ...source, header: 'found' } : source
    const header = findHeader(first, mapping, file.name, required)
    const { dialect } = records
    // While DuckDB reads, its own account of the share is what tells.
    const { totalBytes } = counter
    counter.totalBytes = 0
    const isSlow = text?.isCut === true || first.some(({ cells }) => cells.some(isTextFormula))
    const fast = dialect === undefined || !isFast || isSlow ? undefined : await fastRead(path, header, source, dialect)
    let counts: ShapeCounts | undefined
    const behindHeader = first.filter(({ row }) => row > header.row.row)
    return {
      header,
      encoding: text?.encoding ?? 'utf-8',
      fast,
      first: behindHeader,
      notes: () => [...(text?.notes ?? []), ...records.notes, ...(kind === 'text' ? mendedNotes(counts) : [])],
      async fill(cells) {
        const judged = records.shaped?.(chain(behindHeader, records.rows), header)
        const behind = judged?.rows ?? chain(behindHeader, records.rows)
        counter.totalBytes = totalBytes
        const read = await fillCells(connection, cells, countedRows(connection, behind, counter), header, source)
        counter.totalBytes = 0
        counts = judged?.counts
        return read
      },
      async [Symbol.asyncDispose]() {
        await records.rows.return(undefined)
        await text?.remove()
      },
    }
  } catch (error) {
    await text?.remove()
    throw error
  }
}

/** An error that names the file by where its bytes are, naming it as the person does. */
export function namedAs(error: unknown, file: { readonly name: string; readonly path: string }): unknown {
  if (!(error instanceof HuiyinError) || error.details['file'] !== file.path) return error
  return new HuiyinError(error.code, { ...error.details, file: file.name }, { cause: error })
}

/** Records of a text file that got blank cells, or lost some, at their ends. */
function mendedNotes(counts: ShapeCounts | undefined): string[] {
  const { padded = 0, trimmed = 0 } = counts ?? {}
  return [...(padded === 0 ? [] : [`padded=${padded}`]), ...(trimmed === 0 ? [] : [`trimmed=${trimmed}`])]
}

async function recordsOf(
  connection: DuckDBConnection,
  path: string,
  kind: TableKind,
  {
    source,
    required,
    counter,
    isCut,
  }: {
    readonly source: Source
    readonly required: readonly string[]
    readonly counter: WorkCounter
    readonly isCut: boolean
  },
): Promise<Records> {
  switch (kind) {
    case 'text': {
      const { dialect, sample } = await csvDialect(
        path,
        source.delimiter,
        mappedCells(source).map(({ name }) => name),
      )
      const notes: string[] = []
      counter.totalBytes = (await stat(path)).size
      const rows = readCsv(path, dialect, {
        isCut,
        onBytes: (bytes) => {
          counter.bytes = bytes
        },
        onEnd: (summary) => {
          if (summary.truncated && summary.problemRows > 0) notes.push('truncated')
        },
      })
      return {
        rows,
        notes,
        dialect,
        shaped: (behind, header) => shapedText(behind as AsyncIterable<CsvRow>, header, source, sample),
      }
    }
    case 'xlsx':
    case 'xlsm': {
      const shaped = (behind: AsyncIterable<RawRow>, header: Header) => shapedSheet(behind, header, source)
      const chosen = await chosenSheets(path, source, required)
      return {
        rows: chosen.rows,
        get notes() {
          return chosen.notes
        },
        shaped,
      }
    }
    case 'json':
    case 'jsonl': {
      const table = await openJson(path, kind)
      return { rows: table.rows(), notes: table.isTruncated ? ['truncated'] : [] }
    }
    case 'parquet': {
      const { columns, sql } = await parquetRelation(connection, path)
      return { rows: relationRows(connection, columns, sql, path), notes: [] }
    }
  }
}

const CHECKED_EVERY = 1024

/** Counts the rows that go by; where the work is stopped, none goes by any more. */
async function* countedRows(
  connection: DuckDBConnection,
  rows: AsyncIterable<RawRow>,
  counter: WorkCounter,
): AsyncGenerator<RawRow> {
  for await (const row of rows) {
    counter.rows += 1
    if (counter.rows % CHECKED_EVERY === 0) throwIfStopped(connection)
    yield row
  }
}

async function take(rows: AsyncGenerator<RawRow>, count: number): Promise<RawRow[]> {
  const taken: RawRow[] = []
  while (taken.length < count) {
    const next = await rows.next()
    if (next.done === true) break
    taken.push(next.value)
  }
  return taken
}

async function* chain(first: readonly RawRow[], rest: AsyncGenerator<RawRow>): AsyncGenerator<RawRow> {
  yield* first
  yield* rest
}
