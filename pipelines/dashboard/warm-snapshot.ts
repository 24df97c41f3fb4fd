import { hasCube, warmCubes } from '../metrics/cube/warm-cubes.ts'
import { PAGE_METRICS } from './api/pages.ts'
import { askingFor } from './asking.ts'
import { availableMetrics } from './available-metrics.ts'
import type { Quiet, SnapshotView } from './follow-published.ts'
import { readPageState } from './page-state.ts'
import { pageTables } from './page-tables.ts'
import { coverageOf } from './pages/norms.ts'
import { SATISFACTION_METRICS } from './pages/satisfaction.ts'
import { TIMELINESS_METRICS } from './pages/timeliness.ts'
import { LOCAL_VIEWER } from './viewer.ts'

/** Reads what the first clicks on a large snapshot will need, so that nobody waits for it; a small one is quick anyway. */
export async function warmSnapshot(view: SnapshotView, quiet: Quiet): Promise<void> {
  if (!(await hasCube(view.connection, view.run))) return
  await availableMetrics(view)
  // The page that is opened first.
  await pageTables(await askingFor(view, LOCAL_VIEWER, readPageState(new URLSearchParams()), 'en'))
  const metrics = [...Object.values(PAGE_METRICS).flat(), ...TIMELINESS_METRICS, ...SATISFACTION_METRICS]
  await warmCubes(view.connection, view.run, new Set(metrics), quiet)
  await coverageOf(view, quiet)
}
