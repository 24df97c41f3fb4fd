import { resolve } from 'node:path'
import { openWorkspace } from '../core/workspace.ts'
import { extract as writeExtract } from '../extract/extract.ts'
import { type CommandContext, type CommandOptions, textOption } from './context.ts'

export default async function extract(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const workspace = await openWorkspace(context.folder)
  const outcome = await writeExtract({
    published: workspace.paths.published,
    logs: workspace.paths.logs,
    name: args[0] ?? '',
    from: textOption(options, 'from'),
    to: textOption(options, 'to'),
    format: textOption(options, 'format') ?? 'csv',
    folder: resolve(textOption(options, 'out') ?? workspace.paths.out),
    runId: textOption(options, 'run'),
    now: context.effects.now(),
  })
  context.say('extracted', { rows: outcome.rows, file: outcome.file, sha256: outcome.sha256 })
  context.answer({
    file: outcome.file,
    rows: outcome.rows,
    sha256: outcome.sha256,
    run_id: outcome.runId,
    from: outcome.from,
    to: outcome.to,
  })
  return 0
}
