import type { DuckDBConnection } from '@duckdb/node-api'
import { componentsOf, type MetricDefinition, QUESTIONS } from '../../metrics/catalogue.ts'
import { execute, identifier, queryRows } from '../../warehouse/query.ts'
import { readSqlFolder } from '../../warehouse/sql-file.ts'
import { FEATURES } from '../drivers/answered-complaints.ts'

const CATALOGUE = 'gathered'
/** Columns of no metric that the analysis asks for by name: keys, the staff responsible, and what drivers are read from. */
const NAMED = [
  ...[
    'complaint_id',
    'survey_id',
    'received_on',
    'owner',
    'is_trained',
    'trained_on',
    'score_before',
    'score_after',
    'score_scale',
  ],
  ...FEATURES.map(({ name }) => name),
]

/**
 * Runs `work` with the facts gathered once as tables in memory, under their own names: the facts are views, and an analysis
 * asks them hundreds of times. What neither a metric speaks of nor a question is answered by is left out. Where they are few
 * enough to be tables already, they are read as they are.
 * `work` gets the metrics whose facts have rows.
 */
export async function withGatheredFacts<Result>(
  connection: DuckDBConnection,
  definitions: readonly MetricDefinition[],
  work: (answerable: readonly MetricDefinition[]) => Promise<Result>,
): Promise<Result> {
  if (await areTables(connection)) return work(await answerableOf(connection, definitions))
  const [home] = await queryRows<{ name: string }>(connection, 'select current_database() as name')
  await execute(connection, `attach ':memory:' as ${CATALOGUE} (compress)`)
  try {
    await execute(connection, `create schema ${CATALOGUE}.facts`)
    await gather(connection, gatherStatements(definitions))
    await execute(connection, `use ${CATALOGUE}`)
    return await work(await answerableOf(connection, definitions))
  } finally {
    await execute(connection, `use ${identifier(home?.name ?? '')}`)
    await execute(connection, `detach ${CATALOGUE}`)
  }
}

async function areTables(connection: DuckDBConnection): Promise<boolean> {
  const views = await queryRows(
    connection,
    "select 1 from duckdb_views() where database_name = current_database() and schema_name = 'facts' limit 1",
  )
  return views.length === 0
}

/**
 * Joins as the views are written, each building its table of what is joined to the complaints: the estimates for views are
 * so low that the optimizer would build one of all complaints with all their columns, which takes their whole size in memory.
 */
async function gather(connection: DuckDBConnection, statements: readonly string[]): Promise<void> {
  await execute(connection, "set disabled_optimizers = 'build_side_probe_side,join_order'")
  try {
    for (const statement of statements) await execute(connection, statement)
  } finally {
    await execute(connection, 'reset disabled_optimizers')
  }
}

function gatherStatements(definitions: readonly MetricDefinition[]): string[] {
  const spoken = new Set([
    ...NAMED,
    ...(JSON.stringify([definitions, definitions.map(componentsOf)]).match(/\w+/g) ?? []),
  ])
  return readSqlFolder('2_facts').map((fact) => {
    const columns = fact.columns.filter(
      ({ name, role, privacy }) =>
        spoken.has(name) || (privacy === 'public' && (QUESTIONS as readonly string[]).includes(role)),
    )
    const list = columns.map(({ name }) => identifier(name)).join(', ')
    return `create table ${CATALOGUE}.${fact.name} as select ${list} from ${fact.name}`
  })
}

async function answerableOf(
  connection: DuckDBConnection,
  definitions: readonly MetricDefinition[],
): Promise<MetricDefinition[]> {
  const filled = new Set<string>()
  for (const { name } of readSqlFolder('2_facts')) {
    const [row] = await queryRows(connection, `select 1 from ${name} limit 1`)
    if (row !== undefined) filled.add(name.replace('facts.', ''))
  }
  return definitions.filter(
    (definition) =>
      componentsOf(definition).every(({ fact }) => filled.has(fact)) &&
      (definition.kind !== 'rate' || filled.has('activity')),
  )
}
