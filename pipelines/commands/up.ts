import { HuiyinError } from '../core/errors.ts'
import { message } from '../core/messages.ts'
import { openWorkspace, type Workspace } from '../core/workspace.ts'
import { scheduledDefinitions } from '../report/scheduled-definitions.ts'
import { nextRun } from '../schedule/next-run.ts'
import { type ScheduleEntry, startSchedule } from '../schedule/schedule.ts'
import { untilStopped } from '../schedule/stop-signal.ts'
import { type ScheduleSetting, scheduledRun, triggerOf } from '../scheduled-run.ts'
import { lastDone } from '../warehouse/run-ledger.ts'
import { openWarehouse } from '../warehouse/warehouse.ts'
import { type CommandContext, type CommandOptions, portOption } from './context.ts'
import { openDashboard } from './open-dashboard.ts'

export default async function up(
  context: CommandContext,
  _args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const port = portOption(options)
  const workspace = await openWorkspace(context.folder)
  const issues = await scheduledDefinitions(workspace.settings, workspace.paths.reports)
  refuseMailWithoutServer(workspace, issues)
  const entries = await scheduleEntries(context, workspace, issues)
  const next = entries.map(({ name, cron, timezone }) => ({
    name,
    cron,
    timezone,
    next: nextRun(cron, timezone, context.effects.now()).toISOString(),
  }))
  const dashboard = await openDashboard(context, workspace, { port })
  for (const entry of next) context.say('scheduled', { report: entry.name, ...entry })
  context.answer({ url: dashboard.url, schedule: next })
  const schedule = startSchedule(entries, { effects: context.effects, log: (line) => context.line(line) })
  const signal = await untilStopped()
  context.say('stopping', { signal })
  await schedule.stop()
  await dashboard.close()
  return 0
}

async function scheduleEntries(
  context: CommandContext,
  workspace: Workspace,
  issues: readonly ScheduleSetting[],
): Promise<ScheduleEntry[]> {
  await using warehouse = await openWarehouse(workspace, 'up')
  return await Promise.all(
    issues.map(async (setting) => ({
      name: setting.report,
      cron: setting.cron,
      timezone: setting.timezone ?? workspace.settings.timezone,
      since: await lastDone(warehouse.connection, triggerOf(setting)),
      work: async (due: Date) => {
        const delivery = await scheduledRun(workspace, context.effects, setting, due)
        for (const file of delivery.reports) context.say('wrote', { file })
        for (const address of delivery.refused) context.line(message(context.locale, 'seal', 'refused', { address }))
        context.say('delivered', { report: setting.report, run: delivery.runId, mail: delivery.mail })
      },
    })),
  )
}

function refuseMailWithoutServer({ settings }: Workspace, issues: readonly ScheduleSetting[]): void {
  if (settings.mail === undefined && issues.some((entry) => entry.recipients.length > 0)) {
    throw new HuiyinError('HY-C-003', {
      file: 'huiyin.yaml',
      key: 'mail',
      expected: 'host and from, since the schedule has recipients',
      others: 0,
    })
  }
}
