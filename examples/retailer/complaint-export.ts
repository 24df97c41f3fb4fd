import type { Complaint } from './complaint.ts'
import { changesOf, complaintColumns } from './complaint-columns.ts'
import type { LocalTime } from './local-time.ts'
import { exportMoment, weekStart } from './simulate.ts'

/** One line of a weekly export before anything is soiled. */
export interface ExportRow {
  complaint: Complaint
  fields: string[]
  /** Nothing will ever change about the case after this export. */
  final: boolean
}

/** A complaint with the moments of its changes worked out once. */
export interface Tracked {
  complaint: Complaint
  changes: LocalTime[]
  lastChange: LocalTime
}

export function track(complaints: readonly Complaint[]): Tracked[] {
  return complaints.map((complaint) => {
    const changes = changesOf(complaint)
    return { complaint, changes, lastChange: Math.max(...changes) }
  })
}

/** The cases received in the week and the older ones that changed since the last export, in order of receipt. */
export function exportWeek(week: number, tracked: readonly Tracked[]): ExportRow[] {
  const until = exportMoment(week)
  const since = exportMoment(week - 1)
  return tracked
    .filter(({ complaint: { received }, changes }) => {
      if (received >= weekStart(week + 1)) return false
      return received >= weekStart(week) || changes.some((change) => change > since && change <= until)
    })
    .map((one) => showCase(week, one))
}

/** One case as it stands at the export of the week. */
export function showCase(week: number, { complaint, lastChange }: Tracked): ExportRow {
  const until = exportMoment(week)
  const fields = complaintColumns.map(([, value]) => value({ complaint, week, until }))
  return { complaint, fields, final: lastChange <= until }
}
