import type { DuckDBConnection } from '@duckdb/node-api'
import { readSqlFolder, type SqlFile } from '../warehouse/sql-file.ts'
import { columnRefs, type SyntaxNode, selectTree, subqueries } from './select-tree.ts'

/** Column of a made table (`facts.complaint.level`) → the columns of read tables that its value comes from. */
export type ColumnLineage = ReadonlyMap<string, ReadonlySet<string>>

/** Columns of a query, by name in their order, each with where its value comes from. */
type Outputs = ReadonlyMap<string, ReadonlySet<string>>

/** A table in a `from`: its columns as far as they are known; any other column is one of the table `open`. */
interface Source {
  readonly alias: string
  readonly outputs: Outputs
  readonly open?: string
}

interface Resolving {
  /** Tables whose columns were traced already. */
  readonly known: Map<string, Outputs>
  /** Names for tables that are read under another: `current.survey` holds rows of `staging.survey`. */
  readonly names: (table: string) => string
}

/**
 * Traces every column of the files through their `select`s to the columns of tables that no file makes. Only what makes
 * a value up counts; what decides which rows there are (`where`, `join`) does not. Files stand in reading order.
 */
export async function columnLineage(connection: DuckDBConnection, files: readonly SqlFile[]): Promise<ColumnLineage> {
  const resolving: Resolving = { known: stagedTables(), names: stagedName }
  const lineage = new Map<string, ReadonlySet<string>>()
  for (const file of files) {
    const outputs = outputsOf(await selectTree(connection, file.sql, file.path), new Map(), resolving)
    resolving.known.set(file.name, outputs)
    for (const [column, origins] of outputs) lineage.set(`${file.name}.${column}`, origins)
  }
  return lineage
}

/** The complaints with their events put in have the columns of complaints, whichever export gave an instant. */
function stagedName(table: string): string {
  return table === 'cases.exported' ? 'staging.complaint' : table.replace(/^current\./, 'staging.')
}

/** Staged columns are where the tracing ends: their own files rename and cast what a mapping gives. */
function stagedTables(): Map<string, Outputs> {
  return new Map(
    readSqlFolder('1_staging').map(({ name, columns }) => [
      name,
      new Map(columns.map((column) => [column.name, new Set([`${name}.${column.name}`])])),
    ]),
  )
}

function outputsOf(node: SyntaxNode, outer: ReadonlyMap<string, Outputs>, resolving: Resolving): Outputs {
  const named = new Map(outer)
  for (const { key, value } of node.cte_map?.map ?? []) named.set(key, outputsOf(value.query.node, named, resolving))
  if (node.type === 'SET_OPERATION_NODE' && node.left !== undefined && node.right !== undefined) {
    return unionOf(outputsOf(node.left, named, resolving), outputsOf(node.right, named, resolving))
  }
  const sources = sourcesOf(node.from_table, named, resolving)
  const outputs = new Map<string, ReadonlySet<string>>()
  for (const expression of node.select_list ?? []) {
    if (expression.class === 'STAR') {
      for (const source of sources) if (matches(source, expression.relation_name)) addAll(outputs, source)
    } else outputs.set(nameOf(expression), originsOf(expression, sources, named, resolving))
  }
  return outputs
}

function sourcesOf(from: SyntaxNode | undefined, named: ReadonlyMap<string, Outputs>, resolving: Resolving): Source[] {
  switch (from?.type) {
    case 'BASE_TABLE': {
      const { schema_name: schema = '', table_name: table = '', alias = '' } = from
      const full = schema === '' ? table : resolving.names(`${schema}.${table}`)
      const outputs = (schema === '' ? named.get(table) : undefined) ?? resolving.known.get(full)
      const source = { alias: alias === '' ? table : alias, outputs: outputs ?? new Map() }
      return [outputs === undefined || full.startsWith('staging.') ? { ...source, open: full } : source]
    }
    case 'JOIN':
      return [...sourcesOf(from.left, named, resolving), ...sourcesOf(from.right, named, resolving)]
    case 'SUBQUERY':
      return from.subquery === undefined
        ? []
        : [{ alias: from.alias ?? '', outputs: outputsOf(from.subquery.node, named, resolving) }]
    default:
      return []
  }
}

function originsOf(
  expression: SyntaxNode,
  sources: readonly Source[],
  named: ReadonlyMap<string, Outputs>,
  resolving: Resolving,
): Set<string> {
  const found = columnRefs(expression).flatMap((parts) => [...originsOfColumn(parts, sources)])
  const inner = subqueries(expression).flatMap((query) =>
    [...outputsOf(query, named, resolving).values()].flatMap((origins) => [...origins]),
  )
  return new Set([...found, ...inner])
}

function originsOfColumn(parts: readonly string[], sources: readonly Source[]): ReadonlySet<string> {
  const column = parts.at(-1) ?? ''
  const table = parts.at(-2)
  for (const source of sources.filter((item) => matches(item, table))) {
    const origins = source.outputs.get(column)
    if (origins !== undefined) return origins
  }
  const open = sources.find((source) => source.open !== undefined && matches(source, table))
  return open?.open === undefined ? new Set() : new Set([`${open.open}.${column}`])
}

function matches({ alias }: Source, table: string | undefined): boolean {
  return table === undefined || table === '' || alias === table
}

function addAll(outputs: Map<string, ReadonlySet<string>>, { outputs: columns }: Source): void {
  for (const [column, origins] of columns) outputs.set(column, origins)
}

/** The columns of a union have the names of its first part, and values of both. */
function unionOf(left: Outputs, right: Outputs): Outputs {
  const others = [...right.values()]
  return new Map([...left].map(([name, origins], index) => [name, new Set([...origins, ...(others[index] ?? [])])]))
}

function nameOf({ alias, column_names: parts }: SyntaxNode): string {
  return alias !== undefined && alias !== '' ? alias : (parts?.at(-1) ?? '')
}
