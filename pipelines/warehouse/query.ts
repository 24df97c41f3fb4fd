import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { HuiyinError, reasonOf } from '../core/errors.ts'
import { inTurn } from './statement-turns.ts'
import { storageFailure } from './storage-failure.ts'

export type Parameters = Readonly<Record<string, DuckDBValue>>
export type Row = Record<string, DuckDBValue>

/**
 * Runs one statement for its effect, and returns how many rows it inserted, changed or deleted. `origin` names the SQL
 * file or the step, for the error HY-W-002; a full or read-only disk is HY-C-007.
 */
export async function execute(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters = {},
  origin = '',
): Promise<number> {
  return statement(connection, sql, origin, async () => {
    const result = await (Object.keys(parameters).length === 0
      ? connection.run(sql)
      : connection.run(sql, { ...parameters }))
    return result.rowsChanged
  })
}

/**
 * Binds a statement once, to be run often; a wide one is dearer to bind than to run over some thousand rows. It takes no
 * parameters, and stays bound while no table, view or macro is made: DuckDB binds anew otherwise. What the values of the
 * moment would let it leave out (a column without blanks needs no test for them) it must not know, since the plan
 * outlives them. Throws as `execute`.
 */
export async function bindOnce(connection: DuckDBConnection, sql: string, origin = ''): Promise<BoundStatement> {
  const prepared = await statement(connection, sql, origin, async () => {
    await connection.run("set disabled_optimizers = 'statistics_propagation'")
    return connection.prepare(sql).finally(() => connection.run('reset disabled_optimizers'))
  })
  const run = async () => {
    await statement(connection, sql, origin, () => prepared.run())
  }
  return { run, close: () => prepared.destroySync() }
}

/** A statement that `bindOnce` bound; `close` lets go of it. */
export interface BoundStatement {
  run(): Promise<void>
  close(): void
}

/** Rows as objects, for results of a few thousand rows; larger ones travel as Arrow (see arrow.ts). */
export async function queryRows<Shape = Row>(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters = {},
  origin = '',
): Promise<Shape[]> {
  return statement(connection, sql, origin, async () => {
    const reader = await (Object.keys(parameters).length === 0
      ? connection.runAndReadAll(sql)
      : connection.runAndReadAll(sql, { ...parameters }))
    return reader.getRowObjectsJS().map(plainRow) as Shape[]
  })
}

/** Runs `work` in one transaction: all of it, or nothing. */
export async function inTransaction<Result>(
  connection: DuckDBConnection,
  work: () => Promise<Result>,
): Promise<Result> {
  await execute(connection, 'begin transaction')
  try {
    const result = await work()
    await execute(connection, 'commit')
    return result
  } catch (error) {
    await connection.run('rollback').catch(() => undefined)
    throw error
  }
}

/** An SQL identifier in double quotes. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** An SQL text literal, for the few places where DuckDB takes no parameter. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Does one statement in its turn; what DuckDB says against it is said with its origin. */
function statement<Result>(
  connection: DuckDBConnection,
  sql: string,
  origin: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return inTurn(connection, () =>
    work().catch((cause: unknown) => {
      throw sqlError(sql, origin, cause)
    }),
  )
}

function plainRow(row: Record<string, unknown>): Record<string, unknown> {
  for (const [name, value] of Object.entries(row)) {
    if (typeof value === 'bigint') row[name] = Number(value)
  }
  return row
}

function sqlError(sql: string, origin: string, cause: unknown): HuiyinError {
  const failure = storageFailure(cause, 'warehouse.duckdb')
  if (failure !== undefined) return failure
  const reason = reasonOf(cause)
  const line = /LINE (\d+):/.exec(reason)?.[1] ?? '?'
  return new HuiyinError('HY-W-002', { origin: origin || sql.slice(0, 80), line, reason }, { cause })
}
