import { mkdir, open, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { HuiyinError } from '../../core/errors.ts'
import { INFLATE_LIMITS, type InflateLimits, inflateBudget } from './inflate-limits.ts'
import { inflateChunks, isCutOff, isInflateError, type StreamKind } from './inflate-stream.ts'
import type { PackedKind } from './readable-kind.ts'
import { unreadable } from './unreadable.ts'
import { readZipDirectory, type ZipMember } from './zip-directory.ts'
import { memberChunks } from './zip-member.ts'
import { zipName } from './zip-name.ts'

export interface Unpacked {
  /** What the packer called it, folders included, `..` and control characters taken out: to show, and to match. */
  readonly name: string
  /** Where its bytes are now: `folder`/0001, 0002 … whatever it was called. */
  readonly path: string
  /** True where a gzip or Zstandard file ended too early: what came before is there. */
  readonly isTruncated: boolean
}

/**
 * Unpacks a gzip or Zstandard file, or the files in a ZIP file, into `folder` (made, or empty), in the packed order. Packed
 * files inside are not followed; folders, links, `__MACOSX` and files that begin with a dot are passed over.
 * Throws HY-L-010 {file, got, limit} beyond the limits, HY-L-006 {file, reason} for damaged or protected ones,
 * HY-C-007 {path, reason} where the folder cannot be written; what was written until then is removed.
 */
export async function unpack(
  path: string,
  kind: PackedKind,
  folder: string,
  limits: InflateLimits = INFLATE_LIMITS,
): Promise<Unpacked[]> {
  await mkdir(folder, { recursive: true }).catch(cannotWrite(folder))
  const written: string[] = []
  try {
    return kind === 'zip'
      ? await unpackZip(path, folder, limits, written)
      : [await unpackStream(path, kind, folder, limits, written)]
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
  if (members.length === 0) throw unreadable(path, 'it holds no file')
  const spend = inflateBudget(path, (await stat(path)).size, limits)
  const unpacked: Unpacked[] = []
  for (const [index, member] of members.entries()) {
    const target = join(folder, String(index + 1).padStart(4, '0'))
    await writeChunks(memberChunks(path, member, spend), target, written)
    unpacked.push({ name: shownName(member.name), path: target, isTruncated: false })
  }
  return unpacked
}

async function unpackStream(
  path: string,
  kind: StreamKind,
  folder: string,
  limits: InflateLimits,
  written: string[],
): Promise<Unpacked> {
  const target = join(folder, '0001')
  const name = shownName(kind === 'gzip' ? await gzipName(path) : basename(path).replace(/\.zst(d)?$/i, ''))
  const packedBytes = (await stat(path)).size
  const write = (end: 'strict' | 'cut off') =>
    writeChunks(inflateChunks(path, kind, inflateBudget(path, packedBytes, limits), end), target, written)
  try {
    await write('strict')
    return { name, path: target, isTruncated: false }
  } catch (error) {
    if (!isInflateError(error)) throw error
    if (!isCutOff(error)) throw unreadable(path, `the ${kind} data are damaged: ${error.message}`)
  }
  await write('cut off')
  return { name, path: target, isTruncated: true }
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
