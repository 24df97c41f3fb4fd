import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, queryRows } from '../warehouse/query.ts'
import { readSqlFolder, type SqlFile } from '../warehouse/sql-file.ts'
import { buildTables, buildViews, dropOther } from './build-table.ts'
import { writeGivenFields } from './given-fields.ts'
import { defineExported } from './merge-events.ts'

/** Up to so many staged rows, facts are tables. */
const FEW_ROWS = 20_000

/**
 * Defines the facts and the steps below them: as tables where there are few rows, since each statement that reads a view
 * of hundreds of columns binds and plans it anew; as views where there are many, since a column then costs only whoever
 * reads it. Returns their files.
 */
export async function defineFacts(connection: DuckDBConnection, fewRows = FEW_ROWS): Promise<readonly SqlFile[]> {
  const staged = await stagedRows(connection)
  const events = readSqlFolder('2_events')
  const facts = [...readSqlFolder('2_cases'), ...readSqlFolder('2_facts')]
  const isFew = [...staged.values()].reduce((sum, rows) => sum + rows, 0) <= fewRows
  const isEmpty = (file: SqlFile) => entitiesOf(file).every((entity) => staged.get(entity) === 0)
  const build = (files: readonly SqlFile[]) =>
    isFew ? buildTables(connection, files, isEmpty) : buildViews(connection, files)
  // One thread reads a table of so few rows whatever is asked for, and waking others costs a fifth more.
  if (isFew) await execute(connection, 'set threads = 1')
  await dropOther(connection, [...events, ...facts], isFew ? 'table' : 'view')
  await writeGivenFields(connection)
  await build(events)
  await defineExported(connection)
  await build(facts)
  return [...events, ...facts]
}

/** Drops the steps below the facts where they are tables: only marts and checks read them beside the facts. */
export async function dropSteps(connection: DuckDBConnection): Promise<void> {
  await dropOther(connection, [...readSqlFolder('2_events'), ...readSqlFolder('2_cases')], 'view')
}

/** Entity → rows of all versions. */
async function stagedRows(connection: DuckDBConnection): Promise<ReadonlyMap<string, number>> {
  const counts = readSqlFolder('1_staging').map(
    ({ name }) => `select '${name.replace('staging.', '')}' as entity, count(*) as n from ${name}`,
  )
  const rows = await queryRows<{ entity: string; n: number }>(connection, counts.join(' union all '))
  return new Map(rows.map(({ entity, n }) => [entity, n]))
}

/** The entities of which a step or fact has rows: where none of them has any, it has none either. */
function entitiesOf({ name }: SqlFile): readonly string[] {
  if (name === 'cases.surveyed') return ['survey']
  if (name.startsWith('events.')) return ['complaint_event']
  if (name.startsWith('cases.') || name === 'facts.complaint') return ['complaint', 'complaint_event']
  return [name.replace('facts.', '')]
}
