import type { DuckDBConnection } from '@duckdb/node-api'
import { execute, queryRows } from '../warehouse/query.ts'
import { readSqlFile } from '../warehouse/sql-file.ts'

/** What events may change again and again: the newest word counts. Everything else that they say fills gaps only. */
const STATE = new Set(['status', 'department', 'owner', 'level'])
const LATEST = new Set(['closed_at', 'reopened_at'])
/** Counted from the events where there are any. */
const COUNTED = new Set(['transfer_count', 'reopen_count', 'is_escalated'])
const FROM_EVENTS_ONLY = { owner_count: 'integer', is_ping_pong: 'boolean', paused_hours: 'double' } as const
const LINEAGE = ['batch_no', 'row_number']

/**
 * Makes `cases.exported`: the complaints as their exports have them, with what the event exports say put in, and the
 * cases that only those know. Where no event was ever loaded it is `current.complaint`, at no cost.
 */
export async function defineExported(connection: DuckDBConnection): Promise<void> {
  const [event] = await queryRows(connection, 'select 1 from staging.complaint_event limit 1')
  const nothing = Object.entries(FROM_EVENTS_ONLY).map(([name, type]) => `cast(null as ${type}) as ${name}`)
  const sql = event === undefined ? `select complaint.*, ${nothing.join(', ')} from current.complaint` : mergedSql()
  await execute(connection, `create or replace view cases.exported as ${sql}`, {}, 'cases.exported')
}

function mergedSql(): string {
  const told = new Set(readSqlFile('2_events/history.sql').columns.map(({ name }) => name))
  const fields = readSqlFile('1_staging/complaint.sql').columns.map(({ name }) => name)
  return `select
      ${fields.map((name) => `${told.has(name) ? merged(name) : `complaint.${name}`} as ${name}`).join(',\n      ')},
      ${LINEAGE.map((name) => `coalesce(history.${name}, complaint.${name}) as ${name}`).join(', ')},
      run.as_of,
      ${Object.keys(FROM_EVENTS_ONLY)
        .map((name) => `history.${name}`)
        .join(', ')}
    from current.complaint
    full join events.history on history.complaint_id = complaint.complaint_id
    cross join control.run`
}

/** A case that both know: of an event the first instant (of closing and reopening the last), of the state the newest. */
function merged(name: string): string {
  const [exported, told] = [`complaint.${name}`, `history.${name}`]
  if (name === 'received_at') return `coalesce(${exported}, ${told}, history.first_event_at)`
  if (LATEST.has(name)) return `greatest(${exported}, ${told})`
  if (name.endsWith('_at')) return `least(${exported}, ${told})`
  if (COUNTED.has(name)) return `coalesce(${told}, ${exported})`
  if (!STATE.has(name)) return `coalesce(${exported}, ${told})`
  return `case when complaint.version_at > history.last_event_at and complaint.updated_at is not null
    then coalesce(${exported}, ${told}) else coalesce(${told}, ${exported}) end`
}
