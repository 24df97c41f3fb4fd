import type { Meta } from '../../../api/heads.ts'
import type { Actions } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import { choicesCard } from './choices-card.ts'
import { clausesCard } from './clauses-card.ts'
import { coverageCard } from './coverage-card.ts'

/** Every requirement of the norms: measured, attested, or not measurable and why. */
export function normsParts(meta: Meta, actions: Actions): readonly Part[] {
  return [coverageCard(meta, actions), clausesCard(meta, actions), choicesCard(meta)]
}
