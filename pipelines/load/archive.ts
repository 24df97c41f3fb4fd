import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, extname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { HuiyinError, reasonOf } from '../core/errors.ts'
import { syncFile, syncFolder } from '../core/write-file.ts'

/** A file whose bytes are being kept under their hash, while it is loaded. */
export interface Archived {
  /** The file itself, which is what is loaded. */
  readonly path: string
  readonly sha256: string
  readonly byteCount: number
  /** Waits until the copy is on the disk. Throws HY-C-007 where it cannot be written, HY-L-001 and HY-L-008 as below. */
  kept(): Promise<void>
  /** Throws HY-L-008 where the file is no longer the one whose bytes are kept, HY-L-001 where it is gone. */
  assertUnchanged(): Promise<void>
}

/** What has this prefix in the archive is work under way; whatever a killed process left of it is removed. */
export const UNDER_WAY = '.incoming-'
/** Ending of the kept copies: Zstandard. */
export const PACKED = '.zst'

const CHUNK_BYTES = 1 << 20
/** Tells copies apart that are under way at once. */
let copies = 0
const PACKING = {
  chunkSize: CHUNK_BYTES,
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
}

/**
 * Hashes a file, and goes on to keep its original bytes under that hash, compressed, with the extension of `name`: the
 * copy is made beside whatever the caller does next, who asks `kept` before relying on it. What stands in the archive
 * already is not kept a second time. Throws HY-L-001 where the file cannot be read, HY-L-008 where it changed meanwhile
 * (a download that is still running), HY-C-007 where the archive cannot be written.
 */
export async function archiveFile(file: string, archive: string, name: string = file): Promise<Archived> {
  const before = await stampOf(file)
  const assertUnchanged = () => assertStamp(file, before)
  try {
    await mkdir(archive, { recursive: true })
    const { sha256, byteCount } = await hashOf(file)
    await assertUnchanged()
    const isKept = dirname(resolve(file)) === resolve(archive)
    const target = join(archive, `${sha256}${extensionOf(name)}${PACKED}`)
    const keeping = isKept || existsSync(target) ? Promise.resolve() : keepCopy(file, target, assertUnchanged)
    // Whoever loads it asks in the end; until then a failure is nobody's yet.
    keeping.catch(() => undefined)
    return { path: file, sha256, byteCount, kept: () => keeping, assertUnchanged }
  } catch (cause) {
    throw await failureOf(cause, file, archive)
  }
}

async function keepCopy(file: string, target: string, assertUnchanged: () => Promise<void>): Promise<void> {
  const archive = dirname(target)
  copies += 1
  const temporary = join(archive, `${UNDER_WAY}${copies}-${process.pid}`)
  try {
    const source = createReadStream(file, { highWaterMark: CHUNK_BYTES })
    await pipeline(source, createZstdCompress(PACKING), createWriteStream(temporary))
    await assertUnchanged()
    await syncFile(temporary)
    await rename(temporary, target)
    await syncFolder(archive)
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw await failureOf(cause, file, archive)
  }
}

async function failureOf(cause: unknown, file: string, archive: string): Promise<HuiyinError> {
  if (cause instanceof HuiyinError) return cause
  const reason = reasonOf(cause)
  return (await isReadable(file))
    ? new HuiyinError('HY-C-007', { path: archive, reason }, { cause })
    : new HuiyinError('HY-L-001', { file, reason }, { cause })
}

/** The extension of a name, which may be one that a packer made up. */
function extensionOf(name: string): string {
  const extension = extname(name).toLowerCase()
  return /^\.[a-z0-9]{1,8}$/.test(extension) ? extension : ''
}

/** One chunk is hashed while the next is read, in two buffers: the pages of new ones would cost as much as the hashing. */
async function hashOf(file: string): Promise<{ sha256: string; byteCount: number }> {
  const hash = createHash('sha256')
  const handle = await open(file, 'r')
  try {
    let [current, next] = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)]
    let byteCount = 0
    let { bytesRead } = await handle.read(current, 0, CHUNK_BYTES)
    while (bytesRead > 0) {
      const following = handle.read(next, 0, CHUNK_BYTES)
      hash.update(current.subarray(0, bytesRead))
      byteCount += bytesRead
      bytesRead = (await following).bytesRead
      ;[current, next] = [next, current]
    }
    return { sha256: hash.digest('hex'), byteCount }
  } finally {
    await handle.close()
  }
}

/**
 * Removes a file whose bytes are archived and whose rows are loaded. Throws HY-L-008 where it is no longer the file that
 * was read (it stays, to be loaded as it is now), HY-C-007 where the folder cannot be written.
 */
export async function removeLoaded(archived: Archived): Promise<void> {
  try {
    await archived.assertUnchanged()
    await rm(archived.path, { force: true })
  } catch (cause) {
    // Somebody else took it away: nothing is left to remove.
    if (cause instanceof HuiyinError && cause.code === 'HY-L-001') return
    if (cause instanceof HuiyinError) throw cause
    const reason = reasonOf(cause)
    throw new HuiyinError('HY-C-007', { path: archived.path, reason }, { cause })
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

async function assertStamp(file: string, stamp: string): Promise<void> {
  if ((await stampOf(file)) !== stamp) throw new HuiyinError('HY-L-008', { file })
}

/** Size, times and place of a file, by which one that was changed since is known. */
async function stampOf(file: string): Promise<string> {
  try {
    const { size, mtimeNs, ctimeNs, ino } = await stat(file, { bigint: true })
    return `${size} ${mtimeNs} ${ctimeNs} ${ino}`
  } catch (cause) {
    const reason = reasonOf(cause)
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
