import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { openWorkspace, type Workspace } from '../core/workspace.ts'
import { UNDER_WAY } from '../load/archive.ts'
import { loadFiles } from '../load/load-inbox.ts'
import { exportQuarantine } from '../quarantine/export.ts'
import { checkFilter, type Filter, openRecords, type Quarantined, reasonCounts } from '../quarantine/quarantined.ts'
import { type ReplayJob, replayQuarantine } from '../quarantine/replay.ts'
import { columnOf, expectedWords, reasonWords } from '../quarantine/wording.ts'
import type { Database } from '../warehouse/database.ts'
import { openWarehouse } from '../warehouse/warehouse.ts'
import { type CommandContext, type CommandOptions, textOption } from './context.ts'
import { mendedCells } from './mended-cells.ts'
import { textTable } from './text-table.ts'
import { batchNumber } from './unload.ts'

/** How many records a person is shown on a terminal; a program gets all. */
const SHOWN = 50

export default async function quarantine(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const [action, file] = args
  const work = { list, export: exportTo, replay }[action ?? '']
  const takesFile = action !== 'list'
  if (work === undefined || takesFile !== (file !== undefined)) {
    const reason = `${args.join(' ')}: expected list, export FILE or replay FILE`
    throw new HuiyinError('HY-C-001', { reason, usage: 'huiyin quarantine' })
  }
  const workspace = await openWorkspace(context.folder)
  await using warehouse = await openWarehouse(workspace, `quarantine ${action}`)
  return await work({ context, workspace, warehouse, file: resolve(file ?? '.'), options })
}

interface Work {
  readonly context: CommandContext
  readonly workspace: Workspace
  readonly warehouse: Database
  readonly file: string
  readonly options: CommandOptions
}

function filterOf(options: CommandOptions): Filter {
  const source = textOption(options, 'source')
  const batch = textOption(options, 'batch')
  return { ...(source === undefined ? {} : { source }), ...(batch === undefined ? {} : { batch: batchNumber(batch) }) }
}

async function list({ context, workspace, warehouse, options }: Work): Promise<number> {
  const filter = filterOf(options)
  const { connection } = warehouse
  await checkFilter(connection, filter)
  const reasons = await reasonCounts(connection, filter)
  const wanted = options['json'] === true ? Number.POSITIVE_INFINITY : SHOWN
  const records: Quarantined[] = []
  for await (const page of openRecords(connection, filter)) {
    records.push(...page.slice(0, wanted - records.length))
    if (records.length >= wanted) break
  }
  context.answer({
    reasons,
    rows: records.map(({ columns: _, notes: __, ...record }) => record),
  })
  const say = (record: Pick<Quarantined, 'source' | 'field'>) =>
    columnOf(
      record,
      workspace.sources.find(({ source }) => source === record.source),
    )
  for (const { records: count, ...reason } of reasons) {
    const words = reasonWords(reason.reason, context.locale)
    context.say('quarantine_line', { source: reason.source, reason: words, field: say(reason), records: count })
  }
  if (records.length === 0) context.say('quarantine_empty')
  const cells = records.map((record) => [
    `${record.batch}`,
    record.file,
    `${record.line}`,
    reasonWords(record.reason, context.locale),
    say(record),
    oneLine(record.value ?? record.raw),
    expectedWords(record.expected, context.locale),
  ])
  if (cells.length > 0) context.line(textTable(cells))
  const more = reasons.reduce((sum, reason) => sum + reason.records, 0) - records.length
  if (more > 0) context.say('quarantine_more', { records: more })
  return 0
}

async function exportTo({ context, workspace, warehouse, file, options }: Work): Promise<number> {
  const { locale } = context
  const rows = await exportQuarantine(warehouse.connection, workspace.sources, {
    path: file,
    filter: filterOf(options),
    locale,
  })
  context.say('quarantine_exported', { records: rows, file })
  context.answer({ file, rows })
  return 0
}

async function replay({ context, workspace, warehouse, file, options }: Work): Promise<number> {
  if (!existsSync(file)) throw new HuiyinError('HY-L-001', { file, reason: 'ENOENT' })
  const folder = join(workspace.paths.archive, `${UNDER_WAY}replay-${process.pid}`)
  const outcome = await replayQuarantine(warehouse.connection, {
    file,
    sources: workspace.sources,
    all: options['all'] === true,
    folder,
    cells: mendedCells(file, folder),
    load: loader(context, workspace, warehouse),
  })
  for (const { of, batchNo, rowsRead, rowsLoaded, rowsUnchanged, rowsQuarantined } of outcome.batches) {
    context.say('replayed', {
      of,
      batch: batchNo,
      read: rowsRead,
      loaded: rowsLoaded,
      unchanged: rowsUnchanged,
      quarantined: rowsQuarantined,
    })
  }
  context.say('replay_left', { ...outcome.left })
  context.answer(outcome)
  return outcome.batches.some(({ rowsQuarantined }) => rowsQuarantined > 0) || outcome.left.unknown > 0 ? 1 : 0
}

function loader(context: CommandContext, workspace: Workspace, { connection }: Database): ReplayJob['load'] {
  const effects = { ...context.effects, progress: () => undefined }
  return async (path, source) => {
    const request = { files: [path], source: source.source }
    const { files, refused } = await loadFiles({ ...workspace, sources: [source] }, connection, effects, request)
    const [loaded] = files
    if (loaded === undefined) throw refused[0]?.error ?? new Error(`${path} was neither loaded nor refused`)
    return loaded
  }
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`
}
