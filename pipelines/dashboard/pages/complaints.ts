import { HuiyinError } from '../../core/errors.ts'
import type { RowOf } from '../api/columns.ts'
import type { PARETO } from '../api/figure-tables.ts'
import { type Asking, fits, without } from '../asking.ts'
import { crossCells } from '../cross-cells.ts'
import { pareto } from '../pareto.ts'
import { questionCells } from '../question-cells.ts'
import { allOf } from './all-of.ts'
import type { PageParts } from './page-parts.ts'

const MOST_BARS = 12
const COUNTED = 'complaints_received'

/** The Pareto chart of a dimension, the explorer of 5W1H with its drill-down, and the course of the count. */
export async function complaintsPage(asking: Asking): Promise<PageParts<'complaints'>> {
  const [dimension = 'category', second] = asking.state.by
  for (const name of asking.state.by) checkDimension(name)
  const found = await allOf({
    trend: asking.figures({ metrics: [COUNTED], period: asking.state.period }),
    pareto: paretoRows(asking, dimension),
    questions: questionCells(asking),
    cross: second === undefined ? Promise.resolve([]) : crossCells(asking, dimension, second),
  })
  const { trend, cross, pareto: bars, questions } = found
  return {
    rows: { trend, pareto: bars.rows, cells: questions.cells, cross },
    head: { vital: bars.vital, before: questions.before },
  }
}

async function paretoRows(asking: Asking, dimension: string) {
  const where = without(asking.where, [dimension])
  const [rows = []] = await asking.slices({ metrics: [COUNTED], where }, [[dimension]])
  const ranked = pareto(rows, dimension, MOST_BARS, new Set(asking.where[dimension]))
  const bars: RowOf<typeof PARETO>[] = ranked.bars.map((bar) => ({ dimension, ...bar, suppressed: null }))
  const hidden = rows.filter((row) => 'suppressed' in row && row.suppressed !== null)
  return {
    rows: [...bars, ...hidden.map((row) => hiddenBar(dimension, row.by[dimension] ?? null))],
    vital: { values: ranked.values, few: ranked.vitalFew, share: ranked.vitalShare, total: ranked.total },
  }
}

function hiddenBar(dimension: string, key: string | null): RowOf<typeof PARETO> {
  const nothing = { count: null, share: null, cumulative: null, vital: false, folded: 0 }
  return { dimension, key, ...nothing, suppressed: 'small_cell' }
}

function checkDimension(dimension: string): void {
  if (fits(COUNTED, [dimension])) return
  throw new HuiyinError('HY-M-002', { dimension, metric: COUNTED, expected: 'a dimension of the complaints' })
}
