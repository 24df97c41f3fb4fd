import { openWorkspace } from '../core/workspace.ts'
import { type RunOutcome, run as runPipeline } from '../run.ts'
import { asOfOption, type CommandContext, type CommandOptions } from './context.ts'
import { loadAnswer, sayLoad } from './load.ts'

export default async function run(
  context: CommandContext,
  _args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const asOfIn = asOfOption(options)
  const workspace = await openWorkspace(context.folder)
  const outcome = await runPipeline(workspace, context.effects, {
    trigger: 'command',
    ...(asOfIn === undefined ? {} : { asOf: asOfIn(workspace.settings.timezone) }),
  })
  sayLoad(context, outcome.load)
  sayRun(context, outcome)
  context.answer({
    run_no: outcome.runNo,
    run_id: outcome.runId,
    as_of: outcome.asOf,
    snapshot: outcome.snapshot,
    load: loadAnswer(outcome.load),
    checks: outcome.checks.map(({ name, severity, rows }) => ({ name, severity, rows })),
  })
  return outcome.load.refused.length === 0 ? 0 : 1
}

/** Findings of the checks and the snapshot, for a person. */
export function sayRun(context: CommandContext, outcome: RunOutcome): void {
  for (const { name, severity, rows } of outcome.checks) if (rows > 0) context.say('check', { name, rows, severity })
  context.say('published', { run: outcome.runId, as_of: outcome.asOf })
}
