import { HuiyinError } from '../../../../pipelines/core/errors.ts'
import { readWorkCalendar, type WorkCalendar } from '../../../../pipelines/core/work-calendar.ts'
import { businessHours, countWorkingDays, workingDayDeadline } from '../../../../pipelines/core/working-days.ts'
import type { Vector } from './read-vectors.ts'

/** The shipped calendar, as it was when data was loaded through the day that the vector names. */
function calendarOf(inputs: Vector['inputs']): WorkCalendar {
  const calendar = readWorkCalendar(inputs['calendar'])
  const through = Number(String(inputs['calendar_loaded_through'] ?? '9999').slice(0, 4))
  return { ...calendar, years: new Set([...calendar.years].filter((year) => year <= through)) }
}

/** What the product answers to the vectors of M9, under the names that the vectors use. */
export const calendarAnswers: Readonly<Record<string, (inputs: Vector['inputs']) => Record<string, unknown>>> = {
  working_day_deadline: (inputs) => {
    try {
      return { deadline_date: workingDayDeadline(calendarOf(inputs), inputs['received'], inputs['working_days']) }
    } catch (error) {
      if (!(error instanceof HuiyinError) || error.code !== 'HY-M-006') throw error
      return { deadline_date: null, error: 'calendar_not_available' }
    }
  },
  workdays_in_period: (inputs) => ({ workdays: countWorkingDays(calendarOf(inputs), inputs['start'], inputs['end']) }),
  business_hours: (inputs) => {
    const { start, end, open, close } = inputs
    return {
      hours: businessHours(calendarOf(inputs), { open, close }, start, end),
      calendar_hours: (Date.parse(`${end}Z`) - Date.parse(`${start}Z`)) / 3_600_000,
    }
  },
}
