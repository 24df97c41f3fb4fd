import { queryRows } from '../../warehouse/query.ts'
import { readSqlFolder } from '../../warehouse/sql-file.ts'
import type { RowOf } from '../api/columns.ts'
import { BATCH, type CHECK, QUARANTINE, RESTATEMENT } from '../api/quality-tables.ts'
import type { Asking } from '../asking.ts'
import { martRows } from '../mart-rows.ts'
import type { PageParts } from './page-parts.ts'

const MOST_BATCHES = 500

/** Files with their sums, why rows are in quarantine, what the checks found, and what later exports restated. */
export async function qualityPage(asking: Asking): Promise<PageParts<'quality'>> {
  return {
    rows: {
      batches: await martRows(asking, 'marts.reconciliation', BATCH, `order by batch_no desc limit ${MOST_BATCHES}`),
      quarantine: await martRows(
        asking,
        'marts.quarantine_reason',
        QUARANTINE,
        'order by records desc, source, reason',
      ),
      checks: await checkRows(asking.connection),
      restatements: await martRows(
        asking,
        'marts.restatement',
        RESTATEMENT,
        `order by received_week desc, file_name limit ${MOST_BATCHES}`,
      ),
    },
  }
}

async function checkRows(connection: Asking['connection']): Promise<RowOf<typeof CHECK>[]> {
  const files = readSqlFolder('5_checks')
  const counts = await queryRows<{ name: string; n: number }>(
    connection,
    files.map(({ name }) => `select '${name}' as name, count(*) as n from ${name}`).join(' union all '),
  )
  const rows = new Map(counts.map(({ name, n }) => [name, n]))
  return files.map(({ name, tags, summary }) => ({
    name: name.replace('checks.', ''),
    severity: tags['severity'] ?? '',
    summary,
    rows: rows.get(name) ?? 0,
  }))
}
