import type { DuckDBConnection } from '@duckdb/node-api'
import type { Source } from '../../core/settings-schema.ts'
import { execute, literal, queryRows } from '../../warehouse/query.ts'
import { stagingMacros } from '../staging-macros.ts'
import type { ColumnValues } from './column-values.ts'
import { DATE_LIKE, DATE_SHAPES, type DateFormat } from './date-shapes.ts'
import { fillValueTable } from './value-table.ts'

/** How many of a column's filled rows can be read as which type, by the very macros that loading uses. */
export interface TypeEvidence {
  /** Rows that were tried: those with a value, up to 5,000 different ones. */
  readonly tried: number
  /** Instants that need no format. */
  readonly instants: number
  readonly booleans: number
  readonly integers: number
  readonly amounts: number
  /** Instants that need one: by way of writing. */
  readonly shapes: readonly ShapeEvidence[]
}

/** Rows of one way of writing dates, and how many of them each format reads. */
export interface ShapeEvidence {
  readonly rows: number
  readonly formats: readonly (DateFormat & { readonly rows: number; readonly span: DaySpan })[]
}

/** First and last day, `YYYY-MM-DD`, under one format. */
export interface DaySpan {
  readonly from: string
  readonly to: string
}

/** A year that an export can hold; Excel, ROC and two-digit years read wrongly lie outside. */
const PLAUSIBLE = 'between 1970 and 2100'

/** Tries the values of all columns against the types that a field can have. */
export async function typeEvidence(
  connection: DuckDBConnection,
  columns: readonly ColumnValues[],
  source: Source,
  timezone: string,
): Promise<Map<number, TypeEvidence>> {
  const macros = stagingMacros(source, timezone).filter((macro) => !macro.includes(' code_of_'))
  await execute(connection, macros.join(';\n'), {}, 'staging macros')
  await fillValueTable(connection, columns)
  const rows = await queryRows<Omit<TypeEvidence, 'shapes'> & { position: number }>(
    connection,
    `select position, sum(n)::integer as tried,
       coalesce(sum(n) filter (where year(as_instant(value)) ${PLAUSIBLE}), 0)::integer as instants,
       coalesce(sum(n) filter (where as_boolean(value) is not null), 0)::integer as booleans,
       coalesce(sum(n) filter (where as_integer(value) is not null), 0)::integer as integers,
       coalesce(sum(n) filter (where as_amount(value) is not null), 0)::integer as amounts
     from sample_value group by position`,
  )
  const undated = new Set(rows.filter(({ tried, instants }) => instants < tried).map(({ position }) => position))
  const shapes = await shapesOf(
    connection,
    columns.filter(({ index }) => undated.has(index)),
  )
  return new Map(rows.map(({ position, ...counts }) => [position, { ...counts, shapes: shapes.get(position) ?? [] }]))
}

/** The ways of writing dates that a column's values have, with what each format makes of them. */
async function shapesOf(connection: DuckDBConnection, columns: readonly ColumnValues[]) {
  const found = new Map<number, ShapeEvidence[]>()
  for (const { index, counts } of columns) {
    for (const [shape, values] of valuesByShape(counts)) {
      const rows = [...values].reduce((sum, [, n]) => sum + n, 0)
      const formats = []
      for (const format of shape.formats) formats.push(await tried(connection, index, shape.pattern, format))
      const read = formats.filter((format) => format.rows > 0)
      if (read.length > 0) found.set(index, [...(found.get(index) ?? []), { rows, formats: read }])
    }
  }
  return found
}

function valuesByShape(counts: ReadonlyMap<string, number>) {
  const skeletons = new Map<string, Map<string, number>>()
  for (const [value, n] of counts) {
    if (value.length > 32 || !DATE_LIKE.test(value)) continue
    const skeleton = value.replaceAll(/\d/g, '9')
    const held = skeletons.get(skeleton) ?? new Map<string, number>()
    skeletons.set(skeleton, held.set(value, n))
  }
  const shapes = new Map<(typeof DATE_SHAPES)[number], Map<string, number>>()
  for (const [skeleton, values] of skeletons) {
    const shape = DATE_SHAPES.find(({ pattern }) => pattern.test(skeleton))
    if (shape !== undefined) shapes.set(shape, new Map([...(shapes.get(shape) ?? []), ...values]))
  }
  return shapes
}

/** How many rows of a way of writing a format reads; those that need no format are not counted. */
async function tried(connection: DuckDBConnection, position: number, pattern: RegExp, format: DateFormat) {
  const [row] = await queryRows<{ n: number; from: string | null; to: string | null }>(
    connection,
    `select coalesce(sum(n), 0)::integer as n, min(local)::date::varchar as "from", max(local)::date::varchar as "to"
     from (select n, try_strptime(width_folded(value), ${literal(format.format)}) as local from sample_value
       where position = ${position} and regexp_matches(width_folded(value), ${literal(pattern.source)})
         and not coalesce(year(as_instant(value)) ${PLAUSIBLE}, false))
     where year(local) ${PLAUSIBLE}`,
  )
  return { ...format, rows: row?.n ?? 0, span: { from: row?.from ?? '', to: row?.to ?? '' } }
}
