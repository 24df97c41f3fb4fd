import { type Asking, without } from '../asking.ts'
import { allOf } from './all-of.ts'
import type { PageParts } from './page-parts.ts'

const HEADLINE = ['csat_top2', 'csat_mean', 'nps', 'ces_easy', 'handling_satisfaction', 'silent_dissatisfied']
const ITEMS = [
  'time_score_mean',
  'quality_score_mean',
  'result_score_mean',
  'service_score_mean',
  'attitude_score_mean',
  'experience_score_mean',
]
const RESPONSE = ['surveys_sent', 'surveys_answered', 'delivery_rate', 'response_rate', 'non_response_rate']
/** What the page shows whatever was chosen. */
export const SATISFACTION_METRICS = [...HEADLINE, ...ITEMS, ...RESPONSE]

/** Satisfaction, recommendation, the questions one by one, and who answered at all. */
export async function satisfactionPage(asking: Asking): Promise<PageParts<'satisfaction'>> {
  const { metrics, by, period } = asking.state
  const [dimension = 'channel'] = by
  return {
    rows: await allOf({
      headline: asking.figures({ metrics: HEADLINE }),
      trend: asking.figures({ metrics: [...new Set([...metrics, 'nps', 'response_rate'])], period }),
      items: asking.figures({ metrics: ITEMS }),
      response: asking.figures({ metrics: RESPONSE }),
      compared: asking.figures({ metrics: metrics.slice(0, 2), where: without(asking.where, [dimension]) }, [
        dimension,
      ]),
    }),
  }
}
