import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { literal } from '../pipelines/warehouse/query.ts'
import type { LoadedTable } from './pollock-load.ts'

/** Loads a polluted file as the benchmark's own DuckDB run does: given parameters, lenient, errors ignored. */
export type DuckdbLoader = (folder: string, file: string) => Promise<LoadedTable>

export async function duckdbLoader(): Promise<DuckdbLoader> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  return async (folder, file) => {
    try {
      const result = await connection.runAndReadAll(`from ${readCsvCall(folder, file)}`)
      const records = result.getRowsJson().map((row) => row.map((value) => (value === null ? '' : String(value))))
      return { rows: [result.columnNames(), ...records], problems: [], findings: [], isRefused: false }
    } catch {
      return { rows: [], problems: [], findings: ['application error'], isRefused: true }
    }
  }
}

function readCsvCall(folder: string, file: string): string {
  const text = readFileSync(join(folder, 'parameters', `${file}_parameters.json`), 'utf8')
  const given = JSON.parse(text) as {
    delimiter: string
    quotechar: string
    escapechar: string
    preamble_lines: number
    header_lines: number
    column_names: string[]
    n_columns: number
  }
  const numbered = Array.from({ length: Math.max(1, given.n_columns) }, (_, index) => `col_${index}`)
  const names = given.column_names.length > 0 ? given.column_names.map((name) => name.trim()) : numbered
  const columns = [...new Set(names)].map((name) => `${literal(name)}: 'VARCHAR'`)
  return `read_csv(${literal(join(folder, 'csv', file))}, delim=${literal(given.delimiter || ',')},
    quote=${literal(given.quotechar || '"')}, escape=${literal(given.escapechar || '"')},
    skip=${Number(given.preamble_lines) + Number(given.header_lines)}, header=false, columns={${columns.join(', ')}},
    auto_detect=false, strict_mode=false, ignore_errors=true, null_padding=true)`
}
