import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { sha256OfFile } from '../core/hash.ts'
import { syncFile, syncFolder } from '../core/write-file.ts'

export interface Archived {
  /** The kept copy, which is what is loaded: what the ledger's hash names is what was read. */
  readonly path: string
  readonly sha256: string
  readonly byteCount: number
  /** Size, time and place of the file at the time of reading, by which a file that was changed since is known. */
  readonly stamp: string
}

/** What has this prefix in the archive is work under way; whatever a killed process left of it is removed. */
export const UNDER_WAY = '.incoming-'

/**
 * Keeps the original bytes of a file under its hash. Throws HY-L-001 where the file cannot be read, HY-L-008 where it
 * changed while it was copied (a download that is still running), HY-C-007 where the archive cannot be written.
 */
export async function archiveFile(file: string, archive: string): Promise<Archived> {
  const temporary = join(archive, `${UNDER_WAY}${process.pid}`)
  const before = await stampOf(file)
  try {
    await mkdir(archive, { recursive: true })
    await copyFile(file, temporary)
    const after = await stampOf(file)
    if (before !== after) throw new HuiyinError('HY-L-008', { file })
    const sha256 = await sha256OfFile(temporary)
    const path = join(archive, `${sha256}${extname(file).toLowerCase()}`)
    await syncFile(temporary)
    const { size } = await stat(temporary)
    await rename(temporary, path)
    await syncFolder(archive)
    return { path, sha256, byteCount: size, stamp: after }
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined)
    if (cause instanceof HuiyinError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw (await isReadable(file))
      ? new HuiyinError('HY-C-007', { path: archive, reason }, { cause })
      : new HuiyinError('HY-L-001', { file, reason }, { cause })
  }
}

/**
 * Removes a file whose bytes are archived and whose rows are loaded. Throws HY-L-008 where it is no longer the file that
 * was read (it stays, to be loaded as it is now), HY-C-007 where the folder cannot be written.
 */
export async function removeLoaded(file: string, archived: Archived): Promise<void> {
  try {
    if ((await stampOf(file)) !== archived.stamp) throw new HuiyinError('HY-L-008', { file })
    await rm(file, { force: true })
  } catch (cause) {
    // Somebody else took it away: nothing is left to remove.
    if (cause instanceof HuiyinError && cause.code === 'HY-L-001') return
    if (cause instanceof HuiyinError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new HuiyinError('HY-C-007', { path: file, reason }, { cause })
  }
}

/** Removes copies that a killed process did not finish. Only for the process that holds the warehouse. */
export async function removeUnfinished(archive: string): Promise<void> {
  const names = await readdir(archive).catch(() => [])
  for (const name of names) {
    if (!name.startsWith(UNDER_WAY) || name.endsWith(`-${process.pid}`)) continue
    await rm(join(archive, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

async function stampOf(file: string): Promise<string> {
  try {
    const { size, mtimeNs, ino } = await stat(file, { bigint: true })
    return `${size} ${mtimeNs} ${ino}`
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new HuiyinError('HY-L-001', { file, reason }, { cause })
  }
}

async function isReadable(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'r')
    try {
      return (await handle.stat()).isFile()
    } finally {
      await handle.close()
    }
  } catch {
    return false
  }
}
