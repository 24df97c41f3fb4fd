import type { DuckDBConnection } from '@duckdb/node-api'
import type { Source } from '../core/source-schema.ts'
import type { BoundStatement } from '../warehouse/query.ts'
import type { SqlFile } from '../warehouse/sql-file.ts'
import type { OpenTable } from './read-table.ts'

/** One file on its way into the table of its source. */
export interface StagingWork {
  readonly connection: DuckDBConnection
  readonly source: Source
  readonly staging: SqlFile
  readonly table: OpenTable
  readonly timezone: string
  readonly batchNo: number
  readonly exportedAt: string | null
  readonly mappingHash: string
  readonly ready: Ready
  /** Whether the records read are wanted on the connection afterwards, as the view `incoming`. */
  readonly isShown: boolean
}

/** What stands ready on a connection for files like those that were loaded before: most of a small file's cost is binding. */
export interface Ready {
  /** Endings of the macros that are there. */
  readonly macros: Set<string>
  /** Goes up with whatever is made: a statement that was bound before is bound anew at each run. */
  generation: number
  /** By mapping and mapped fields. */
  readonly stages: Map<string, ReadyStage>
}

/** For the files of one source whose headers give the same fields: the table of their cells, and the statement that types them. */
export interface ReadyStage {
  readonly cells: string
  insert?: BoundStatement & { readonly table: string; readonly generation: number }
  /** Records that went through; DuckDB keeps their room until the table is dropped. */
  rows: number
}
