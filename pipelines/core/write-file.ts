import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { HuiyinError, reasonOf } from './errors.ts'

/** Writes a file so that a reader sees the old bytes or the new ones, and never a part, even after a power cut. */
export async function writeFileAtomically(path: string, data: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    const file = await open(temporary, 'w')
    try {
      await file.writeFile(data)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (cause) {
    await rm(temporary, { force: true })
    throw new HuiyinError('HY-C-007', { path, reason: reasonOf(cause) }, { cause })
  }
}

/** Makes renames in a folder durable; systems that cannot sync a folder are left to their own ways. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  if (handle === undefined) return
  try {
    await handle.sync()
  } catch {
    // Windows refuses to sync a folder.
  } finally {
    await handle.close()
  }
}

/** Makes what was written to a file durable. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes a folder, and those above it, where it is not there. Throws HY-C-007. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((cause: unknown) => {
    throw new HuiyinError('HY-C-007', { path, reason: String(cause) }, { cause })
  })
}
