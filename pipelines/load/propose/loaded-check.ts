import type { DuckDBConnection } from '@duckdb/node-api'
import type { Source } from '../../core/source-schema.ts'
import { identifier, literal, queryRows } from '../../warehouse/query.ts'
import type { Entity, EntityField } from './entity-fields.ts'

/** What became of the values of a file that was loaded. */
export interface LoadedCheck {
  readonly fields: readonly { readonly field: string; readonly filled: number; readonly read: number }[]
  /** Words of coded columns that no code stands for. */
  readonly unknown: readonly { readonly field: string; readonly value: string; readonly rows: number }[]
  /** Null where the number of a record is put together, or made from its content. */
  readonly key: {
    readonly field: string
    readonly filled: number
    readonly distinct: number
    readonly blank: number
  } | null
  /** Records that are known by their content, and how many of them repeat another one; null where they have a number. */
  readonly byContent: { readonly records: number; readonly repeated: number } | null
  readonly quarantine: readonly QuarantineCheck[]
}

export interface QuarantineCheck {
  readonly reason: string
  readonly field: string | null
  readonly expected: string | null
  readonly rows: number
  /** Lines of the file on which the first of them stand. */
  readonly lines: readonly number[]
}

const LINES_SHOWN = 5

/**
 * Counts on the connection that a file was just loaded with, where its view `incoming` still is, with the macros of its
 * source. Rows of a wrong shape are in the quarantine only.
 */
export async function loadedCheck(connection: DuckDBConnection, source: Source, entity: Entity): Promise<LoadedCheck> {
  const present = await queryRows<{ column_name: string }>(connection, 'describe incoming')
  const names = new Set(present.map(({ column_name }) => column_name))
  const fields = entity.fields.filter(({ name }) => names.has(name) && source.columns[name] !== undefined)
  const isKeyed = source.key === 'field' && entity.key !== undefined && names.has(entity.key)
  return {
    fields: await fieldCounts(connection, fields, names),
    unknown: (await Promise.all(fields.map((field) => unknownWords(connection, field)))).flat(),
    key: isKeyed ? await keyCounts(connection, entity.key ?? '') : null,
    byContent: source.key === 'content' ? await contentCounts(connection) : null,
    quarantine: await quarantineCounts(connection),
  }
}

async function fieldCounts(connection: DuckDBConnection, fields: readonly EntityField[], names: ReadonlySet<string>) {
  if (fields.length === 0) return []
  const counts = fields.flatMap((field, index) => [
    `count(${identifier(field.name)}) as ${identifier(`filled${index}`)}`,
    `count(${typedSql(field, names)}) as ${identifier(`read${index}`)}`,
  ])
  const [row] = await queryRows<Record<string, number>>(connection, `select ${counts.join(', ')} from incoming`)
  return fields.map(({ name }, index) => ({
    field: name,
    filled: row?.[`filled${index}`] ?? 0,
    read: row?.[`read${index}`] ?? 0,
  }))
}

/** A field's value as loading reads it; null where it cannot. */
function typedSql({ name, kind, list, low, high, highElse }: EntityField, names: ReadonlySet<string>): string {
  const field = identifier(name)
  switch (kind) {
    case 'code':
      return `nullif(code_of_${list}(${field}), 'unmapped')`
    case 'score': {
      const given = (scale: string | number | undefined) =>
        typeof scale === 'string' && names.has(scale) ? identifier(scale) : 'null::varchar'
      const scale = `item_scale(${given(high)}, ${given(highElse)})`
      return `as_score(${field}, ${low ?? 0}, ${typeof high === 'number' ? high : scale})`
    }
    case 'date':
      return `as_local(${field})`
    case 'decimal':
      return `try_cast(width_folded(${field}) as decimal(18, 4))`
    case 'text':
      return field
    default:
      return `as_${kind}(${field})`
  }
}

async function unknownWords(connection: DuckDBConnection, { name, kind, list }: EntityField) {
  if (kind !== 'code') return []
  return queryRows<LoadedCheck['unknown'][number]>(
    connection,
    `select ${literal(name)} as field, ${identifier(name)} as value, count(*) as rows from incoming
     where code_of_${list}(${identifier(name)}) = 'unmapped' group by 2 order by 3 desc, 2`,
  )
}

async function keyCounts(connection: DuckDBConnection, field: string) {
  const [counts] = await queryRows<{ filled: number; distinct: number; blank: number }>(
    connection,
    `select count(${identifier(field)}) as filled, count(distinct ${identifier(field)}) as "distinct",
       count(*) - count(${identifier(field)}) as blank from incoming`,
  )
  return { field, ...(counts ?? { filled: 0, distinct: 0, blank: 0 }) }
}

async function contentCounts(connection: DuckDBConnection) {
  const [counts] = await queryRows<{ records: number; repeated: number }>(
    connection,
    'select count(*) as records, count(*) - count(distinct content_key) as repeated from incoming',
  )
  return counts ?? { records: 0, repeated: 0 }
}

async function quarantineCounts(connection: DuckDBConnection): Promise<QuarantineCheck[]> {
  const rows = await queryRows<Omit<QuarantineCheck, 'lines'> & { lines: string }>(
    connection,
    `select reason, field, expected, count(*) as rows,
       array_to_string(list_slice(list(line_number order by line_number), 1, ${LINES_SHOWN}), ',') as lines
     from ledger.quarantine group by reason, field, expected order by 4 desc, 1, 2`,
  )
  return rows.map((row) => ({ ...row, lines: row.lines.split(',').map(Number) }))
}
