import type { Asking } from '../asking.ts'
import { contributionRows, filteredContributions } from '../contribution-rows.ts'
import { scanRows } from '../scan-rows.ts'
import { latestPoints, sliceOfFilters } from '../signal-points.ts'
import type { PageParts } from './page-parts.ts'

const MOST_FINDINGS = 12

/** Headline numbers with what their control charts say, their course, and what changed. */
export async function overviewPage(asking: Asking): Promise<PageParts<'overview'>> {
  const { metrics, period } = asking.state
  const slice = sliceOfFilters(asking.where)
  const isWhole = slice?.dimension === null && !asking.state.isRangeAsked
  return {
    rows: {
      headline: await asking.figures({ metrics }),
      sparks: await asking.figures({ metrics, period }),
      verdicts: slice === null ? [] : await latestPoints(asking, { metrics, slice }),
      findings: await scanRows(asking, MOST_FINDINGS, 'where is_flagged', asking.where),
      contributions: isWhole
        ? await contributionRows(asking, MOST_FINDINGS)
        : await filteredContributions(asking, MOST_FINDINGS),
    },
  }
}
