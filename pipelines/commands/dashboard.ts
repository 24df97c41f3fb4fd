import { openWorkspace } from '../core/workspace.ts'
import { untilStopped } from '../schedule/stop-signal.ts'
import { type CommandContext, type CommandOptions, portOption, textOption } from './context.ts'
import { openDashboard } from './open-dashboard.ts'

export default async function dashboard(
  context: CommandContext,
  _args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const port = portOption(options)
  const workspace = await openWorkspace(context.folder)
  const running = await openDashboard(context, workspace, { host: textOption(options, 'host'), port })
  context.answer({ url: running.url })
  const signal = await untilStopped()
  context.say('stopping', { signal })
  await running.close()
  return 0
}
