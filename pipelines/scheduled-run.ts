// due instant ── run (load → model → publish) ── report in each language ── mail ── both entered in the run ledger
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Effects } from './core/effects.ts'
import { HuiyinError } from './core/errors.ts'
import type { Locale } from './core/locale.ts'
import type { Settings } from './core/settings-schema.ts'
import { inLocale, type Workspace } from './core/workspace.ts'
import { logRefusals, type Refusal } from './deliver/log-refusals.ts'
import { mailReport } from './deliver/mail-report.ts'
import { answerMetrics } from './metrics/answer-metrics.ts'
import { metricDefinition } from './metrics/catalogue.ts'
import { formatDay, formatInstant, formatValue } from './metrics/format-value.ts'
import { metricTitle } from './metrics/labels.ts'
import { type RenderedReport, renderReport } from './report/render-report.ts'
import { workspaceSeal } from './report/seal/workspace-seal.ts'
import { run } from './run.ts'
import { recordDelivery } from './warehouse/run-ledger.ts'
import { openSnapshot } from './warehouse/snapshot.ts'
import { openWarehouse } from './warehouse/warehouse.ts'

export type ScheduleSetting = Settings['schedule'][number]

/** The numbers that a mail names; the report holds the rest. */
const MAILED_METRICS = [
  'complaints_received',
  'on_time_resolution',
  'first_response_on_time',
  'csat_top2',
  'nps',
  'backlog',
]

export interface Delivery {
  readonly runId: string
  readonly reports: readonly string[]
  /** What pages of the reports tried to load from outside, and did not get; also in `logs/refusals.jsonl`. */
  readonly refused: readonly string[]
  /** Who got the mail, or why nobody did, as the ledger has it. */
  readonly mail: string
}

/**
 * One delivery of the schedule: the pipeline as of the due instant, the report, the mail. What was delivered is in the
 * run ledger even where the mail failed. Throws what run and renderReport throw, and HY-S-002/003 for the mail.
 */
export async function scheduledRun(
  workspace: Workspace,
  effects: Effects,
  entry: ScheduleSetting,
  due: Date,
): Promise<Delivery> {
  const { runNo, runId } = await run(workspace, effects, { asOf: due, trigger: triggerOf(entry) })
  const locales = entry.locales ?? [workspace.settings.locale]
  const rendered = await renderReport({
    published: workspace.paths.published,
    runId,
    name: entry.report,
    definitions: workspace.paths.reports,
    locales,
    each: entry.each,
    formats: ['pdf'],
    folder: workspace.paths.out,
    now: effects.now(),
    seal: await workspaceSeal(workspace, effects.env),
  })
  const reports = rendered.flatMap((report) => report.files.map((file) => file.path))
  const refused = await logRefusals(join(workspace.folder, 'logs'), refusalsOf(entry, rendered), effects.now())
  const mail = await mailed(workspace, effects, entry, runId, rendered).catch((error: unknown) => error)
  const text = mail instanceof HuiyinError ? `failed: ${mail.code}` : mail instanceof Error ? 'failed' : String(mail)
  {
    await using warehouse = await openWarehouse(workspace, 'delivery')
    await recordDelivery(warehouse.connection, runNo, { reports: reports.map((file) => basename(file)), mail: text })
  }
  if (mail instanceof Error) throw mail
  return { runId, reports, refused, mail: text }
}

/** How the run ledger names the runs of a schedule entry. */
export function triggerOf(entry: ScheduleSetting): string {
  const each = entry.each === undefined ? '' : ` each ${entry.each}`
  return `schedule: ${entry.report}${each} "${entry.cron}"`
}

function refusalsOf({ report }: ScheduleSetting, rendered: readonly RenderedReport[]): Refusal[] {
  return rendered.flatMap(({ runId, locale, value, refused }) =>
    refused.map((address) => ({ report, run: runId, locale, value, address })),
  )
}

async function mailed(
  workspace: Workspace,
  effects: Effects,
  entry: ScheduleSetting,
  runId: string,
  rendered: readonly RenderedReport[],
): Promise<string> {
  const { mail, name } = workspace.settings
  const [first] = rendered
  if (entry.recipients.length === 0 || mail === undefined || first === undefined) return 'no recipients'
  const attachments = await Promise.all(
    rendered
      .flatMap((report) => report.files)
      .map(async ({ path }) => ({ name: basename(path), bytes: await readFile(path) })),
  )
  await using snapshot = await openSnapshot(workspace.paths.published, runId)
  const { rows } = await answerMetrics(snapshot.database.connection, snapshot.run, {
    metrics: MAILED_METRICS,
    from: first.period.from,
    to: first.period.to,
  })
  const receipt = await mailReport(
    mail,
    {
      id: `${entry.report}.${first.period.name}.${runId}`,
      locale: first.locale,
      recipients: entry.recipients,
      organisation: inLocale(name, first.locale),
      title: first.title,
      period: `${first.period.name} (${formatDay(first.locale, first.period.from)} – ${formatDay(first.locale, first.period.to)})`,
      asOf: formatInstant(first.locale, snapshot.run.asOf, snapshot.run.timezone),
      headlines: rows.map((row) => headline(first.locale, row.metric, row.value)),
      attachments,
    },
    effects.env,
  )
  const rejected = receipt.rejected.length === 0 ? '' : `; rejected: ${receipt.rejected.join(', ')}`
  return `sent to ${receipt.accepted.join(', ')}${rejected}`
}

function headline(locale: Locale, metric: string, value: number | null): string {
  const colon = locale === 'en' ? ': ' : '：'
  return `${metricTitle(locale, metric)}${colon}${formatValue(locale, metricDefinition(metric), value)}`
}
