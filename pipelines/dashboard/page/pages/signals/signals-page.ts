import type { Meta } from '../../../api/heads.ts'
import type { Actions } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import { chartListCard } from './chart-list-card.ts'
import { contributionCard } from './contribution-card.ts'
import { controlCard } from './control-card.ts'
import { driversCard } from './drivers-card.ts'
import { keynessCard } from './keyness-card.ts'
import { readingsCard } from './readings-card.ts'
import { scanCard } from './scan-card.ts'

/** Which changes are more than chance, since when, in which segments, and what goes with them. */
export function signalsParts(meta: Meta, actions: Actions): readonly Part[] {
  return [
    chartListCard(meta, actions),
    controlCard(meta, actions),
    scanCard(meta, actions),
    contributionCard(meta, actions, { span: 6, rows: (view) => view.rows('signals', 'contributions') }),
    keynessCard(meta),
    driversCard(meta),
    readingsCard(meta, actions),
  ]
}
