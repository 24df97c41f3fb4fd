import type { DuckDBConnection } from '@duckdb/node-api'
import { HuiyinError } from '../core/errors.ts'
import { queryRows } from '../warehouse/query.ts'

/** One record in quarantine that was not replayed since: which file it is of, where it stood, why, and its text. */
export interface Quarantined {
  readonly batch: number
  readonly row: number
  readonly line: number
  readonly file: string
  readonly source: string
  readonly reason: string
  readonly field: string | null
  readonly value: string | null
  readonly expected: string | null
  /** The record as it stands in the file, or a JSON object of its mapped fields. */
  readonly raw: string
  /** Names of the file's columns. */
  readonly columns: readonly string[]
  /** What the ledger notes on the batch. */
  readonly notes: string
}

export interface Filter {
  readonly source?: string
  readonly batch?: number
}

const PAGE = 2_000

/** A query's columns of `Quarantined`, on `quarantine` joined with `batch`. */
export const QUARANTINED = `quarantine.batch_no as batch, quarantine.row_number as row, quarantine.line_number as line,
  batch.file_name as file, batch.source as source, quarantine.reason, quarantine.field, quarantine.value,
  quarantine.expected, quarantine.raw, string_split(batch.column_names, chr(10)) as columns,
  batch.notes as notes`

/** All open records of the filter in the order of batch and row, some at a time. */
export async function* openRecords(connection: DuckDBConnection, filter: Filter): AsyncGenerator<Quarantined[]> {
  let after = { batch: 0, row: 0 }
  for (;;) {
    const page = await queryRows<Quarantined>(
      connection,
      `select ${QUARANTINED}
       from ledger.quarantine as quarantine inner join ledger.batch as batch on batch.batch_no = quarantine.batch_no
       where ${isOpen(filter)} and (quarantine.batch_no, quarantine.row_number) > ($batch, $row)
       order by quarantine.batch_no, quarantine.row_number limit ${PAGE}`,
      { ...bound(filter), ...after },
    )
    const last = page.at(-1)
    if (last === undefined) return
    yield page
    after = { batch: last.batch, row: last.row }
  }
}

export interface ReasonCount {
  readonly source: string
  readonly reason: string
  readonly field: string | null
  readonly records: number
}

/** Why the filter's open records are in quarantine, the most frequent reason of a source first. */
export function reasonCounts(connection: DuckDBConnection, filter: Filter): Promise<ReasonCount[]> {
  return queryRows<ReasonCount>(
    connection,
    `select batch.source, quarantine.reason, quarantine.field, count(*) as records
     from ledger.quarantine as quarantine inner join ledger.batch as batch on batch.batch_no = quarantine.batch_no
     where ${isOpen(filter)}
     group by batch.source, quarantine.reason, quarantine.field
     order by batch.source, count(*) desc, quarantine.reason, quarantine.field`,
    bound(filter),
  )
}

/** Throws HY-Q-001 where the filter names a batch that the ledger does not have, HY-C-001 for such a source. */
export async function checkFilter(connection: DuckDBConnection, filter: Filter): Promise<void> {
  const batches = await queryRows<{ batch: number; source: string }>(
    connection,
    'select batch_no as batch, source from ledger.batch order by batch_no desc',
  )
  if (filter.batch !== undefined && !batches.some(({ batch }) => batch === filter.batch)) {
    const expected = batches.map(({ batch }) => batch).join(', ') || '-'
    throw new HuiyinError('HY-Q-001', { batch: filter.batch, expected })
  }
  if (filter.source !== undefined && !batches.some(({ source }) => source === filter.source)) {
    const known = [...new Set(batches.map(({ source }) => source))].join(', ') || '-'
    throw new HuiyinError('HY-C-001', {
      reason: `--source ${filter.source}: expected one of ${known}`,
      usage: 'huiyin quarantine',
    })
  }
}

function isOpen(filter: Filter): string {
  const conditions = ['quarantine.replayed_by is null']
  if (filter.source !== undefined) conditions.push('batch.source = $source')
  if (filter.batch !== undefined) conditions.push('batch.batch_no = $number')
  return conditions.join(' and ')
}

function bound({ source, batch }: Filter): Record<string, string | number> {
  return { ...(source === undefined ? {} : { source }), ...(batch === undefined ? {} : { number: batch }) }
}
