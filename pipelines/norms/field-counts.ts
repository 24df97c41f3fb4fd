import type { DuckDBConnection } from '@duckdb/node-api'
import type { Norm } from '../core/settings-schema.ts'
import { execute, identifier, literal, queryRows } from '../warehouse/query.ts'
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
  for (const table of new Set(places.map((place) => place.table)))
    await countFields(
      connection,
      table,
      places.filter((place) => place.table === table),
      sliced,
    )
  await markSupplied(connection)
  const sets = new Set(all.map(({ measured_by: by }) => by.complete.join(' ')).filter((set) => set !== ''))
  await countSets(connection, [...sets], places)
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

async function countFields(
  connection: DuckDBConnection,
  table: string,
  places: readonly FieldPlace[],
  sliced: ReadonlySet<string>,
): Promise<void> {
  const counts = places.map(({ entity, column }, index) => {
    const values = sliced.has(`${entity}.${column.name}`) ? `count(distinct ${filled(column)})` : 'null'
    return `count(${filled(column)}) as f${index}, ${values} as v${index}`
  })
  const [row] = await queryRows<Record<string, number | null>>(
    connection,
    `select count(*) as n, ${counts.join(', ')} from ${table}`,
  )
  const rows = places.map(
    ({ entity, column }, index) =>
      `(${[entity, column.name, column.privacy].map(literal).join(', ')}, false, ${row?.['n'] ?? 0}, ${row?.[`f${index}`] ?? 0}, ${row?.[`v${index}`] ?? 'null'})`,
  )
  await execute(connection, `insert into control.field_count values ${rows.join(', ')}`)
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
): Promise<void> {
  const byEntity = Map.groupBy(sets, (set) => set.split('.', 1)[0] ?? '')
  for (const [entity, own] of byEntity) {
    const counts = own.map((set, index) => `count(*) filter (where ${setCondition(set, places)}) as s${index}`)
    const [row] = await queryRows<Record<string, number>>(
      connection,
      `select count(*) as n, ${counts.join(', ')} from current.${entity}`,
    )
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
