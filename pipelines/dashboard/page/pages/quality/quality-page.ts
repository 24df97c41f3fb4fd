import type { Meta } from '../../../api/heads.ts'
import type { Actions } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import { batchesCard } from './batches-card.ts'
import { checksCard } from './checks-card.ts'
import { quarantineCard } from './quarantine-card.ts'
import { restatementsCard } from './restatements-card.ts'

/** Whether the numbers can be trusted: what was read, what was left out and why, and what the checks found. */
export function qualityParts(meta: Meta, _actions: Actions): readonly Part[] {
  return [batchesCard(meta), checksCard(meta), quarantineCard(meta), restatementsCard(meta)]
}
