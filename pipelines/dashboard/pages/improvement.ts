import { actionRows } from '../action-rows.ts'
import type { Asking } from '../asking.ts'
import type { PageParts } from './page-parts.ts'

/** The PDCA board: the actions with what they did, as far as the data show. */
export async function improvementPage(asking: Asking): Promise<PageParts<'improvement'>> {
  const { metrics } = asking.state
  return {
    rows: { headline: await asking.figures({ metrics }), actions: await actionRows(asking) },
  }
}
