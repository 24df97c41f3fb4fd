import type { Meta } from '../../../api/heads.ts'
import { comparedCard } from '../../charts/compared-card.ts'
import { ratesCard } from '../../charts/rates-card.ts'
import { trendCard } from '../../charts/trend-card.ts'
import type { Actions } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import { tileRow } from '../../parts/tile-row.ts'
import { sayer } from '../../sayer.ts'
import { responseCard } from './response-card.ts'

const TREND_METRICS = [
  'csat_top2',
  'csat_mean',
  'nps',
  'ces_easy',
  'handling_satisfaction',
  'silent_dissatisfied',
  'response_rate',
  'time_score_mean',
  'quality_score_mean',
  'result_score_mean',
  'service_score_mean',
  'attitude_score_mean',
  'experience_score_mean',
]

/** How satisfied those are who answered, with what, and how many answered at all. */
export function satisfactionParts(meta: Meta, actions: Actions): readonly Part[] {
  const say = sayer(meta)
  return [
    tileRow(say('satisfaction.headline'), actions, (view) => view.rows('satisfaction', 'headline')),
    trendCard(say, actions, {
      span: 7,
      rows: (view) => view.rows('satisfaction', 'trend').filter(({ metric }) => metric === view.head.metrics[0]),
      metrics: TREND_METRICS,
    }),
    comparedCard(meta, actions, { span: 5, rows: (view) => view.rows('satisfaction', 'compared') }),
    ratesCard(meta, {
      name: 'items',
      span: 7,
      title: say('satisfaction.items'),
      rows: (view) => view.rows('satisfaction', 'items'),
      choose: (metric) => actions.go({ metrics: [metric] }),
    }),
    responseCard(meta, actions),
  ]
}
