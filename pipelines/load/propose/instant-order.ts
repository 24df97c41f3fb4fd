import type { DuckDBConnection } from '@duckdb/node-api'
import { queryRows } from '../../warehouse/query.ts'
import { cellText } from '../cell-text.ts'
import { localTime } from '../local-time.ts'
import type { RawRow } from '../raw-row.ts'
import type { ColumnValues } from './column-values.ts'
import { PLAUSIBLE_YEAR } from './date-shapes.ts'
import type { TypeEvidence } from './type-evidence.ts'

/** When the instants of a column lie, in wall-clock time of the source. */
export interface InstantOrder {
  /** Of the rows with several instants, the share in which none is earlier than this column's; undefined without such. */
  readonly earliest: number | undefined
  /** Day `YYYY-MM-DD` → how many rows, and the last time of day `HH:MM`. */
  readonly days: ReadonlyMap<string, { readonly rows: number; readonly last: string }>
}

const MOSTLY = 0.5

/** Compares the columns of instants with each other, row by row; where the order of day and month is open, as a guess. */
export async function instantOrder(
  connection: DuckDBConnection,
  columns: readonly ColumnValues[],
  types: ReadonlyMap<number, TypeEvidence>,
  rows: readonly RawRow[],
): Promise<Map<number, InstantOrder>> {
  const texts = new Map<number, ReadonlyMap<string, string>>()
  for (const { index } of columns) {
    const type = types.get(index)
    if (type === undefined || readable(type) < type.tried * MOSTLY) continue
    texts.set(index, await localTexts(connection, index, bestFormats(type)))
  }
  const first = new Map<number, { first: number; of: number }>()
  const days = new Map<number, Map<string, { rows: number; last: string }>>()
  for (const row of rows) {
    const instants = [...texts].flatMap(([index, known]) => {
      const local = known.get(cellText(row.cells[index] ?? ''))
      return local === undefined ? [] : [[index, local] as const]
    })
    const [earliest = ''] = instants.map(([, local]) => local).sort()
    for (const [index, local] of instants) {
      enterDay(days, index, local)
      const count = first.get(index) ?? { first: 0, of: 0 }
      if (instants.length > 1) first.set(index, { first: count.first + (local <= earliest ? 1 : 0), of: count.of + 1 })
    }
  }
  return new Map(
    [...texts.keys()].map((index) => {
      const count = first.get(index)
      return [index, { earliest: count && count.first / count.of, days: days.get(index) ?? new Map() }]
    }),
  )
}

function enterDay(days: Map<number, Map<string, { rows: number; last: string }>>, index: number, local: string): void {
  const ofColumn = days.get(index) ?? new Map<string, { rows: number; last: string }>()
  days.set(index, ofColumn)
  const [day, time] = [local.slice(0, 10), local.slice(11, 16)]
  const known = ofColumn.get(day) ?? { rows: 0, last: '00:00' }
  ofColumn.set(day, { rows: known.rows + 1, last: [time, known.last].sort().at(-1) ?? time })
}

/** Rows of a column that some reading makes an instant. */
export function readable(type: TypeEvidence): number {
  return type.instants + type.shapes.reduce((sum, { formats }) => sum + Math.max(...formats.map(({ rows }) => rows)), 0)
}

function bestFormats(type: TypeEvidence): string[] {
  return type.shapes.flatMap(({ formats }) => {
    const most = Math.max(...formats.map(({ rows }) => rows))
    return formats.find(({ rows }) => rows === most)?.format ?? []
  })
}

async function localTexts(connection: DuckDBConnection, index: number, formats: readonly string[]) {
  const rows = await queryRows<{ value: string; local: string }>(
    connection,
    `select value, coalesce(case when year(as_local(value)) ${PLAUSIBLE_YEAR} then as_local(value) end, ${localTime(formats, 'UTC')})::varchar as local
     from sample_value where position = ${index} and local is not null`,
  )
  return new Map(rows.map(({ value, local }) => [value, local]))
}
