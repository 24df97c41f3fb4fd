import type { CommandContext } from '../../../pipelines/commands/context.ts'
import type { Workspace } from '../../../pipelines/core/workspace.ts'
import { quietEffects } from '../../workspace.ts'

/** A command's context that keeps what it would say and answer. */
export function commandContext(workspace: Workspace): CommandContext & { lines: string[]; answers: unknown[] } {
  const lines: string[] = []
  const answers: unknown[] = []
  return {
    folder: workspace.folder,
    locale: 'en',
    effects: quietEffects,
    lines,
    answers,
    say: (key, values = {}) => lines.push(`${key} ${JSON.stringify(values)}`),
    explain: (error) => error.code,
    line: (text) => lines.push(text),
    answer: (value) => answers.push(value),
  }
}
