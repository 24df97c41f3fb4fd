import type { Workspace } from '../core/workspace.ts'
import { type RunningDashboard, startDashboard } from '../dashboard/serve.ts'
import type { CommandContext } from './context.ts'

/** Serves a workspace's dashboard as its settings say, elsewhere where that is chosen, and says where. */
export async function openDashboard(
  context: CommandContext,
  { settings, paths }: Workspace,
  { host, port }: { readonly host?: string | undefined; readonly port?: number | undefined },
): Promise<RunningDashboard> {
  const dashboard = await startDashboard({
    published: paths.published,
    host,
    port,
    settings: settings.dashboard,
    locale: settings.locale,
    effects: context.effects,
  })
  context.say('serving', { url: dashboard.url })
  if (dashboard.isInClear) context.say('in_clear')
  return dashboard
}
