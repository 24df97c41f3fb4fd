import type { DuckDBConnection } from '@duckdb/node-api'
import type { AddressState } from '../pipelines/dashboard/api/address-state.ts'
import type { Meta } from '../pipelines/dashboard/api/heads.ts'
import { PAGE_DIMENSIONS, PAGE_METRICS } from '../pipelines/dashboard/api/pages.ts'
import { fits, rangeBefore } from '../pipelines/dashboard/asking.ts'
import { SATISFACTION_METRICS } from '../pipelines/dashboard/pages/satisfaction.ts'
import { TIMELINESS_METRICS } from '../pipelines/dashboard/pages/timeliness.ts'
import { answerMetrics } from '../pipelines/metrics/answer-metrics.ts'
import { dimensionCatalogue } from '../pipelines/metrics/catalogue.ts'
import type { MetricQuery } from '../pipelines/metrics/metric-query.ts'
import type { SnapshotRun } from '../pipelines/warehouse/snapshot.ts'

const COUNTED = 'complaints_received'

/** The plain way: each chart of a page by a query of its own on the facts, one after the other. */
export async function plainPage(
  connection: DuckDBConnection,
  run: SnapshotRun,
  meta: Meta,
  state: AddressState,
): Promise<void> {
  const { from = meta.days.first, to = meta.days.last, where = {} } = state
  for (const query of charts({ ...state, from, to })) {
    const metrics = query.metrics.filter((name) => fits(name, [...(query.by ?? []), ...Object.keys(where)]))
    if (metrics.length > 0) await answerMetrics(connection, run, { from, to, where, ...query, metrics })
  }
}

function charts({ page, metrics: chosen = [], by: chosenBy = [], period = 'week', from, to }: Ranged): MetricQuery[] {
  const metrics = chosen.length > 0 ? chosen : PAGE_METRICS[page]
  const by = chosenBy.length > 0 ? chosenBy : PAGE_DIMENSIONS[page]
  const first = by.slice(0, 1)
  switch (page) {
    case 'complaints': {
      const counted = [...dimensionCatalogue().keys()].filter((name) => fits(COUNTED, [name]))
      const cells = counted.map((name) => ({ metrics: [COUNTED], by: [name] }))
      const before = cells.map((query) => ({ ...query, ...rangeBefore({ from, to }) }))
      return [{ metrics: [COUNTED], period }, { metrics: [COUNTED], by }, ...cells, ...before]
    }
    case 'timeliness':
      return [{ metrics: TIMELINESS_METRICS }, { metrics, period }, { metrics, by: first }]
    case 'satisfaction':
      return [
        { metrics: SATISFACTION_METRICS },
        { metrics: [...metrics, 'nps', 'response_rate'], period },
        { metrics, by: first },
      ]
    default:
      return [{ metrics }, { metrics, by, period }]
  }
}

type Ranged = AddressState & { readonly from: string; readonly to: string }
