import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { sha256 } from '../../pipelines/core/hash.ts'
import type { Workspace } from '../../pipelines/core/workspace.ts'
import type { BatchState } from './state.ts'
import { readSnapshot, warehouseState } from './state.ts'
import type { Export } from './workload.ts'

export interface Findings {
  /** Files whose rows are in. */
  readonly loaded: readonly string[]
  /** What must not be; empty where all is well. */
  readonly failures: readonly string[]
}

/**
 * Looks at a workspace after a kill: every file that was dropped is in whole, as in an undisturbed run, or waits in the
 * inbox, unchanged; the originals of loaded files are kept; the pointer names a snapshot that answers, or there is none.
 */
export async function inspect(
  workspace: Workspace,
  dropped: readonly Export[],
  undisturbed: readonly BatchState[],
): Promise<Findings> {
  const { batches, wrongSums, strays } = await warehouseState(workspace)
  const failures: string[] = []
  if (wrongSums !== 0) failures.push(`${wrongSums} batches with wrong sums`)
  if (strays.length > 0) failures.push(`rows without a ledger entry: batches ${strays.join(', ')}`)
  for (const [index, batch] of batches.entries()) {
    const expected = undisturbed[index]
    if (JSON.stringify(batch) !== JSON.stringify(expected))
      failures.push(`batch ${index + 1} is ${JSON.stringify(batch)} instead of ${JSON.stringify(expected)}`)
  }
  const loaded = batches.map(({ entry }) => entry.file_name)
  for (const file of dropped) {
    if (!loaded.includes(file.name) && !waits(workspace, file)) failures.push(`${file.name} is lost`)
    if (loaded.includes(file.name) && !isKept(workspace, file)) failures.push(`${file.name} is not in the archive`)
  }
  if (existsSync(join(workspace.paths.published, 'current'))) {
    await readSnapshot(workspace).catch((error: unknown) => failures.push(`snapshot: ${error}`))
  }
  return { loaded, failures }
}

/** What a killed process may leave behind, and the next one must have removed: temporary files, locks, logs. */
export function leftovers({ paths }: Workspace): string[] {
  const beside = ['.lock', '.wal', '.tmp', '.building', '.building.wal'].map((ending) => `${paths.warehouse}${ending}`)
  return [
    ...beside.filter((path) => existsSync(path)),
    ...readdirSync(paths.inbox),
    ...readdirSync(paths.archive).filter((name) => !/^[0-9a-f]{64}(\.|$)/.test(name)),
    ...readdirSync(paths.published).filter(
      (name) => !['current', 'snapshots.jsonl'].includes(name) && !/^[\w-]+\.duckdb$/.test(name),
    ),
  ]
}

function waits(workspace: Workspace, { name, bytes }: Export): boolean {
  const path = join(workspace.paths.inbox, name)
  return existsSync(path) && readFileSync(path).equals(bytes)
}

function isKept(workspace: Workspace, { bytes }: Export): boolean {
  const name = readdirSync(workspace.paths.archive).find((item) => item.startsWith(sha256(bytes)))
  return name !== undefined && zstdDecompressSync(readFileSync(join(workspace.paths.archive, name))).equals(bytes)
}
