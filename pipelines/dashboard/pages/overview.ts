import type { Asking } from '../asking.ts'
import { contributionRows, filteredContributions } from '../contribution-rows.ts'
import { scanRows } from '../scan-rows.ts'
import { latestPoints, sliceOfFilters } from '../signal-points.ts'
import { allOf } from './all-of.ts'
import type { PageParts } from './page-parts.ts'

const MOST_FINDINGS = 12

/** Headline numbers with what their control charts say, their course, and what changed. */
export async function overviewPage(asking: Asking): Promise<PageParts<'overview'>> {
  const { metrics, period } = asking.state
  const slice = sliceOfFilters(asking.where)
  const isWhole = slice?.dimension === null && !asking.state.isRangeAsked
  return {
    rows: await allOf({
      headline: asking.figures({ metrics }),
      sparks: asking.figures({ metrics, period }),
      verdicts: slice === null ? Promise.resolve([]) : latestPoints(asking, { metrics, slice }),
      findings: scanRows(asking, MOST_FINDINGS, 'where is_flagged', asking.where),
      contributions: isWhole ? contributionRows(asking, MOST_FINDINGS) : filteredContributions(asking, MOST_FINDINGS),
    }),
  }
}
