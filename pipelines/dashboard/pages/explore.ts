import { HuiyinError } from '../../core/errors.ts'
import type { Asking } from '../asking.ts'
import { groupCounts, largestGroups } from '../explore-rows.ts'
import { allOf } from './all-of.ts'
import type { PageParts } from './page-parts.ts'

/** Rows beyond which an answer is refused: very many periods of very many metrics. */
const MOST_ROWS = 20_000

/**
 * Any metrics by up to two dimensions. Of none or one dimension, `figures` are those of the periods, of two those of the
 * whole range; `groups` are those of the whole range, since shares and medians of periods cannot be put together. Of many
 * groups the page is sent the largest, and the head tells how many there are; `isWhole` sends all of them.
 */
export async function explorePage(asking: Asking, isWhole = false): Promise<PageParts<'explore'>> {
  const { metrics, by, period } = asking.state
  const { courses, groups, totals } = await allOf({
    courses: by.length < 2 ? asking.figures({ metrics, period }, by) : Promise.resolve([]),
    groups: by.length > 0 ? asking.figures({ metrics }, by) : Promise.resolve([]),
    totals: asking.figures({ metrics }),
  })
  const all = { figures: by.length === 2 ? groups : courses, groups }
  const rows = isWhole ? all : largestGroups(asking.state, all)
  if (!isWhole && rows.figures.length > MOST_ROWS)
    throw new HuiyinError('HY-M-003', {
      option: 'period',
      got: `${period} × ${metrics.length} = ${rows.figures.length}`,
      expected: `≤ ${MOST_ROWS}`,
    })
  return { rows: { ...rows, totals }, head: by.length === 0 ? {} : { groups: groupCounts(metrics, groups) } }
}
