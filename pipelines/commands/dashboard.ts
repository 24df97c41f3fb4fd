import { openWorkspace } from '../core/workspace.ts'
import { startDashboard } from '../dashboard/serve.ts'
import { untilStopped } from '../schedule/stop-signal.ts'
import { type CommandContext, type CommandOptions, portOption } from './context.ts'

export default async function dashboard(
  context: CommandContext,
  _args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const port = portOption(options)
  const { settings, paths } = await openWorkspace(context.folder)
  const running = await startDashboard({
    published: paths.published,
    host: settings.dashboard.host,
    port: port ?? settings.dashboard.port,
    locale: settings.locale,
    effects: context.effects,
  })
  context.say('serving', { url: running.url })
  context.answer({ url: running.url })
  const signal = await untilStopped()
  context.say('stopping', { signal })
  await running.close()
  return 0
}
