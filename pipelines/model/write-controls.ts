import type { DuckDBConnection } from '@duckdb/node-api'
import type { Norm } from '../core/norm-schema.ts'
import type { Settings } from '../core/settings-schema.ts'
import { execute } from '../warehouse/query.ts'
import { writeCalendar } from './calendar-days.ts'
import { type LimitChoices, limitMacros } from './limit-macros.ts'
import { type LimitRow, limitRows } from './limit-rows.ts'
import { localTimeMacros } from './local-time-macros.ts'

/** Writes the as-of and zone of the run into the control tables. */
export async function writeRun(connection: DuckDBConnection, asOf: Date, settings: Settings): Promise<void> {
  await execute(connection, 'delete from control.run')
  await execute(connection, 'insert into control.run values ($as_of::timestamptz, $timezone, $days)', {
    as_of: asOf.toISOString(),
    timezone: settings.timezone,
    days: settings.survey.response_window_days,
  })
  for (const macro of localTimeMacros(settings.timezone)) await execute(connection, macro, {}, 'local time')
}

/** Writes the time limits of the norms, and the working days that they count in. Reads `current.calendar`. */
export async function writeLimits(
  connection: DuckDBConnection,
  settings: Settings,
  norms: readonly Norm[],
): Promise<void> {
  const rows = limitRows(norms)
  await execute(connection, 'delete from control.time_limit')
  for (const row of rows) await insertLimit(connection, row)
  for (const macro of limitMacros(rows, choicesOf(settings), settings.timezone))
    await execute(connection, macro, {}, 'time limits')
  const terms = rows.filter((row) => row.unit === 'working_days').map((row) => row.amount)
  await writeCalendar(connection, settings.calendar, terms)
}

async function insertLimit(connection: DuckDBConnection, row: LimitRow): Promise<void> {
  await execute(
    connection,
    `insert into control.time_limit values ($clock, $level, $type, $nature, $amount, $unit, $from::date, $to::date,
       $requirement, $reason)`,
    {
      clock: row.clock,
      level: row.level,
      type: row.problemType,
      nature: row.nature,
      amount: row.amount,
      unit: row.unit,
      from: row.validFrom,
      to: row.validTo,
      requirement: row.requirement,
      reason: row.changedReason,
    },
  )
}

function choicesOf({ norm_choices: choices }: Settings): LimitChoices {
  const limit = choices['K2']
  return {
    resolutionLimit: limit === 'type' || limit === 'strictest' ? limit : 'level',
    resolutionStart: choices['K6'] === 'receipt' ? 'receipt' : 'acceptance',
  }
}
