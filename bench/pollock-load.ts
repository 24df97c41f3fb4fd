import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../pipelines/core/errors.ts'
import { type Source, sourceSchema } from '../pipelines/core/source-schema.ts'
import { sniffDialect } from '../pipelines/load/csv/sniff-dialect.ts'
import { columnNames, type Header } from '../pipelines/load/header.ts'
import { createCells, emptyRejected } from '../pipelines/load/incoming.ts'
import type { RawRow } from '../pipelines/load/raw-row.ts'
import { type OpenTable, openTable } from '../pipelines/load/read-table.ts'
import { openForWriting } from '../pipelines/warehouse/database.ts'
import { execute, identifier, queryRows } from '../pipelines/warehouse/query.ts'
import type { SqlFile } from '../pipelines/warehouse/sql-file.ts'
import { pollutedText, readAll, unixLines } from './pollock-tables.ts'

/** What is made of one file. */
export interface LoadedTable {
  /** Header, where there is one, and records. */
  readonly rows: string[][]
  /** What would stand in the quarantine. */
  readonly problems: Pick<RawRow, 'raw'>[]
  /** What holds for the file as a whole: such a file is refused, or its header is not used, until a person decides. */
  readonly findings: string[]
  readonly isRefused: boolean
}

export type PollutedLoader = (folder: string, file: string) => Promise<LoadedTable>

/** Columns of no entity: what is measured is what lies ahead of types and codes. */
const NO_STAGING: SqlFile = {
  path: '',
  name: 'bench',
  summary: '',
  grain: '',
  tags: {},
  columns: [],
  reads: [],
  sql: '',
}

/**
 * Loads files of a folder with `csv`, `clean` and `parameters` as `huiyin load` does, up to the text of the cells, by a
 * mapping that names every column as the file's own header does. Closes its database when disposed.
 */
export async function pollutedLoader(): Promise<PollutedLoader & AsyncDisposable> {
  const database = await openForWriting(':memory:')
  const scratch = mkdtempSync(join(tmpdir(), 'huiyin-pollock-'))
  const load: PollutedLoader = async (folder, file) => {
    const text = pollutedText(folder, file)
    if (text === '') return { rows: [], problems: [], findings: [], isRefused: false }
    const path = join(scratch, 'file.csv')
    writeFileSync(path, text)
    const mapping = mappingOf(text)
    if (mapping === undefined) return { rows: [], problems: [], findings: ['dialect unsure'], isRefused: true }
    const { source, findings } = mapping
    try {
      const place = { name: file, path }
      await using table = await openTable(database.connection, place, source, NO_STAGING, { isFast: true, scratch })
      await readCells(database.connection, table)
      return { ...(await loadedRows(database.connection, table.header)), findings, isRefused: false }
    } catch (error) {
      if (!(error instanceof HuiyinError)) throw error
      return { rows: [], problems: [], findings: [error.code], isRefused: true }
    }
  }
  return Object.assign(load, {
    async [Symbol.asyncDispose]() {
      rmSync(scratch, { recursive: true, force: true })
      await database[Symbol.asyncDispose]()
    },
  })
}

/** The cells into `read_cell`: DuckDB's own reading where it comes to what it must, else record by record, as loading does. */
async function readCells(connection: DuckDBConnection, table: OpenTable): Promise<void> {
  const { fast } = table
  if (fast === undefined) return fillCells(connection, table)
  try {
    await emptyRejected(connection)
    await execute(connection, `create or replace temp table read_cell as ${fast.sql}`)
    const [found] = await queryRows<{ n: number }>(connection, 'select count(*) as n from read_cell')
    if (found?.n === (await fast.counted)?.records) return
  } catch (error) {
    if (!(error instanceof HuiyinError && error.code === 'HY-W-002')) throw error
  }
  await fillCells(connection, table)
}

async function fillCells(connection: DuckDBConnection, table: OpenTable): Promise<void> {
  await createCells(connection, 'read_cell', table.header)
  await table.fill('read_cell')
}

/** The mapping that names each column of the header; undefined where it is not certain what the columns are. */
function mappingOf(text: string): { source: Source; findings: string[] } | undefined {
  const { dialect, sample, sure } = sniffDialect(text)
  if (!sure) return undefined
  const head = readAll(text, dialect).filter(({ line }) => line > dialect.preambleRows)
  const rows = head.slice(0, dialect.headerRows)
  const width = rows.length > 0 ? Math.max(...rows.map(({ cells }) => cells.length)) : dialect.width
  const names = rows.length > 0 ? columnNames(rows) : []
  const columns = Array.from({ length: width }, (_column, index) => [`c${index}`, names[index] || `#${index + 1}`])
  return {
    source: sourceSchema.parse({
      source: 'bench',
      entity: 'complaint',
      files: ['*'],
      header: rows.length === 0 ? 'none' : 'found',
      columns: Object.fromEntries(columns),
    }),
    findings: [
      ...(rows.some(({ problem }) => problem !== undefined) ? ['header row damaged'] : []),
      ...(rows.length > 0 && sample.length > 0 && width !== dialect.width ? ['header of another width'] : []),
      ...(rows.length === 0 && dialect.preambleRows > 0 ? ['no header found'] : []),
    ],
  }
}

async function loadedRows(connection: DuckDBConnection, header: Header) {
  const columns = [...header.positions.keys()].map(
    (field) => `coalesce(${identifier(field)}, '') as ${identifier(field)}`,
  )
  const cells = await queryRows<Record<string, string>>(
    connection,
    `select ${columns.join(', ')} from read_cell order by row_number, rowid`,
  )
  const problems = await queryRows<{ raw: string }>(connection, 'select raw from rejected order by row_number, rowid')
  const records = cells.map((row) => Object.values(row).map(unixLines))
  return { rows: header.rows.length === 0 ? records : [namesAsGiven(header), ...records], problems }
}

/** A header of several rows as the benchmark names it: the rows' cells, joined. */
function namesAsGiven({ rows, names }: Header): string[] {
  return names.map((_name, index) =>
    rows
      .map(({ cells }) => cells[index] ?? '')
      .join(' ')
      .trim(),
  )
}
