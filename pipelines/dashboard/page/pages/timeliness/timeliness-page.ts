import type { Meta } from '../../../api/heads.ts'
import { comparedCard } from '../../charts/compared-card.ts'
import { ratesCard } from '../../charts/rates-card.ts'
import { trendCard } from '../../charts/trend-card.ts'
import type { Actions } from '../../page-view.ts'
import { element } from '../../parts/element.ts'
import { type Part, partOf } from '../../parts/part.ts'
import { sayer } from '../../sayer.ts'
import { ageingCard } from './ageing-card.ts'
import { limitsCard } from './limits-card.ts'
import { overdueCard } from './overdue-card.ts'
import { stagesCard } from './stages-card.ts'

const TREND_METRICS = [
  'on_time_resolution',
  'first_response_on_time',
  'registration_on_time',
  'acceptance_on_time',
  'feedback_on_time',
  'survey_on_time',
  'resolution_rate',
  'resolution_median',
  'resolution_p90',
  'first_response_median',
  'backlog',
]

/** Whether time limits are kept, what is open and how old, and which stage takes the time. */
export function timelinessParts(meta: Meta, actions: Actions): readonly Part[] {
  const say = sayer(meta)
  const beside = [ageingCard(meta, actions), stagesCard(meta)]
  return [
    ratesCard(meta, {
      name: 'clocks',
      span: 7,
      title: say('clocks.title'),
      rows: (view) => view.rows('timeliness', 'clocks'),
      choose: (metric) => actions.go({ metrics: [metric] }),
    }),
    partOf(element('div', { class: 'column span-5' }, ...beside.map(({ node }) => node)), beside),
    trendCard(say, actions, {
      span: 7,
      rows: (view) => view.rows('timeliness', 'trend').filter(({ metric }) => metric === view.head.metrics[0]),
      metrics: TREND_METRICS,
    }),
    comparedCard(meta, actions, { span: 5, rows: (view) => view.rows('timeliness', 'compared') }),
    overdueCard(meta, actions),
    limitsCard(meta),
  ]
}
