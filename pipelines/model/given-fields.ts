import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, queryRows } from '../warehouse/query.ts'
import { readSqlFolder } from '../warehouse/sql-file.ts'

/** What is given where one of several fields is, or all of them are. */
const COMBINED: Readonly<Record<string, { readonly any?: readonly string[]; readonly all?: readonly string[] }>> = {
  customer: { any: ['customer_name', 'customer_id'] },
  contact: { any: ['customer_phone', 'customer_email'] },
  type: { any: ['nature', 'category'] },
  analysis: { all: ['problem_analysis', 'cause_analysis', 'measures'] },
  settled: { any: ['resolved_at', 'closed_at'] },
}

interface Batch {
  readonly batch_no: number
  readonly fields: string
}

/**
 * Makes the macros `control.gives_<field>(batch_no)` that the cases and facts call: whether the mapping of a complaint's
 * file supplies a field. What no export tells is not assessable, rather than missed. Where all files agree it is a
 * constant, and what hangs on it costs nothing. `survey` stands for any survey at all.
 */
export async function writeGivenFields(connection: DuckDBConnection): Promise<void> {
  const batches = [...(await complaintBatches(connection)), ...(await eventBatches(connection))]
  const [survey] = await queryRows(connection, 'select 1 from staging.survey limit 1')
  const called = [...readSqlFolder('2_cases'), ...readSqlFolder('2_facts')].flatMap(({ sql }) =>
    [...sql.matchAll(/\bcontrol\.gives_(\w+)\(/g)].map(([, name = '']) => name),
  )
  for (const name of new Set(called)) {
    const body = name === 'survey' ? String(survey !== undefined) : givenSql(name, batches)
    await execute(connection, `create or replace macro control.gives_${name}(batch_no) as ${body}`, {}, 'given fields')
  }
}

function complaintBatches(connection: DuckDBConnection): Promise<Batch[]> {
  return queryRows<Batch>(
    connection,
    "select batch_no, fields from ledger.batch where entity = 'complaint' order by batch_no",
  )
}

/** An export of events gives the kinds of events that occur in any such export, beside the fields of its mapping. */
async function eventBatches(connection: DuckDBConnection): Promise<Batch[]> {
  const kinds = await queryRows<{ field: string }>(
    connection,
    "select distinct event || '_at' as field from staging.complaint_event where event <> 'unmapped' order by field",
  )
  if (kinds.length === 0) return []
  const given = ['received_at', ...kinds.map(({ field }) => field)].join(',')
  return queryRows<Batch>(
    connection,
    `select batch_no, fields || $given || ',' as fields from ledger.batch where entity = 'complaint_event' order by batch_no`,
    { given },
  )
}

function givenSql(name: string, batches: readonly Batch[]): string {
  const { any = [name], all = [] } = COMBINED[name] ?? {}
  const giving = batches.filter(({ fields }) => {
    const has = (field: string) => fields.includes(`,${field},`)
    return all.length > 0 ? all.every(has) : any.some(has)
  })
  if (giving.length === 0 || giving.length === batches.length) return String(giving.length > 0)
  return `batch_no in (${giving.map((batch) => batch.batch_no).join(', ')})`
}
