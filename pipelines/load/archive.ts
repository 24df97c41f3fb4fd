import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { sha256OfFile } from '../core/hash.ts'
import { syncFolder } from '../core/write-file.ts'

export interface Archived {
  /** The kept copy, which is what is loaded: what the ledger's hash names is what was read. */
  readonly path: string
  readonly sha256: string
  readonly byteCount: number
}

/**
 * Keeps the original bytes of a file under its hash. Throws HY-L-001 where the file cannot be read, HY-L-008 where it
 * changed while it was copied (a download that is still running).
 */
export async function archiveFile(file: string, archive: string): Promise<Archived> {
  const temporary = join(archive, `.incoming-${process.pid}`)
  try {
    await mkdir(archive, { recursive: true })
    const before = await stat(file)
    await copyFile(file, temporary)
    const after = await stat(file)
    if (before.size !== after.size || before.mtimeMs !== after.mtimeMs) throw new HuiyinError('HY-L-008', { file })
    const sha256 = await sha256OfFile(temporary)
    const path = join(archive, `${sha256}${extname(file).toLowerCase()}`)
    await sync(temporary)
    await rename(temporary, path)
    await syncFolder(archive)
    return { path, sha256, byteCount: after.size }
  } catch (cause) {
    await rm(temporary, { force: true })
    if (cause instanceof HuiyinError) throw cause
    throw new HuiyinError(
      'HY-L-001',
      { file, reason: cause instanceof Error ? cause.message : String(cause) },
      { cause },
    )
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
