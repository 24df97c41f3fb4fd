// ledger ──▶ the last issue of the same report ──▶ its numbers, computed anew from this snapshot ──▶ what differs, and why
import { HuiyinError } from '../../core/errors.ts'
import { canonicalJson } from '../../core/hash.ts'
import { type IssuedReport, keptManifest, listIssued } from '../../warehouse/issued-reports.ts'
import { openSnapshot, type Snapshot } from '../../warehouse/snapshot.ts'
import { prepareReport } from '../compose-sections.ts'
import { factFilter } from '../figures/figure-context.ts'
import { isSmall } from '../figures/outward-counts.ts'
import { type Manifest, parseManifest } from '../manifest.ts'
import type { ReportDefinition } from '../report-definition.ts'
import { type ReportPeriod, reportPeriod } from '../report-period.ts'
import { definitionHash } from '../used-definitions.ts'
import { changedNumbers } from './changed-numbers.ts'
import { changedRows } from './changed-rows.ts'
import type { Restated } from './restated-schema.ts'

/**
 * The definition with what the last issue of the same report said against what this snapshot says, where it has a
 * section for that. It then travels in the manifest, so that the comparison can be proven with the report.
 */
export async function withRestatement(
  definition: ReportDefinition,
  published: string,
  snapshot: Snapshot,
  period: ReportPeriod,
): Promise<ReportDefinition> {
  if (!definition.sections.some(({ section }) => section === 'restatement')) return definition
  const previous = await lastIssue(published, definition, snapshot, period)
  if (previous === undefined) return definition
  const { entry, manifest } = previous
  const rows = await rowsSince(published, manifest, snapshot)
  const then = reportPeriod(manifest.period.unit, manifest.period.name, snapshot.run)
  const { figures } = await prepareReport(snapshot, manifest.definition, then)
  const redefined = manifest.metrics.filter(({ metric, sha256 }) => definitionHash(metric) !== sha256)
  const { compared, changes } = changedNumbers(
    manifest.figures,
    figures,
    rows,
    redefined.map(({ metric }) => metric),
  )
  const restated: Restated = {
    period: manifest.period.name,
    from: manifest.period.from,
    to: manifest.period.to,
    run_id: manifest.run.run_id,
    as_of: manifest.run.as_of,
    sha256: entry.sha256,
    compared,
    rows: definition.is_outward ? withoutSmall(rows) : rows,
    changes,
  }
  return { ...definition, restated }
}

/** The newest issue on an earlier period, or on the same one from an earlier run; of the same part, in whatever language. */
async function lastIssue(
  published: string,
  { report, filters }: ReportDefinition,
  { run }: Snapshot,
  period: ReportPeriod,
): Promise<{ entry: IssuedReport; manifest: Manifest } | undefined> {
  const entries = (await listIssued(published)).filter((entry) => entry.report === report && entry.run_id !== run.runId)
  let found: { entry: IssuedReport; manifest: Manifest } | undefined
  for (const entry of entries) {
    const text = entry.manifest === undefined ? undefined : await keptManifest(published, entry.manifest)
    const manifest = text === undefined ? undefined : parseManifest(text)
    if (manifest === undefined || manifest.run.as_of > run.asOf) continue
    if (manifest.period.unit !== period.unit || manifest.period.to > period.end) continue
    if (canonicalJson(manifest.definition.filters) !== canonicalJson(filters)) continue
    if (found === undefined || manifest.period.to >= found.manifest.period.to) found = { entry, manifest }
  }
  return found
}

/** Counts that an outward copy may show. */
function withoutSmall(rows: Restated['rows']): Restated['rows'] {
  if (rows === null) return null
  const shown = (counts: NonNullable<Restated['rows']>['complaint']) => ({
    replayed: shownCount(counts.replayed),
    late: shownCount(counts.late),
    corrected: shownCount(counts.corrected),
    progressed: shownCount(counts.progressed),
    gone: shownCount(counts.gone),
  })
  return { complaint: shown(rows.complaint), survey: shown(rows.survey) }
}

function shownCount(count: number | null): number | null {
  return count === null || isSmall(count) ? null : count
}

async function rowsSince(published: string, manifest: Manifest, later: Snapshot): Promise<Restated['rows']> {
  const earlier = await openSnapshot(published, manifest.run.run_id).catch((error: unknown) => {
    if (error instanceof HuiyinError && error.code === 'HY-V-003') return undefined
    throw error
  })
  if (earlier === undefined) return null
  try {
    const { to } = manifest.period
    const filter = factFilter(manifest.definition)
    return {
      complaint: await changedRows(earlier, later, 'complaint', to, filter('complaint')),
      survey: await changedRows(earlier, later, 'survey', to, filter('survey')),
    }
  } finally {
    earlier.close()
  }
}
