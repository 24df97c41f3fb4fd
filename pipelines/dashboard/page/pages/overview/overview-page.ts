import type { Meta } from '../../../api/heads.ts'
import { type Actions, isShown, type PageView } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import { tileRow } from '../../parts/tile-row.ts'
import { sayer } from '../../sayer.ts'
import { contributionCard } from '../signals/contribution-card.ts'
import { attentionCard } from './attention-card.ts'
import { changesCard } from './changes-card.ts'

/** Within five seconds: whether something needs attention, and where. */
export function overviewParts(meta: Meta, actions: Actions): readonly Part[] {
  const say = sayer(meta)
  const tiles = tileRow(
    say('overview.headline'),
    actions,
    (view) => view.rows('overview', 'headline'),
    (view, { metric }) => ({
      course: courseOf(view, metric),
      point: view.rows('overview', 'verdicts').find((point) => point.metric === metric),
    }),
  )
  return [
    attentionCard(actions),
    tiles,
    changesCard(meta, actions),
    contributionCard(meta, actions, {
      span: 5,
      rows: (view) => view.rows('overview', 'contributions').filter(({ metric }) => metric === 'complaints_received'),
    }),
  ]
}

function courseOf(view: PageView, metric: string) {
  const rows = view.rows('overview', 'sparks').filter((row) => row.metric === metric)
  return rows.some(isShown) ? rows : []
}
