import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, identifier } from '../warehouse/query.ts'
import { readSqlFile, readSqlFolder, type SqlFile } from '../warehouse/sql-file.ts'
import { buildTables, buildViews, dropOther } from './build-table.ts'
import { writeGivenFields } from './given-fields.ts'
import { defineExported } from './merge-events.ts'

/**
 * Makes a table of each fact, so that whatever reads facts, checks, marts, the analysis and `publish`, does not evaluate
 * them again. The steps below them are views: a step that a fact extends is read from the fact once that is made.
 * `staged` has the rows of each entity in all versions: a fact of an entity without any is made from its header alone.
 * Returns the files.
 */
export async function defineFacts(
  connection: DuckDBConnection,
  staged: ReadonlyMap<string, number> = new Map(),
): Promise<readonly SqlFile[]> {
  const [events, cases, facts] = [readSqlFolder('2_events'), readSqlFolder('2_cases'), readSqlFolder('2_facts')]
  const isEmpty = (file: SqlFile) => entitiesOf(file).every((entity) => staged.get(entity) === 0)
  await dropOther(connection, [...events, ...cases], 'view')
  await dropOther(connection, facts, 'table')
  await writeGivenFields(connection)
  await buildViews(connection, events)
  const ofEvents = facts.filter((fact) => extendedBy(fact).some(({ name }) => name.startsWith('events.')))
  await buildFacts(connection, ofEvents, isEmpty)
  await defineExported(connection)
  await buildViews(connection, cases)
  await buildFacts(
    connection,
    facts.filter((fact) => !ofEvents.includes(fact)),
    isEmpty,
  )
  return [...events, ...cases, ...facts]
}

/**
 * Joins as the SQL is written, each building its table of what is joined to the complaints: the estimates for views are so
 * low that the optimizer would build one of all complaints with all their columns, which takes their whole size in memory.
 */
async function buildFacts(
  connection: DuckDBConnection,
  facts: readonly SqlFile[],
  isEmpty: (file: SqlFile) => boolean,
): Promise<void> {
  for (const fact of facts) {
    await execute(connection, "set disabled_optimizers = 'build_side_probe_side,join_order'")
    await buildTables(connection, [fact], isEmpty)
    await execute(connection, 'reset disabled_optimizers')
    for (const step of extendedBy(fact)) {
      const columns = step.columns.map(({ name }) => identifier(name)).join(', ')
      const view = `create or replace view ${step.name} as select ${columns} from ${fact.name}`
      await execute(connection, view, {}, step.path)
    }
  }
}

/** The steps whose columns a fact has in front of its own, and the steps that those extend. */
function extendedBy({ tags }: SqlFile): SqlFile[] {
  const name = tags['extends']
  if (name === undefined) return []
  const step = readSqlFile(`2_${name.replace('.', '/')}.sql`)
  return [step, ...extendedBy(step)]
}

/** The entities of which a fact has rows: where none of them has any, it has none either. */
function entitiesOf({ name }: SqlFile): readonly string[] {
  if (name === 'facts.complaint') return ['complaint', 'complaint_event']
  return [name.replace('facts.', '')]
}
