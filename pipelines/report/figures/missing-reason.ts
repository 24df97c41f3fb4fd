import { factOf, metricDefinition } from '../../metrics/catalogue.ts'
import { CLOCKS, METRIC_OF_CLOCK } from './data-coverage.ts'
import type { FigureContext } from './figure-context.ts'
import type { MetricCells } from './metric-cells.ts'

/** Why there is no number; each has its words under `missing.` in the area `report`. */
export type Missing =
  | 'no_surveys'
  | 'no_answers'
  | 'all_pending'
  | 'no_complaints'
  | 'no_resolution'
  | 'no_limit'
  | 'no_time'
  | 'not_assessable'
  | 'no_records'
  | 'suppressed'

/**
 * The reason why a metric has no number, or null where it has one. A count of open cases is none either where the
 * export cannot tell whether cases are resolved: 0 would be a claim.
 */
export function missingReason(
  { coverage }: FigureContext,
  cells: Pick<MetricCells, 'metric' | 'n' | 'pending' | 'value' | 'suppressed'>,
): Missing | null {
  const { metric, n, pending, value, suppressed } = cells
  if (suppressed !== null) return 'suppressed'
  const definition = metricDefinition(metric)
  const { kind } = definition
  const fact = factOf(definition)
  const isOpenCount = kind === 'stock' || metric === 'overdue_open'
  if (fact === 'complaint' && coverage.complaints === 0 && (isOpenCount || kind !== 'count')) return 'no_complaints'
  if (isOpenCount && coverage.with_resolution === 0) return 'no_resolution'
  if (metric === 'overdue_open' && coverage.assessable.resolution === 0)
    return coverage.with_limit.resolution === 0 ? 'no_limit' : 'no_time'
  if (kind === 'count' || kind === 'stock') return value === null ? 'not_assessable' : null
  if (n > 0) return null
  if (fact === 'survey' && coverage.surveys === 0) return 'no_surveys'
  if ((pending ?? 0) > 0) return 'all_pending'
  if (fact === 'survey') return 'no_answers'
  if (fact !== 'complaint') return 'no_records'
  if (metric === 'resolution_rate' && coverage.with_resolution === 0) return 'no_resolution'
  const clock = CLOCKS.find((each) => METRIC_OF_CLOCK[each] === metric)
  if (clock !== undefined && coverage.with_limit[clock] === 0) return 'no_limit'
  if (clock !== undefined && coverage.assessable[clock] === 0) return 'no_time'
  return coverage.complaints_in_period === 0 ? 'no_complaints' : 'not_assessable'
}
