import { KEYNESS } from '../api/signal-tables.ts'
import type { Asking } from '../asking.ts'
import { contributionRows } from '../contribution-rows.ts'
import { driverRows } from '../driver-rows.ts'
import { martRows } from '../mart-rows.ts'
import { readingRows } from '../reading-rows.ts'
import { scanRows } from '../scan-rows.ts'
import { chartPoints, latestPoints, sliceOfFilters } from '../signal-points.ts'
import type { PageParts } from './page-parts.ts'

const MOST_TESTS = 200
const MOST_SEGMENTS = 20
const MOST_TERMS = 50

/** Control charts with the rules that points break, the scan, what moved the total, drivers, and words that became frequent. */
export async function signalsPage(asking: Asking): Promise<PageParts<'signals'>> {
  const [metric = 'complaints_received'] = asking.state.metrics
  const slice = sliceOfFilters(asking.where)
  const isLimited = asking.viewer.department !== null
  return {
    rows: {
      charts: await latestPoints(asking),
      points: slice === null ? [] : await chartPoints(asking, metric, slice),
      scan: await scanRows(asking, MOST_TESTS),
      contributions: await contributionRows(asking, MOST_SEGMENTS),
      drivers: isLimited ? [] : await driverRows(asking),
      readings: isLimited ? [] : await readingRows(asking),
      keyness: isLimited ? [] : await martRows(asking, 'marts.keyness', KEYNESS, `order by rank limit ${MOST_TERMS}`),
    },
  }
}
