import type { Locale } from '../core/locale.ts'
import { openWorkspace } from '../core/workspace.ts'
import { startPreview } from '../report/preview/preview-server.ts'
import { readDefinition } from '../report/read-definition.ts'
import { untilStopped } from '../schedule/stop-signal.ts'
import { type CommandContext, type CommandOptions, portOption, textOption } from './context.ts'

/** Serves a report, as its definition and templates are at the moment, until a signal comes. */
export async function previewReport(
  context: CommandContext,
  name: string,
  options: CommandOptions,
  locale: Locale | undefined,
): Promise<number> {
  const { paths, settings } = await openWorkspace(context.folder)
  await readDefinition(name, paths.reports)
  const running = await startPreview({
    published: paths.published,
    definitions: paths.reports,
    name,
    period: textOption(options, 'period') ?? textOption(options, 'week'),
    locale: locale ?? settings.locale,
    port: portOption(options),
  })
  context.say('previewing', { report: name, url: running.url })
  context.answer({ report: name, url: running.url })
  await untilStopped()
  await running.close()
  return 0
}
