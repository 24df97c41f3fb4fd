import { createReadStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream'
import { constants, createGunzip } from 'node:zlib'
import { HuiyinError } from '../../core/errors.ts'
import { INFLATE_LIMITS, type InflateLimits, inflateBudget } from './inflate-limits.ts'
import { unreadable } from './unreadable.ts'
import { readZipDirectory, type ZipMember } from './zip-directory.ts'
import { memberChunks } from './zip-member.ts'
import { zipName } from './zip-name.ts'

export interface Unpacked {
  /** What the packer called it, folders included, `..` and control characters taken out: to show, and to match. */
  readonly name: string
  /** Where its bytes are now: `folder`/0001, 0002 … whatever it was called. */
  readonly path: string
  /** True where a gzip file ended too early: what came before is there. */
  readonly isTruncated: boolean
}

const CHUNK_BYTES = 256 * 1024

/**
 * Unpacks a gzip file, or the files in a ZIP file, into `folder` (made, or empty), in the packed order. Packed files inside are not
 * followed; folders, links, `__MACOSX` and files that begin with a dot are passed over.
 * Throws HY-L-010 {file, got, limit} beyond the limits, HY-L-006 {file, reason} for damaged or protected ones,
 * HY-C-007 {path, reason} where the folder cannot be written; what was written until then is removed.
 */
export async function unpack(
  path: string,
  kind: 'gzip' | 'zip',
  folder: string,
  limits: InflateLimits = INFLATE_LIMITS,
): Promise<Unpacked[]> {
  await mkdir(folder, { recursive: true }).catch(cannotWrite(folder))
  const written: string[] = []
  try {
    return kind === 'gzip'
      ? [await unpackGzip(path, folder, limits, written)]
      : await unpackZip(path, folder, limits, written)
  } catch (error) {
    for (const target of written) await rm(target, { force: true }).catch(() => undefined)
    throw unreadable(path, error)
  }
}

async function unpackZip(path: string, folder: string, limits: InflateLimits, written: string[]): Promise<Unpacked[]> {
  const members = (await readZipDirectory(path)).filter(isWanted)
  if (members.length > limits.members) {
    throw new HuiyinError('HY-L-010', { file: path, got: `${members.length} files`, limit: `${limits.members} files` })
  }
  const spend = inflateBudget(path, (await stat(path)).size, limits)
  const unpacked: Unpacked[] = []
  for (const [index, member] of members.entries()) {
    const target = join(folder, String(index + 1).padStart(4, '0'))
    await writeChunks(memberChunks(path, member, spend), target, written)
    unpacked.push({ name: shownName(member.name), path: target, isTruncated: false })
  }
  return unpacked
}

async function unpackGzip(path: string, folder: string, limits: InflateLimits, written: string[]): Promise<Unpacked> {
  const target = join(folder, '0001')
  const name = shownName(await gzipName(path))
  const packedBytes = (await stat(path)).size
  try {
    await writeChunks(gunzipChunks(path, inflateBudget(path, packedBytes, limits), 'strict'), target, written)
    return { name, path: target, isTruncated: false }
  } catch (error) {
    if (!isZlibError(error)) throw error
    if (error.code !== 'Z_BUF_ERROR') throw unreadable(path, `the gzip data are damaged: ${error.message}`)
  }
  await writeChunks(gunzipChunks(path, inflateBudget(path, packedBytes, limits), 'cut off'), target, written)
  return { name, path: target, isTruncated: true }
}

/** With a sync flush at the end, zlib hands over all that a cut-off stream holds, and no longer calls that an error. */
async function* gunzipChunks(
  path: string,
  spend: (bytes: number) => void,
  end: 'strict' | 'cut off',
): AsyncGenerator<Buffer> {
  const finishFlush = end === 'strict' ? constants.Z_FINISH : constants.Z_SYNC_FLUSH
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES, finishFlush })
  const source = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  pipeline(source, gunzip, () => undefined)
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      spend(chunk.length)
      yield chunk
    }
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}

async function writeChunks(chunks: AsyncIterable<Buffer>, target: string, written: string[]): Promise<void> {
  const handle = await open(target, written.includes(target) ? 'w' : 'wx').catch(cannotWrite(target))
  written.push(target)
  try {
    for await (const chunk of chunks) await handle.writeFile(chunk).catch(cannotWrite(target))
  } finally {
    await handle.close()
  }
}

function cannotWrite(path: string): (cause: Error) => never {
  return (cause) => {
    throw new HuiyinError('HY-C-007', { path, reason: cause.message }, { cause })
  }
}

function isWanted(member: ZipMember): boolean {
  const segments = member.name.split(/[\\/]/)
  const last = segments.at(-1) ?? ''
  return member.kind === 'file' && !segments.includes('__MACOSX') && !last.startsWith('.')
}

/** The name that a gzip file gives for what it holds, else its own without `.gz`. */
async function gzipName(path: string): Promise<string> {
  const own = basename(path).replace(/\.gz(ip)?$/i, '')
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1024), 0, 1024, 0)
    const flags = buffer[3] ?? 0
    if ((flags & 0x08) === 0) return own
    const start = (flags & 0x04) === 0 ? 10 : 12 + buffer.readUInt16LE(10)
    const end = buffer.indexOf(0, start)
    const isWhole = start < end && end < bytesRead
    return isWhole ? zipName(buffer.subarray(start, end), false, Buffer.alloc(0)) : own
  } finally {
    await handle.close()
  }
}

function shownName(name: string): string {
  const segments = name.split(/[\\/]/).map((segment) => segment.replaceAll(/\p{C}/gu, '').trim())
  return segments.filter((segment) => segment !== '' && segment !== '.' && segment !== '..').join('/') || 'unnamed'
}

function isZlibError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
}
