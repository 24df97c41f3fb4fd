import type { DuckDBConnection } from '@duckdb/node-api'
import { queryRows } from '../warehouse/query.ts'

/** Below so many weeks not even a run chart says anything (M22). */
const LEAST_WEEKS = 8

/**
 * Whether there is anything to judge: complaints or answers over at least eight weeks, or an improvement action whose
 * state is to be told. Below that the marts of the analysis stay empty.
 */
export async function spansEnough(connection: DuckDBConnection): Promise<boolean> {
  const [row] = await queryRows<{ days: number | null; actions: number }>(
    connection,
    `select
        (select max(day) - min(day) from (
          select cast(min(received_at) as date) as day from staging.complaint
          union all select cast(max(received_at) as date) from staging.complaint
          union all select cast(min(event_at) as date) from staging.complaint_event
          union all select cast(max(event_at) as date) from staging.complaint_event
          union all select cast(min(answered_at) as date) from staging.survey
          union all select cast(max(answered_at) as date) from staging.survey
        ) as days) as days,
        (select count(*) from staging.improvement) as actions`,
  )
  return (row?.days ?? 0) >= LEAST_WEEKS * 7 || (row?.actions ?? 0) > 0
}
