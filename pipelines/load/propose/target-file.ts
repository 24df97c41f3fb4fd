import { existsSync } from 'node:fs'
import { basename, dirname, join, matchesGlob, resolve } from 'node:path'
import { HuiyinError } from '../../core/errors.ts'
import type { Workspace } from '../../core/workspace.ts'
import { sourceName } from './file-name.ts'

export interface Target {
  readonly path: string
  /** The name of the source that it will hold. */
  readonly source: string
}

/**
 * Where the mapping of a file is to be written: `out`, or sources/<name>.yaml of the workspace.
 * Throws HY-C-005 where the file or a source of that name is there already, HY-L-005 where another source of the
 * workspace fits the file too: then neither would be loaded.
 */
export function targetFile(workspace: Workspace, file: string, entity: string, out: string | undefined): Target {
  const sources = join(workspace.folder, 'sources')
  const named = out === undefined ? undefined : basename(out).replace(/\.ya?ml$/, '')
  const fitting = named !== undefined && /^[a-z0-9][a-z0-9_-]*$/.test(named) ? named : undefined
  const source = fitting ?? sourceName(basename(file)) ?? freeName(workspace, entity)
  const path = out === undefined ? join(sources, `${source}.yaml`) : resolve(out)
  if (existsSync(path)) throw new HuiyinError('HY-C-005', { folder: dirname(path), found: basename(path) })
  if (dirname(path) !== sources) return { path, source }
  if (workspace.sources.some((other) => other.source === source)) {
    throw new HuiyinError('HY-C-005', { folder: sources, found: source })
  }
  const rivals = workspace.sources.filter(({ files }) => files.some((pattern) => matchesGlob(basename(file), pattern)))
  if (rivals.length > 0) {
    const expected = rivals.map((rival) => `${rival.source} (${rival.files.join(', ')})`).join('; ')
    throw new HuiyinError('HY-L-005', { file: basename(file), found: rivals.length + 1, expected })
  }
  return { path, source }
}

/** The entity's name for a file whose own tells none, numbered where sources have it already: `complaint-2`. */
function freeName({ sources, folder }: Workspace, entity: string): string {
  const isTaken = (name: string) =>
    sources.some(({ source }) => source === name) || existsSync(join(folder, 'sources', `${name}.yaml`))
  let name = entity
  for (let number = 2; isTaken(name); number += 1) name = `${entity}-${number}`
  return name
}
