import type { Workspace } from '../core/workspace.ts'
import { type RunningDashboard, startDashboard } from '../dashboard/serve.ts'
import type { CommandContext } from './context.ts'

/** Serves a workspace's dashboard as its settings say, on another port where one is given, and says where. */
export async function openDashboard(
  context: CommandContext,
  { settings, paths }: Workspace,
  port: number | undefined,
): Promise<RunningDashboard> {
  const { host, port: usual } = settings.dashboard
  const { locale } = settings
  const { effects } = context
  const dashboard = await startDashboard({ published: paths.published, host, port: port ?? usual, locale, effects })
  context.say('serving', { url: dashboard.url })
  return dashboard
}
