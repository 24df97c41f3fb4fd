import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { literal, queryRows } from '../warehouse/query.ts'

/** A node of DuckDB's own syntax tree: what is read of it here; everything else in it is only walked through. */
export interface SyntaxNode {
  readonly type?: string
  readonly class?: string
  readonly alias?: string
  readonly column_names?: readonly string[]
  readonly relation_name?: string
  readonly schema_name?: string
  readonly table_name?: string
  readonly select_list?: readonly SyntaxNode[]
  readonly from_table?: SyntaxNode
  readonly left?: SyntaxNode
  readonly right?: SyntaxNode
  readonly subquery?: { readonly node: SyntaxNode }
  readonly cte_map?: {
    readonly map: readonly { readonly key: string; readonly value: { readonly query: { readonly node: SyntaxNode } } }[]
  }
}

/** The tree of one `select`, from DuckDB's parser. Throws HY-W-002 where it cannot be parsed. */
export async function selectTree(connection: DuckDBConnection, sql: string, origin: string): Promise<SyntaxNode> {
  const [row] = await queryRows<{ tree: string }>(
    connection,
    `select cast(json_serialize_sql(${literal(sql)}) as varchar) as tree`,
    {},
    origin,
  )
  const tree = JSON.parse(row?.tree ?? '{}') as {
    error?: boolean
    error_message?: string
    statements?: readonly { readonly node: SyntaxNode }[]
  }
  const node = tree.statements?.[0]?.node
  if (node === undefined) throw new HuiyinError('HY-W-002', { origin, line: '?', reason: tree.error_message ?? sql })
  return node
}

/** Every column that an expression names, as its parts: `[column]`, `[table, column]` or `[schema, table, column]`. */
export function columnRefs(expression: unknown): (readonly string[])[] {
  if (Array.isArray(expression)) return expression.flatMap(columnRefs)
  if (typeof expression !== 'object' || expression === null) return []
  const node = expression as SyntaxNode
  if (node.class === 'COLUMN_REF') return [node.column_names ?? []]
  return Object.entries(node).flatMap(([key, child]) => (key === 'subquery' ? [] : columnRefs(child)))
}

/** The queries inside an expression, each a tree of its own. */
export function subqueries(expression: unknown): SyntaxNode[] {
  if (Array.isArray(expression)) return expression.flatMap(subqueries)
  if (typeof expression !== 'object' || expression === null) return []
  return Object.entries(expression).flatMap(([key, child]) =>
    key === 'subquery' && child?.node !== undefined ? [child.node as SyntaxNode] : subqueries(child),
  )
}
