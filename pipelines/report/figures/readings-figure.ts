import type { Statement } from '../../metrics/metric-query.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from './figure-context.ts'

/** One sentence of the analysis, and how many there are of its mart. */
export type ReadingRow = {
  readonly mart: string
  readonly row_key: string
  readonly zh_cn: string
  readonly zh_tw: string
  readonly en: string
  readonly total: number
}

/** The first sentences about a mart, of all complaints whatever the report's filters; null where there is none. */
export async function readingsFigure(
  context: FigureContext,
  mart: string,
  most: number,
): Promise<Figure<ReadingRow> | null> {
  const statement: Statement = {
    sql: `select mart, row_key, zh_cn, zh_tw, en, count(*) over () as total
from marts.reading where mart = $mart order by reading_no limit ${Math.trunc(most)}`,
    parameters: { mart },
  }
  const rows = await context.rows<ReadingRow>(statement)
  return rows.length === 0 ? null : context.book.add({ figure: `readings.${mart}` }, rows, [statement])
}
