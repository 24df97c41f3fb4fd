import type { Meta } from '../../../api/heads.ts'
import type { Actions } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import { tileRow } from '../../parts/tile-row.ts'
import { sayer } from '../../sayer.ts'
import { boardCard } from './board-card.ts'
import { effectsCard } from './effects-card.ts'

/** The actions in their phase of the cycle, and what each did as far as the data show. */
export function improvementParts(meta: Meta, actions: Actions): readonly Part[] {
  const say = sayer(meta)
  return [
    tileRow(say('improvement.headline'), actions, (view) => view.rows('improvement', 'headline')),
    boardCard(meta, actions),
    effectsCard(meta),
  ]
}
