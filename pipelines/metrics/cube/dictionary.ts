import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, identifier, queryRows } from '../../warehouse/query.ts'
import { type CubedFact, type CubedMetric, cubedDimensions } from './cube-layout.ts'

/** Dimensions with more values are not coded: what is sliced by them is read from the fact. */
const MOST_MEMBERS = 65_000

/** A dimension of a fact, and how many values it has beside the blank. */
export interface Coded {
  readonly name: string
  readonly members: number
}

/** A metric's column of values or items, and how many of them there are beside the blank. */
export interface CodedValues {
  readonly column: CubedMetric
  readonly items: number
}

/**
 * Gives each value of a dimension a number in the order of its text, and each value or item of a metric's column one in
 * its order; 0 is the blank. Kept in `cube.member` and, but for items, in `cube.value`, and as types and tables of the
 * session until `dropCodes`.
 */
export async function codesOf(
  connection: DuckDBConnection,
  fact: CubedFact,
  columns: readonly CubedMetric[],
): Promise<{ dimensions: Coded[]; values: CodedValues[] }> {
  const values: CodedValues[] = []
  for (const column of columns.filter(({ kind }) => kind === 'value' || kind === 'item')) {
    const table = identifier(`code_${column.column}`)
    await execute(
      connection,
      `create temporary table ${table} as
       select item, row_number() over (order by item) as place
       from (select distinct ${itemOf(column)} as item from facts.${fact}) as items
       where item is not null`,
    )
    const [row] = await queryRows<{ n: number }>(connection, `select count(*) as n from ${table}`)
    values.push({ column, items: row?.n ?? 0 })
    if (column.kind === 'value')
      await execute(
        connection,
        `insert into cube.value select '${fact}', '${column.column}', place, item from ${table}`,
      )
  }
  return { dimensions: await codeDimensions(connection, fact), values }
}

function itemOf({ kind, value }: CubedMetric): string {
  return kind === 'value' ? `cast(${value} as double)` : `(${value})`
}

async function codeDimensions(connection: DuckDBConnection, fact: CubedFact): Promise<Coded[]> {
  const names = cubedDimensions(fact)
  const counts = names.map((name) => `approx_count_distinct(${identifier(name)}) as ${identifier(name)}`)
  const [row] = await queryRows<Record<string, number>>(connection, `select ${counts.join(', ')} from facts.${fact}`)
  const coded: Coded[] = []
  for (const name of names.filter((other) => (row?.[other] ?? 0) < MOST_MEMBERS * 0.9)) {
    const column = identifier(name)
    await execute(
      connection,
      `insert into cube.member
       select '${fact}', '${name}', row_number() over (order by member), member
       from (select distinct cast(${column} as varchar) as member from facts.${fact} where ${column} is not null) as members`,
    )
    const known = `from cube.member where fact = '${fact}' and dimension = '${name}'`
    const [count] = await queryRows<{ n: number }>(connection, `select count(*) as n ${known}`)
    const members = count?.n ?? 0
    coded.push({ name, members })
    if (members > 0)
      await execute(
        connection,
        `create temporary type ${identifier(`code_${name}`)} as enum (select member ${known} order by code)`,
      )
  }
  return coded
}

/** SQL of the code of a row's value. */
export function codeOfMember({ name, members }: Coded): string {
  const type = narrowType(members)
  if (members === 0) return `cast(0 as ${type})`
  const member = `cast(cast(${identifier(name)} as varchar) as ${identifier(`code_${name}`)})`
  return `cast(coalesce(enum_code(${member}) + 1, 0) as ${type})`
}

/** SQL of the code of a row's value or item, where `valueJoin` has been joined. */
export function codeOfValue({ column, items }: CodedValues): string {
  const place = `${identifier(`of_${column.column}`)}.place`
  if (column.kind === 'value') return `cast(coalesce(${place}, 0) as ${narrowType(items)})`
  const counts = column.scope === undefined ? '1' : `case when ${column.scope} then 1 else 0 end`
  return `cast(coalesce(${place} * 2 + ${counts}, 0) as ${narrowType(items * 2 + 1)})`
}

function narrowType(most: number): string {
  if (most < 2 ** 8) return 'utinyint'
  return most < 2 ** 16 ? 'usmallint' : 'uinteger'
}

export function valueJoin({ column }: CodedValues): string {
  const alias = identifier(`of_${column.column}`)
  return `left join ${identifier(`code_${column.column}`)} as ${alias} on ${alias}.item = ${itemOf(column)}`
}

export async function dropCodes(
  connection: DuckDBConnection,
  dimensions: readonly Coded[],
  values: readonly CodedValues[],
): Promise<void> {
  for (const { name, members } of dimensions)
    if (members > 0) await execute(connection, `drop type ${identifier(`code_${name}`)}`)
  for (const { column } of values) await execute(connection, `drop table ${identifier(`code_${column.column}`)}`)
}
