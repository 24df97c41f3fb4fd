// mended export ── keys ──▶ where each record is now ── cells ──▶ JSON a batch ── loaded as a batch of its own ──▶ marked
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { canonicalJson, sha256 } from '../core/hash.ts'
import type { Source } from '../core/source-schema.ts'
import { currentRecords, type Whereabouts } from './current-records.ts'
import { formatOf } from './export.ts'
import { markReplayed, replayNote } from './mark-replayed.ts'
import { type MendedRow, readMendedRows } from './mended-rows.ts'
import type { Quarantined } from './quarantined.ts'
import { columnsOf, rawCells } from './raw-cells.ts'
import { isAsShown, mendedCell, type SheetFormat } from './shown-cell.ts'

/** What became of the rows of one batch; read = loaded + unchanged + quarantined. */
export interface ReplayedBatch {
  /** The batch whose rows these were. */
  readonly of: number
  readonly batchNo: number
  readonly file: string
  /** The same rows were replayed before: nothing was done. */
  readonly known: boolean
  readonly rowsRead: number
  readonly rowsLoaded: number
  readonly rowsUnchanged: number
  readonly rowsQuarantined: number
}

export interface ReplayOutcome {
  readonly batches: readonly ReplayedBatch[]
  /** Rows that nobody changed, that an earlier replay loaded, or whose record is in no batch any more. */
  readonly left: { readonly unchanged: number; readonly loaded: number; readonly unknown: number }
}

export interface ReplayJob {
  readonly file: string
  readonly sources: readonly Source[]
  /** Rows that nobody changed as well, for when it was the mapping that was mended. */
  readonly all: boolean
  /** A folder for the files that are loaded, which may be removed when this process is gone. */
  readonly folder: string
  /** Records of the mended file, its header first. */
  readonly cells: AsyncIterable<readonly string[]>
  /** Loads one file (a JSON array of records) through a mapping as a batch of its own; throws what loading throws. */
  load(file: string, source: Source): Promise<Omit<ReplayedBatch, 'of'>>
}

/** The records of one batch that are to be loaded, each with its cells in the order of the mapping's columns. */
interface Group {
  readonly batch: number
  readonly file: string
  readonly source: Source
  readonly records: { readonly record: Quarantined; readonly cells: readonly string[] }[]
}

/**
 * Loads mended records through the mapping of their source, those of one batch as one new batch. A record that loads is
 * marked as replayed; one that fails again is in quarantine under the new batch, with its new reason. The sums of both
 * batches are true. The same file again changes nothing.
 * Throws HY-Q-003 where the file is no such export, HY-Q-004 where a source has no mapping any more.
 */
export async function replayQuarantine(connection: DuckDBConnection, job: ReplayJob): Promise<ReplayOutcome> {
  try {
    return await replayAll(connection, job)
  } finally {
    await rm(job.folder, { recursive: true, force: true })
  }
}

async function replayAll(connection: DuckDBConnection, job: ReplayJob): Promise<ReplayOutcome> {
  const format = formatOf(job.file)
  const rows = await readMendedRows(job.cells, job.file)
  const { groups, left } = sortOut(rows, await currentRecords(connection, rows), job, format)
  const batches: ReplayedBatch[] = []
  for (const group of groups) batches.push(await replayGroup(connection, group, job))
  return { batches, left }
}

function sortOut(
  rows: readonly MendedRow[],
  whereabouts: readonly Whereabouts[],
  job: ReplayJob,
  format: SheetFormat,
): { groups: readonly Group[]; left: ReplayOutcome['left'] } {
  const groups = new Map<number, Group>()
  const left = { unchanged: 0, loaded: 0, unknown: 0 }
  for (const [index, row] of rows.entries()) {
    const { record, gone = 'unknown' } = whereabouts[index] ?? {}
    if (record === undefined) {
      left[gone] += 1
      continue
    }
    const source = job.sources.find((item) => item.source === record.source)
    if (source === undefined) throw new HuiyinError('HY-Q-004', { source: record.source, batch: record.batch })
    const { cells, isChanged } = cellsOf(row, record, source, format)
    const isDue = isChanged || (job.all && !record.notes.includes(mappingNote(source)))
    if (!isDue || cells.every((cell) => cell.trim() === '')) {
      left.unchanged += 1
      continue
    }
    const group = groups.get(record.batch) ?? { batch: record.batch, file: record.file, source, records: [] }
    group.records.push({ record, cells })
    groups.set(record.batch, group)
  }
  return { groups: [...groups.values()].sort((a, b) => a.batch - b.batch), left }
}

/** A record's cells as they are to be loaded: its own where the person left them, or took their column out. */
function cellsOf(row: MendedRow, record: Quarantined, source: Source, format: SheetFormat) {
  const own = rawCells(record, source)
  let isChanged = false
  const cells = columnsOf(source).map((column) => {
    const before = own.get(column) ?? ''
    const now = row.cell(column, format)
    if (now === undefined || isAsShown(now, before, format)) return before
    isChanged = true
    return mendedCell(now, format)
  })
  return { cells, isChanged }
}

async function replayGroup(connection: DuckDBConnection, group: Group, job: ReplayJob): Promise<ReplayedBatch> {
  const { batch, source, records } = group
  // The name stays, because it may say when the export was made, by which its rows rank among other versions.
  const path = join(job.folder, String(batch), group.file.replaceAll('/', '_'))
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, jsonOf(columnsOf(source), records))
  const loaded = await job.load(path, withoutDialect(source))
  if (loaded.rowsRead !== records.length) {
    throw new Error(`batch ${loaded.batchNo} read ${loaded.rowsRead} of ${records.length} replayed records`)
  }
  await markReplayed(connection, loaded.batchNo, {
    batch,
    rows: records.map(({ record }) => record.row),
    note: replayNote(batch, mappingNote(source)),
  })
  return { ...loaded, of: batch }
}

/** JSON leaves no doubt about where a cell ends, whatever stands in it. */
function jsonOf(columns: readonly string[], records: Group['records']): string {
  const objects = records.map(({ cells }) =>
    Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ''])),
  )
  return `[\n${objects.map((object) => JSON.stringify(object)).join(',\n')}\n]\n`
}

/** The mapping without what it declares about the form of the export, which is not that of the replay's file. */
function withoutDialect({ encoding: _, delimiter: __, sheet: ___, ...source }: Source): Source {
  return source
}

/** By this a replay under the same mapping is known again. */
function mappingNote(source: Source): string {
  return `mapping ${sha256(canonicalJson(source)).slice(0, 8)}`
}
