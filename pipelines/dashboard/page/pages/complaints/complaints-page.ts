import type { Meta } from '../../../api/heads.ts'
import { trendCard } from '../../charts/trend-card.ts'
import type { Actions } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import { sayer } from '../../sayer.ts'
import { crossCard } from './cross-card.ts'
import { paretoCard } from './pareto-card.ts'
import { questionsCard } from './questions-card.ts'

/** What is complained about, by whom, where, when, and how: with a way down from each number to its cases. */
export function complaintsParts(meta: Meta, actions: Actions): readonly Part[] {
  const say = sayer(meta)
  return [
    trendCard(say, actions, {
      span: 12,
      rows: (view) => view.rows('complaints', 'trend'),
      metrics: ['complaints_received'],
    }),
    paretoCard(meta, actions),
    crossCard(meta, actions),
    questionsCard(meta, actions),
  ]
}
