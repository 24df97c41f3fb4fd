import { READING_COLUMNS } from '../metrics/mart-readings.ts'
import { unlessColumnMissing } from '../warehouse/missing-column.ts'
import { queryRows } from '../warehouse/query.ts'
import type { RowOf } from './api/columns.ts'
import { TOLD_MARTS } from './api/pages.ts'
import type { READING } from './api/signal-tables.ts'
import type { Asking } from './asking.ts'
import { ofSnapshot } from './mart-rows.ts'

/** Sentences of each mart that a page holds. */
const MOST = 60

/** What the analysis says about what no chart of the page shows; none in a snapshot without sentences. */
export function readingRows({ connection, run, locale }: Asking): Promise<RowOf<typeof READING>[]> {
  const sql = `select mart, sentence, total from (
      select mart, ${READING_COLUMNS[locale]} as sentence, reading_no, count(*) over (partition by mart) as total,
        row_number() over (partition by mart order by reading_no) as place
      from marts.reading where mart in (${TOLD_MARTS.map((mart) => `'${mart}'`).join(', ')})
    ) as told where place <= ${MOST} order by reading_no`
  return ofSnapshot(run, `readings ${locale}`, () =>
    unlessColumnMissing(() => queryRows<RowOf<typeof READING>>(connection, sql, {}, 'dashboard: readings'), []),
  )
}
