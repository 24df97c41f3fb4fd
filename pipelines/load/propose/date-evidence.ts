import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, literal, queryRows } from '../../warehouse/query.ts'
import { localTime } from '../local-time.ts'
import { isNumberedTime } from '../numbered-time.ts'
import type { ColumnValues } from './column-values.ts'
import { DATE_LIKE, DATE_SHAPES, DATED_NAME, type DateFormat, NUMBERED_YEAR, PLAUSIBLE_YEAR } from './date-shapes.ts'

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

/**
 * The ways of writing dates that the values in `sample_value` have and that need a format, by column, with what each
 * format makes of them.
 */
export async function dateShapes(
  connection: DuckDBConnection,
  columns: readonly ColumnValues[],
): Promise<Map<number, ShapeEvidence[]>> {
  await execute(
    connection,
    `create or replace temp table unread_value as
     select position, width_folded(value) as value, n from sample_value
     where not coalesce(year(as_instant(value)) ${PLAUSIBLE_YEAR}, false)`,
  )
  const found = new Map<number, ShapeEvidence[]>()
  for (const { index, name, counts } of columns) {
    for (const [shape, values] of valuesByShape(counts)) {
      const rows = [...values].reduce((sum, [, n]) => sum + n, 0)
      const formats = []
      const possible = shape.formats.filter(({ format }) => !isNumberedTime(format) || DATED_NAME.test(name))
      for (const format of possible) formats.push(await tried(connection, index, shape.pattern, format))
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
     from (select n, ${localTime([format.format], 'UTC')} as local from unread_value
       where position = ${position} and regexp_matches(value, ${literal(pattern.source)}))
     where year(local) ${isNumberedTime(format.format) ? NUMBERED_YEAR : PLAUSIBLE_YEAR}`,
  )
  return { ...format, rows: row?.n ?? 0, span: { from: row?.from ?? '', to: row?.to ?? '' } }
}
