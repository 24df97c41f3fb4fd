import { HuiyinError } from '../core/errors.ts'
import { openWorkspace } from '../core/workspace.ts'
import { accessLogFile } from '../dashboard/access/access-log.ts'
import { readAccessLog } from '../dashboard/access/read-access-log.ts'
import type { CommandContext, CommandOptions } from './context.ts'
import { textTable } from './text-table.ts'

const SHOWN = 50

/** Who saw which cases in the dashboard, and who logged in; fails where the log was changed. */
export default async function access(
  context: CommandContext,
  _args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const { paths } = await openWorkspace(context.folder)
  const { entries, broken } = await readAccessLog(paths.logs)
  context.answer({ total: entries.length, broken, entries })
  const shown = options['all'] === true ? entries : entries.slice(-SHOWN)
  context.line(
    textTable([
      ['at', 'event', 'name', 'role', 'rows', 'query'],
      ...shown.map(({ at, event, name, role, rows, query }) => [
        at,
        event,
        name ?? '-',
        role ?? '-',
        rows === null ? '' : String(rows),
        query === null ? '' : JSON.stringify(query),
      ]),
    ]),
  )
  if (broken.length === 0) return 0
  throw new HuiyinError('HY-D-005', { path: accessLogFile(paths.logs), lines: broken.join(', ') })
}
