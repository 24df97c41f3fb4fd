import type { DuckDBConnection } from '@duckdb/node-api'
import type { Table } from 'apache-arrow'
import { queryArrow } from '../../warehouse/arrow.ts'

/**
 * What a feature of handling is, and how a step of it is told: `doubling` of a time, `one_more` of a number, or another
 * `member` than the commonest.
 */
export interface Feature {
  readonly name: string
  readonly step: 'doubling' | 'one_more' | 'member'
  /** SQL on a complaint; the column of that name by default. */
  readonly sql?: string
}

const late = (clock: string) =>
  `case when complaint.${clock}_status = 'met' then 'false' when complaint.${clock}_status in ('missed', 'overdue_open') then 'true' end`
const yes = (column: string) => `cast(complaint.${column} as varchar)`
/** A minute is the least that a time is told by, so that its logarithm is finite. */
const doublings = (column: string) => `log2(greatest(complaint.${column}, 1 / 60.0))`

/** How a complaint was handled, what it was about and whose it was; of these, first those that are kept where answers are few. */
export const FEATURES: readonly Feature[] = [
  { name: 'resolution_late', step: 'member', sql: late('resolution') },
  { name: 'response_late', step: 'member', sql: late('first_response') },
  { name: 'is_reopened', step: 'member', sql: yes('is_reopened') },
  { name: 'is_escalated', step: 'member', sql: yes('is_escalated') },
  { name: 'transfer_count', step: 'one_more' },
  { name: 'resolution_hours', step: 'doubling', sql: doublings('resolution_hours') },
  { name: 'response_hours', step: 'doubling', sql: doublings('response_hours') },
  { name: 'contact_count', step: 'one_more' },
  { name: 'is_repeat', step: 'member', sql: yes('is_repeat') },
  { name: 'remedy', step: 'member' },
  { name: 'channel', step: 'member' },
  { name: 'cause_group', step: 'member' },
  { name: 'tier', step: 'member' },
  { name: 'category', step: 'member' },
  { name: 'level', step: 'member' },
  { name: 'region', step: 'member' },
  { name: 'owner_role', step: 'member' },
  { name: 'handling', step: 'member' },
  { name: 'is_followed_up', step: 'member', sql: yes('is_followed_up') },
]

/** Answers that are read at most; which ones, a hash of their number decides. */
export const MOST_ANSWERS = 10_000

/**
 * The last answer to the survey of each complaint, with the features of its handling, as an Arrow table: `dissatisfied`
 * (0 or 1) and a column a feature. In an order that says nothing about them, the same for the same answers.
 */
export async function answeredComplaints(connection: DuckDBConnection): Promise<Table> {
  const columns = FEATURES.map(({ name, step, sql }) => {
    const value = sql ?? `complaint.${name}`
    return `cast(${value} as ${step === 'member' ? 'varchar' : 'double'}) as ${name}`
  })
  return queryArrow(
    connection,
    `with answered as (
      select
        survey.complaint_id,
        survey.is_dissatisfied
      from facts.survey
      where survey.is_last_answer and survey.is_dissatisfied is not null and survey.complaint_id is not null
      order by md5(survey.survey_id), survey.survey_id
      limit ${MOST_ANSWERS}
    )
    select
      cast(answered.is_dissatisfied as integer) as dissatisfied,
      ${columns.join(',\n      ')}
    from answered
    inner join facts.complaint on complaint.complaint_id = answered.complaint_id
    order by md5(answered.complaint_id), answered.complaint_id`,
  )
}

/** How many answers there are in all, and how many of them say dissatisfied. */
export const ANSWER_COUNTS = `select
    count(*) as answers,
    count(*) filter (where survey.is_dissatisfied) as dissatisfied
  from facts.survey
  where survey.is_last_answer and survey.is_dissatisfied is not null and survey.complaint_id is not null`
