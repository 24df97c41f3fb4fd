import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { openWorkspace } from '../core/workspace.ts'
import { DROPPED, DROPPED_IN_RAW } from '../load/contract.ts'
import { type LoadOutcome, loadFiles } from '../load/load-inbox.ts'
import { stoppable } from '../warehouse/stoppable.ts'
import { openWarehouse } from '../warehouse/warehouse.ts'
import { type CommandContext, type CommandOptions, textOption } from './context.ts'

export default async function load(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const workspace = await openWorkspace(context.folder)
  const files = args.map((file) => resolve(file))
  const missing = files.find((file) => !existsSync(file))
  if (missing !== undefined) throw new HuiyinError('HY-L-001', { file: missing, reason: 'ENOENT' })
  const source = textOption(options, 'source')
  await using warehouse = await openWarehouse(workspace, 'load')
  const { connection } = warehouse
  const request = { ...(files.length === 0 ? {} : { files }), ...(source === undefined ? {} : { source }) }
  const outcome = await stoppable(connection, context.effects.stop, () =>
    loadFiles(workspace, connection, { ...context.effects, progress: () => undefined }, request),
  )
  sayLoad(context, outcome)
  context.answer(loadAnswer(outcome))
  return outcome.refused.length === 0 ? 0 : 1
}

/** The outcome of loading for a person: a line a file, then the sums. */
export function sayLoad(context: CommandContext, outcome: LoadOutcome): void {
  for (const file of outcome.files) {
    const { rowsRead, rowsLoaded, rowsUnchanged, rowsQuarantined } = file
    if (file.known) context.say('known', { file: file.file })
    else
      context.say('loaded', {
        file: file.file,
        read: rowsRead,
        loaded: rowsLoaded,
        unchanged: rowsUnchanged,
        quarantined: rowsQuarantined,
      })
  }
  for (const { file, notes } of outcome.files) {
    const said = (key: string) => notes.find((note) => note.startsWith(`${key}=`))?.slice(key.length + 1)
    const [columns, rows] = [said(DROPPED), said(DROPPED_IN_RAW)]
    if (columns !== undefined) context.say('dropped', { file, columns })
    if (rows !== undefined) context.say('dropped_in_raw', { file, rows })
  }
  sayLoadSum(context, outcome)
}

/** The refused files and the sums only. */
export function sayLoadSum(context: CommandContext, outcome: LoadOutcome): void {
  for (const { error } of outcome.refused) context.line(context.explain(error))
  if (outcome.files.length + outcome.refused.length === 0) context.say('nothing_to_load')
  else context.say('load_sum', { ...loadSums(outcome) })
}

/** The outcome of loading for a program. */
export function loadAnswer(outcome: LoadOutcome) {
  return {
    ...loadSums(outcome),
    loaded_files: outcome.files,
    refused_files: outcome.refused.map(({ file, error }) => ({ file, code: error.code, details: error.details })),
  }
}

function loadSums({ files, refused }: LoadOutcome) {
  const fresh = files.filter((file) => !file.known)
  const sum = (pick: (file: (typeof fresh)[number]) => number) => fresh.reduce((total, file) => total + pick(file), 0)
  return {
    files: files.length,
    refused: refused.length,
    read: sum((file) => file.rowsRead),
    loaded: sum((file) => file.rowsLoaded),
    unchanged: sum((file) => file.rowsUnchanged),
    quarantined: sum((file) => file.rowsQuarantined),
  }
}
