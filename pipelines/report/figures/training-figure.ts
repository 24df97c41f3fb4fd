import { meanInterval } from '../../metrics/intervals.ts'
import type { Statement } from '../../metrics/metric-query.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from './figure-context.ts'

/** One course: who was to come and came, and how test scores changed. */
export type TrainingRow = Counted & {
  /** 95 % interval of the mean change, by Student's t of the paired differences; null with fewer than two pairs. */
  readonly change_low: number | null
  readonly change_high: number | null
}

type Counted = {
  readonly training_id: string
  readonly course: string | null
  readonly training_topic: string | null
  readonly training_form: string | null
  readonly training_evaluation: string | null
  readonly first_on: string | null
  readonly last_on: string | null
  readonly expected: number
  readonly trained: number
  /** Staff scored before and after, and the means of the two scores and of the change. */
  readonly pairs: number
  readonly before_mean: number | null
  readonly after_mean: number | null
  readonly change_mean: number | null
  readonly change_sum: number | null
  readonly change_squares: number | null
  readonly passed: number
  readonly reviewed_on: string | null
}

/** The courses held from the given day to the period's end. */
export async function trainingFigure(context: FigureContext, from: string): Promise<Figure<TrainingRow>> {
  const filter = context.filter('training')
  const statement: Statement = {
    sql: trainingSql(filter.sql),
    parameters: { ...filter.parameters, from, to: context.period.end },
  }
  const rows = (await context.rows<Counted>(statement)).map((row) => {
    const interval = meanInterval(row.pairs, row.change_sum ?? 0, row.change_squares ?? 0)
    return { ...row, change_low: interval?.low ?? null, change_high: interval?.high ?? null }
  })
  return context.book.add({ figure: 'trainings' }, rows, [statement])
}

function trainingSql(filter: string): string {
  return `select training_id, min(course) as course, min(training_topic) as training_topic,
    min(training_form) as training_form, min(training_evaluation) as training_evaluation,
    cast(min(trained_on) as varchar) as first_on, cast(max(trained_on) as varchar) as last_on,
    count(*) filter (where is_on_roster is distinct from false) as expected,
    count(*) filter (where is_trained) as trained,
    count(*) filter (where has_scores_before_and_after) as pairs,
    avg(cast(score_before as double)) filter (where has_scores_before_and_after) as before_mean,
    avg(cast(score_after as double)) filter (where has_scores_before_and_after) as after_mean,
    avg(score_change) filter (where has_scores_before_and_after) as change_mean,
    sum(score_change) filter (where has_scores_before_and_after) as change_sum,
    sum(score_change * score_change) filter (where has_scores_before_and_after) as change_squares,
    count(*) filter (where is_passed) as passed,
    cast(max(reviewed_on) as varchar) as reviewed_on
from facts.training
where ${filter}
group by training_id
having max(trained_on) between cast($from as date) and cast($to as date)
order by min(trained_on), training_id`
}
