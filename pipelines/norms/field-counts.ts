import type { DuckDBConnection } from '@duckdb/node-api'
import type { Norm } from '../core/norm-schema.ts'
import { execute, identifier, literal, queryRows } from '../warehouse/query.ts'
import { sourceTables } from '../warehouse/source-table.ts'
import { type Column, readSqlFolder } from '../warehouse/sql-file.ts'
import { normRegister, ownRequirements } from './register.ts'

/** Where a field is counted: in the entity's current versions, or in its fact where only that has it. */
interface FieldPlace {
  readonly entity: string
  readonly table: string
  readonly column: Column
}

const QUESTIONS = ['what', 'why', 'when', 'where', 'who', 'how']

/**
 * Writes how many records fill each field and each set of fields that the register asks for, and which fields the
 * loaded sources supply: in the warehouse, since names and numbers of customers are not in what is published.
 */
export async function writeFieldCounts(connection: DuckDBConnection, norms: readonly Norm[]): Promise<void> {
  const { requirements } = await normRegister()
  const all = [...requirements, ...norms.flatMap((norm) => ownRequirements(norm.clauses))]
  const asked = all.flatMap(({ needs, measured_by: by }) => [...needs, ...by.complete, ...by.breakdown])
  const places = fieldPlaces(new Set(asked.flatMap((field) => field.split('|'))))
  const sliced = new Set(all.flatMap(({ measured_by: by }) => by.breakdown.flatMap((field) => field.split('|'))))
  await execute(connection, 'delete from control.field_count; delete from control.record_set')
  const staged = await stagedColumns(connection)
  for (const own of Map.groupBy(places, (place) => place.table).values())
    await countFields(connection, own, staged, sliced)
  await markSupplied(connection)
  const sets = new Set(all.map(({ measured_by: by }) => by.complete.join(' ')).filter((set) => set !== ''))
  await countSets(connection, [...sets], places, staged)
}

/** Every staged field with its place, and what else the register asks for, such as the hour of receipt, which only facts have. */
function fieldPlaces(asked: ReadonlySet<string>): FieldPlace[] {
  const facts = new Map(readSqlFolder('2_facts').map((file) => [file.name.replace('facts.', ''), file]))
  return readSqlFolder('1_staging').flatMap((staged) => {
    const entity = staged.name.replace('staging.', '')
    const names = new Set(staged.columns.map((column) => column.name))
    const derived = (facts.get(entity)?.columns ?? []).filter(
      (column) => !names.has(column.name) && asked.has(`${entity}.${column.name}`),
    )
    return [
      ...staged.columns.map((column) => ({ entity, table: `current.${entity}`, column })),
      ...derived.map((column) => ({ entity, table: `facts.${entity}`, column })),
    ]
  })
}

/** `entity.column` of all that a source's table holds: everything else is blank in every row, and need not be counted. */
async function stagedColumns(connection: DuckDBConnection): Promise<ReadonlySet<string>> {
  const tables = await sourceTables(connection)
  return new Set(tables.flatMap(({ entity, columns }) => columns.map((column) => `${entity}.${column}`)))
}

async function countFields(
  connection: DuckDBConnection,
  places: readonly FieldPlace[],
  staged: ReadonlySet<string>,
  sliced: ReadonlySet<string>,
): Promise<void> {
  const counts = places.flatMap(({ entity, table, column }, index) => {
    const name = `${entity}.${column.name}`
    if (table.startsWith('current.') && !staged.has(name)) return []
    const values = sliced.has(name) ? [`count(distinct ${filled(column)}) as v${index}`] : []
    return [`count(${filled(column)}) as f${index}`, ...values]
  })
  const row = await countsOf(connection, places[0]?.table ?? '', counts, staged)
  const rows = places.map(({ entity, column }, index) => {
    const values = sliced.has(`${entity}.${column.name}`) ? (row?.[`v${index}`] ?? 0) : 'null'
    const text = [entity, column.name, column.privacy].map(literal).join(', ')
    return `(${text}, false, ${row?.['n'] ?? 0}, ${row?.[`f${index}`] ?? 0}, ${values})`
  })
  await execute(connection, `insert into control.field_count values ${rows.join(', ')}`)
}

/** All the counts in one statement, or none where no source holds any record of the entity. */
async function countsOf(
  connection: DuckDBConnection,
  table: string,
  counts: readonly string[],
  staged: ReadonlySet<string>,
): Promise<Readonly<Record<string, number>> | undefined> {
  const [schema, entity] = table.split('.')
  if (schema === 'current' && ![...staged].some((name) => name.startsWith(`${entity}.`))) return undefined
  const rows = await queryRows<Record<string, number>>(
    connection,
    `select ${['count(*) as n', ...counts].join(', ')} from ${table}`,
  )
  return rows[0]
}

async function markSupplied(connection: DuckDBConnection): Promise<void> {
  await execute(
    connection,
    `update control.field_count set is_supplied = true
     where exists (
         select 1
         from ledger.batch
         where batch.entity = field_count.entity and batch.fields like '%,' || field_count.field || ',%'
     )`,
  )
}

/** The sets of fields of each entity, counted together; `a|b` in a set is filled where either is. */
async function countSets(
  connection: DuckDBConnection,
  sets: readonly string[],
  places: readonly FieldPlace[],
  staged: ReadonlySet<string>,
): Promise<void> {
  const byEntity = Map.groupBy(sets, (set) => set.split('.', 1)[0] ?? '')
  for (const [entity, own] of byEntity) {
    const counts = own.map((set, index) => `count(*) filter (where ${setCondition(set, places)}) as s${index}`)
    const row = await countsOf(connection, `current.${entity}`, counts, staged)
    const rows = own.map(
      (set, index) => `(${literal(entity)}, ${literal(set)}, ${row?.['n'] ?? 0}, ${row?.[`s${index}`] ?? 0})`,
    )
    await execute(connection, `insert into control.record_set values ${rows.join(', ')}`)
  }
}

function setCondition(set: string, places: readonly FieldPlace[]): string {
  const groups = set.split(' ').map((field) =>
    field.split('|').map((name) => {
      const place = places.find(({ entity, column }) => `${entity}.${column.name}` === name)
      if (place === undefined) throw new RangeError(`no field ${name}`)
      return `${filled(place.column)} is not null`
    }),
  )
  return groups.map((alternatives) => `(${alternatives.join(' or ')})`).join(' and ')
}

/** A value that no code stands for does not fill a dimension. */
function filled(column: Column): string {
  const name = identifier(column.name)
  return column.type === 'VARCHAR' && QUESTIONS.includes(column.role) ? `nullif(${name}, 'unmapped')` : name
}
