import { LIMIT } from '../api/norm-tables.ts'
import { type Asking, without } from '../asking.ts'
import { overdueCases } from '../case-rows.ts'
import { martRows } from '../mart-rows.ts'
import { viewingOf } from '../viewer.ts'
import { allOf } from './all-of.ts'
import type { PageParts } from './page-parts.ts'

/** The clocks of the norms, in the order of a case's way. */
const CLOCKS = [
  'registration_on_time',
  'first_response_on_time',
  'start_on_time',
  'acceptance_on_time',
  'assessment_on_time',
  'preliminary_on_time',
  'notice_on_time',
  'on_time_resolution',
  'resolution_by_level_on_time',
  'resolution_by_type_on_time',
  'major_on_time',
  'analysis_on_time',
  'coordination_on_time',
  'confirmation_on_time',
  'survey_on_time',
  'feedback_on_time',
  'due_date_on_time',
]
const STAGES = [
  'registration_median',
  'first_response_median',
  'stage_accept_median',
  'stage_assess_median',
  'stage_handle_median',
  'stage_handle_p90',
  'stage_feedback_median',
  'stage_close_median',
]
const AGEING = ['open_complaints', 'overdue_open']
/** What the page shows whatever was chosen. */
export const TIMELINESS_METRICS = [...CLOCKS, ...STAGES, ...AGEING]
const MOST_OVERDUE = 50

/** Time limits kept, what is open and how old, how long the stages take, and what is overdue. */
export async function timelinessPage(asking: Asking): Promise<PageParts<'timeliness'>> {
  const { metrics, by, period } = asking.state
  const [dimension = 'department'] = by
  const compared = { metrics: metrics.slice(0, 2), where: without(asking.where, [dimension]) }
  return {
    rows: await allOf({
      clocks: asking.figures({ metrics: CLOCKS }),
      trend: asking.figures({ metrics, period }),
      compared: asking.figures(compared, [dimension]),
      ageing: asking.figures({ metrics: AGEING, where: without(asking.where, ['age_bucket']) }, ['age_bucket']),
      stages: asking.figures({ metrics: STAGES }),
      limits: martRows(asking, 'marts.time_limit', LIMIT, 'order by clock, level'),
      overdue: viewingOf(asking.viewer).cases ? overdueCases(asking, MOST_OVERDUE) : Promise.resolve([]),
    }),
  }
}
