import { readdir } from 'node:fs/promises'
import { basename, join, matchesGlob } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Effects } from '../core/effects.ts'
import { HuiyinError } from '../core/errors.ts'
import type { Source } from '../core/source-schema.ts'
import type { Workspace } from '../core/workspace.ts'
import { storageFailure } from '../warehouse/storage-failure.ts'
import { type Archived, archiveFile, removeLoaded, removeUnfinished } from './archive.ts'
import { keptCopy } from './kept-copy.ts'
import { type LoadContext, type LoadedFile, loadFile } from './load-file.ts'
import { openPackage } from './open-package.ts'
import { letGo, nothingReady } from './ready-stage.ts'
import type { Ready } from './staging-work.ts'
import { watchWork } from './watch-work.ts'

export interface RefusedFile {
  readonly file: string
  readonly error: HuiyinError
}

export interface LoadOutcome {
  readonly files: readonly LoadedFile[]
  readonly refused: readonly RefusedFile[]
}

/**
 * Loads the given files, or everything in the inbox, in the order of the names. A file of the inbox leaves it once its
 * rows are in (its bytes are in the archive); a file that is refused stays, and does not hinder the others, nor does a
 * refused file hinder the others in its ZIP file.
 * A copy kept in the archive goes by the name and the source that it was loaded with.
 * Throws the reason of `effects.stop` where that stopped it: the file under way is not in, those before it are. Throws
 * HY-C-007 where the archive or the warehouse cannot be written (a full disk): no further file would fare better.
 */
export async function loadFiles(
  workspace: Workspace,
  connection: DuckDBConnection,
  effects: Effects,
  request: { files?: readonly string[]; source?: string } = {},
): Promise<LoadOutcome> {
  const fromInbox = request.files === undefined
  const paths = request.files ?? (await inboxFiles(workspace.paths.inbox))
  const ready = nothingReady()
  const context = {
    connection,
    timezone: workspace.settings.timezone,
    now: effects.now(),
    scratch: workspace.paths.archive,
    ready,
  }
  const files: LoadedFile[] = []
  const refused: RefusedFile[] = []
  await removeUnfinished(workspace.paths.archive)
  for (const [index, path] of paths.entries()) {
    const kept = await keptCopy(connection, basename(path))
    const name = kept?.file ?? basename(path)
    let archived: Archived | undefined
    try {
      const known = workspace.sources.find(({ source }) => source === kept?.source)
      const source = sourceFor(name, workspace.sources, request.source ?? known?.source)
      archived = await archiveFile(path, workspace.paths.archive)
      const say = (what: string) => effects.progress(`[${index + 1}/${paths.length}] ${what}`)
      const outcome = await loadTables(context, { name, archived, source }, effects, say)
      files.push(...outcome.files)
      refused.push(...outcome.refused)
      await archived.kept()
      if (fromInbox && outcome.refused.length === 0) refused.push(...(await clearInbox(path, archived)))
    } catch (failure) {
      // A refused file's bytes are kept as well; where that fails, it is what hinders all others.
      const error = await (archived?.kept() ?? Promise.resolve()).then(
        () => failure,
        (worse: unknown) => worse,
      )
      effects.stop?.throwIfAborted()
      if (!(error instanceof HuiyinError)) throw storageFailure(error, workspace.paths.archive) ?? error
      if (!isFaultOfFile(error)) throw error
      refused.push({ file: name, error })
      effects.progress(`[${index + 1}/${paths.length}] ${name}: ${error.code}`)
    }
  }
  await letGo(connection, ready, true)
  return { files, refused }
}

/** Loads the tables of one file; a file of a ZIP file that is refused does not hinder the others in it. */
async function loadTables(
  context: LoadContext & { readonly ready: Ready },
  { name, archived, source }: { name: string; archived: Archived; source: Source },
  effects: Effects,
  say: (what: string) => void,
): Promise<LoadOutcome> {
  const { connection, ready, scratch } = context
  const files: LoadedFile[] = []
  const refused: RefusedFile[] = []
  for await (const table of openPackage(name, archived, scratch)) {
    const load = watchWork(effects, connection, table.name, (counter) =>
      loadFile({ ...context, counter }, table.name, table.archived, source, table.isTruncated),
    )
    const loaded = await load.catch((error: unknown) => {
      effects.stop?.throwIfAborted()
      if (table.name !== name && error instanceof HuiyinError && isFaultOfFile(error)) return error
      throw error
    })
    await letGo(connection, ready, false)
    if (loaded instanceof HuiyinError) refused.push({ file: table.name, error: loaded })
    else files.push(loaded)
    say(`${table.name}: ${loaded instanceof HuiyinError ? loaded.code : summary(loaded)}`)
  }
  return { files, refused }
}

/** Takes a loaded file out of the inbox, or says why it stays there: because it has changed since it was read. */
async function clearInbox(path: string, archived: Archived): Promise<RefusedFile[]> {
  try {
    await removeLoaded(archived)
    return []
  } catch (error) {
    if (!(error instanceof HuiyinError)) throw error
    return [{ file: basename(path), error }]
  }
}

function isFaultOfFile({ code }: HuiyinError): boolean {
  return code.startsWith('HY-L-') || code === 'HY-W-002'
}

/** The one source whose patterns fit the file's name, or the one that was named. Throws HY-L-005 otherwise. */
function sourceFor(name: string, sources: readonly Source[], wanted: string | undefined): Source {
  const fitting =
    wanted === undefined
      ? sources.filter((source) => source.files.some((pattern) => matchesGlob(name, pattern)))
      : sources.filter((source) => source.source === wanted)
  const [only] = fitting
  if (only === undefined || fitting.length > 1) {
    const expected = (fitting.length > 1 ? fitting : sources).map(
      (source) => `${source.source} (${source.files.join(', ')})`,
    )
    throw new HuiyinError('HY-L-005', { file: name, found: fitting.length, expected: expected.join('; ') || '-' })
  }
  return only
}

async function inboxFiles(inbox: string): Promise<string[]> {
  const entries = await readdir(inbox, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.startsWith('~$'))
    .map((entry) => join(inbox, entry.name))
    .sort()
}

function summary(loaded: LoadedFile): string {
  if (loaded.known) return 'known, nothing to do'
  return `${loaded.rowsRead} = ${loaded.rowsLoaded} loaded + ${loaded.rowsUnchanged} unchanged + ${loaded.rowsQuarantined} quarantined`
}
