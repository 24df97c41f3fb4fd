import { queryRange } from '../metrics/answer-metrics.ts'
import type { SnapshotView } from './follow-published.ts'
import { recent } from './recent.ts'

const known = recent<{ from: string; to: string }>(2)

/** The days from the first complaint to the as-of: other facts may reach further back. Read once for a snapshot. */
export function dataDays({ connection, run }: SnapshotView): Promise<{ from: string; to: string }> {
  return known(`${run.runId} ${run.asOf}`, () => queryRange(connection, run, { metrics: ['complaints_received'] }))
}
