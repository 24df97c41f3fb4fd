// clean file ── DuckDB's own reader ──────────────┐
// any other ── record by record ─▶ cells ─────────┴─ staging SQL, one pass ─▶ the source's table
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { columnValues } from '../core/mapped-cells.ts'
import { execute, literal, queryRows } from '../warehouse/query.ts'
import { codedFields } from '../warehouse/staging-file.ts'
import type { FastRead } from './fast-read.ts'
import { emptyRejected, incomingSql } from './incoming.ts'
import { insertOf } from './insert-rows.ts'
import type { Numbering } from './number-rows.ts'
import { cellsOfBatch, insertCells, stageJob } from './ready-stage.ts'
import type { StagingWork } from './staging-work.ts'

/** The rows of a file in the table of its source, not entered in the ledger yet. */
export interface Staged {
  readonly table: string
  readonly read: number
  /** How the rows are to be numbered, where DuckDB read them by itself. */
  readonly numbering?: Numbering
  readonly notes: readonly string[]
}

/** Adds the rows of a file to the table of its source, typed, in the quickest way that is sure to be right. */
export async function stageFile(work: StagingWork): Promise<Staged> {
  return (await stageFast(work)) ?? (await stageCarefully(work))
}

/** DuckDB's own reading, where the file is clean and comes to as many records as it must; else undefined. */
async function stageFast(work: StagingWork): Promise<Staged | undefined> {
  const { connection, source, staging, batchNo, table } = work
  const { fast, header } = table
  if (fast === undefined) return undefined
  const exported = work.exportedAt === null ? 'null' : literal(work.exportedAt)
  const cells = `select ${batchNo}::integer as batch_no, ${exported}::timestamptz as exported_at, record.* from (${fast.sql}) as record`
  const job = { ...(await stageJob(work)), words: usualWords(work) }
  const insert = await insertOf(connection, job, incomingSql(source, staging, header, cells))
  work.ready.generation += 1
  const batch = { batch: batchNo }
  try {
    await execute(connection, `delete from ${insert.table} where batch_no = $batch`, batch)
    await insertProven(connection, insert.sql, fast, staging.path)
    const [found] = await queryRows<{ n: number }>(
      connection,
      `select count(*) as n from ${insert.table} where batch_no = $batch`,
      batch,
    )
    await emptyRejected(connection)
    const counted = await fast.counted
    if (counted !== undefined && found?.n === counted.records) {
      const { row, line } = fast
      return { table: insert.table, read: counted.records, numbering: { row, line, breaks: counted.breaks }, notes: [] }
    }
    await execute(connection, `delete from ${insert.table} where batch_no = $batch`, batch)
    return undefined
  } catch (error) {
    // What DuckDB's reader refuses, the careful one explains; a full disk is nobody's reading.
    if (error instanceof HuiyinError && error.code === 'HY-W-002') return undefined
    throw error
  }
}

/** The words of the first records by coded field, as the mapping has them. */
function usualWords({ staging, source, table }: StagingWork): Map<string, Set<string>> {
  const fields = [...codedFields(staging).keys()].filter((field) => table.header.positions.has(field))
  const said = (field: string) => {
    const values = columnValues(source.columns[field])
    const cells = table.first.map(({ cells }) => cells[table.header.positions.get(field) ?? -1] ?? '')
    return new Set(cells.filter((cell) => cell !== '').map((cell) => values[cell] ?? cell))
  }
  return new Map(fields.map((field) => [field, said(field)]))
}

/** Inserts the rows while their file is still being counted, and breaks off where the count shows something odd. */
async function insertProven(connection: DuckDBConnection, sql: string, fast: FastRead, origin: string): Promise<void> {
  let isInserting = true
  const watch = fast.counted.then((counted) => {
    if (counted === undefined && isInserting) connection.interrupt()
  })
  watch.catch(() => undefined)
  try {
    await execute(connection, sql, {}, origin)
  } finally {
    isInserting = false
  }
}

async function stageCarefully(work: StagingWork): Promise<Staged> {
  const { table, read, cells } = await insertCells(work)
  const notes = work.source.key === 'content' ? await duplicateNotes(work.connection, cells) : []
  if (work.isShown) await showIncoming(work, cells)
  return { table, read, notes }
}

async function showIncoming({ connection, source, staging, table }: StagingWork, cells: string): Promise<void> {
  const incoming = incomingSql(source, staging, table.header, cellsOfBatch(cells))
  await execute(connection, `create or replace temp view incoming as ${incoming}`)
}

/** Records without a number of their own that stand more than once, word for word; all of them are kept. */
async function duplicateNotes(connection: DuckDBConnection, cells: string): Promise<string[]> {
  const [found] = await queryRows<{ n: number }>(
    connection,
    `select count(*) - count(distinct content_key) as n from ${cells}`,
  )
  return found === undefined || found.n === 0 ? [] : [`exact_duplicates=${found.n}`]
}
