import type { DuckDBConnection } from '@duckdb/node-api'
import { queryRows } from '../../warehouse/query.ts'
import { type PairedT, pairedT } from '../compare/paired-t.ts'

/** What a course changed in the scores of those who took it; scores as parts of their scale, from 0 to 1. */
export interface TrainingEffect {
  readonly course: string | null
  readonly topic: string | null
  readonly trained: number
  readonly firstDay: string
  readonly lastDay: string
  readonly meanBefore: number | null
  readonly meanAfter: number | null
  /** Of before − after. */
  readonly test: PairedT
}

/**
 * Each course's scores before and after of the same people, by a paired t-test (metric-spec M33). Those with only one of
 * the two scores are dropped and counted.
 */
export async function trainingEffects(connection: DuckDBConnection): Promise<TrainingEffect[]> {
  const rows = await queryRows<{
    course: string | null
    topic: string | null
    day: string
    before: number | null
    after: number | null
  }>(
    connection,
    `select
      training.course,
      training.training_topic as topic,
      cast(training.trained_on as varchar) as day,
      cast(training.score_before as double) / cast(training.score_scale as double) as before,
      cast(training.score_after as double) / cast(training.score_scale as double) as after
    from facts.training
    where training.is_trained and (training.score_before is not null or training.score_after is not null)
    order by training.course, training.training_topic, training.trained_on, training.score_before, training.score_after`,
  )
  return [...Map.groupBy(rows, ({ course, topic }) => JSON.stringify([course, topic])).values()].map((own) => {
    const pairs = own.filter(({ before, after }) => before !== null && after !== null)
    const mean = (name: 'before' | 'after') =>
      pairs.length === 0 ? null : pairs.reduce((sum, row) => sum + (row[name] ?? 0), 0) / pairs.length
    const days = own.map(({ day }) => day).sort()
    return {
      course: own[0]?.course ?? null,
      topic: own[0]?.topic ?? null,
      trained: own.length,
      firstDay: days[0] ?? '',
      lastDay: days.at(-1) ?? '',
      meanBefore: mean('before'),
      meanAfter: mean('after'),
      test: pairedT(
        own.map(({ before }) => before),
        own.map(({ after }) => after),
      ),
    }
  })
}
