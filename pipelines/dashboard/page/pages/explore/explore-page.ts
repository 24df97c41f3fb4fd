import type { Meta } from '../../../api/heads.ts'
import type { Actions } from '../../page-view.ts'
import type { Part } from '../../parts/part.ts'
import { choicesCard } from './choices-card.ts'
import { figuresPart } from './figures-part.ts'

/** Any metrics by any dimensions, period and kind of chart. */
export function exploreParts(meta: Meta, actions: Actions): readonly Part[] {
  return [choicesCard(meta, actions), figuresPart(meta, actions)]
}
