import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, literal, queryRows } from '../warehouse/query.ts'
import { readSqlFile } from '../warehouse/sql-file.ts'
import { fieldsRead } from '../warehouse/staging-file.ts'

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
 * Makes the macro `control.gives(field, batch_no)`: whether the mapping of a complaint's file supplies a field. What no
 * export tells is not assessable, rather than missed. Where all files agree it is a constant, and what hangs on it costs
 * nothing. `survey` stands for any survey at all.
 */
export async function writeGivenFields(connection: DuckDBConnection): Promise<void> {
  const batches = [...(await complaintBatches(connection)), ...(await eventBatches(connection))]
  const [survey] = await queryRows(connection, 'select 1 from staging.survey limit 1')
  const fields = fieldsRead(readSqlFile('1_staging/complaint.sql'))
  const single = fields.map((field) => givenSql(field, batches, ({ fields: given }) => given.includes(`,${field},`)))
  const combined = Object.entries(COMBINED).map(([name, { any, all }]) =>
    givenSql(name, batches, ({ fields: given }) => {
      const has = (field: string) => given.includes(`,${field},`)
      return any?.some(has) ?? all?.every(has) ?? false
    }),
  )
  const cases = [...single, ...combined, `when 'survey' then ${survey !== undefined}`]
  await execute(
    connection,
    `create or replace macro control.gives(field, batch_no) as case field ${cases.join(' ')} else false end`,
    {},
    'given fields',
  )
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

function givenSql(name: string, batches: readonly Batch[], gives: (batch: Batch) => boolean): string {
  const giving = batches.filter(gives).map((batch) => batch.batch_no)
  if (giving.length === batches.length) return `when ${literal(name)} then ${giving.length > 0}`
  if (giving.length === 0) return `when ${literal(name)} then false`
  return `when ${literal(name)} then batch_no in (${giving.join(', ')})`
}
