import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, queryRows } from '../../warehouse/query.ts'

/** The columns whose codes are proposed, those of the six questions that words can tell: what, why, when, who. */
export const ATTRIBUTED_FIELDS = [
  'nature',
  'category',
  'cause_group',
  'cause',
  'fishbone_branch',
  'service_stage',
  'department',
] as const

export type AttributedField = (typeof ATTRIBUTED_FIELDS)[number]

/** The customer's own words, or what they ask for where those are not recorded; without the customer's name. */
const WORDS = `nullif(trim(replace(
        coalesce(nullif(trim(complaint.body), ''), complaint.demand),
        case when length(complaint.customer_name) >= 2 then complaint.customer_name else chr(0) end,
        ' '
      )), '')`

/**
 * Makes the temporary table `words_of_complaints`, one row a complaint in order of receipt: its words or null, its codes
 * (null where there is none or none that is known), what batches are told by, and the names that no term may be.
 * Gives the fields that this warehouse has.
 */
export async function takeWords(connection: DuckDBConnection): Promise<readonly AttributedField[]> {
  const known = await queryRows<{ name: string }>(
    connection,
    `select column_name as name from information_schema.columns where table_schema = 'facts' and table_name = 'complaint'`,
  )
  const fields = ATTRIBUTED_FIELDS.filter((field) => known.some(({ name }) => name === field))
  const codes = fields.map((field) => `nullif(nullif(trim(complaint.${field}), ''), 'unmapped') as ${field}`)
  await execute(
    connection,
    `create or replace temporary table words_of_complaints as
    select
      complaint.complaint_id,
      md5(complaint.complaint_id) as drawing,
      ${WORDS} as words,
      complaint.received_on,
      coalesce(complaint.customer_id, complaint.customer_phone, complaint.customer_email, complaint.customer_name) as customer,
      complaint.product,
      complaint.lot,
      complaint.customer_name,
      complaint.owner,
      ${codes.join(',\n      ')}
    from facts.complaint
    order by complaint.received_at, complaint.complaint_id`,
    {},
    'words of complaints',
  )
  return fields
}

/** Drops the table: words stay where they are private. */
export async function leaveWords(connection: DuckDBConnection): Promise<void> {
  await execute(connection, 'drop table if exists words_of_complaints')
}
