import { HuiyinError } from '../../core/errors.ts'
import { periodsBetween } from '../../metrics/periods.ts'
import type { Asking } from '../asking.ts'
import { allOf } from './all-of.ts'
import type { PageParts } from './page-parts.ts'

/** Rows of an answer beyond which a chart shows nothing any more. */
const MOST_ROWS = 20_000

/**
 * Any metrics by up to two dimensions and period; of two dimensions over the whole range, unless a period is asked for.
 * `groups` are those of one dimension over the whole range: shares and medians of periods cannot be put together.
 */
export async function explorePage(asking: Asking): Promise<PageParts<'explore'>> {
  const { metrics, by, from, to, isPeriodAsked } = asking.state
  const period = by.length === 2 && !isPeriodAsked ? undefined : asking.state.period
  const { figures, groups, totals } = await allOf({
    figures: asking.figures({ metrics, period }, by),
    groups: by.length === 1 ? asking.figures({ metrics }, by) : Promise.resolve([]),
    totals: asking.figures({ metrics }),
  })
  if (figures.length > MOST_ROWS) {
    const periods = period === undefined ? 1 : periodsBetween(from, to, period).length
    throw new HuiyinError('HY-M-003', {
      option: 'period',
      got: `${period ?? '-'} (${figures.length / periods} × ${periods})`,
      expected: `≤ ${MOST_ROWS}`,
    })
  }
  return { rows: { figures, groups, totals } }
}
