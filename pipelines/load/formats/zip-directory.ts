import { type FileHandle, open } from 'node:fs/promises'
import { unreadable } from './unreadable.ts'
import { zipName } from './zip-name.ts'

/** One entry of a ZIP file's central directory. */
export interface ZipMember {
  /** As its maker wrote it, decoded; may hold `..`, backslashes and anything else: never a path to write to. */
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link'
  readonly isEncrypted: boolean
  /** 0 stored, 8 deflate, others as in the ZIP specification. */
  readonly method: number
  readonly crc: number
  readonly packedBytes: number
  /** What the directory claims; only the bytes that come out count. */
  readonly bytes: number
  readonly headerOffset: number
}

const END_SIGNATURE = 0x06054b50
const END64_SIGNATURE = 0x06064b50
const LOCATOR64_SIGNATURE = 0x07064b50
const ENTRY_SIGNATURE = 0x02014b50
const END_BYTES = 22
const LOCATOR64_BYTES = 20
const ENTRY_BYTES = 46
const MAX_DIRECTORY_BYTES = 128 * 2 ** 20
const IN_ZIP64 = 0xffff_ffff

/**
 * Reads the central directory of a ZIP file, ZIP64 included. Throws HY-L-006 {file, reason} where there is none (a
 * download that was cut off) or where it is damaged.
 */
export async function readZipDirectory(path: string): Promise<ZipMember[]> {
  let handle: FileHandle | undefined
  try {
    handle = await open(path)
    const { offset, bytes, size } = await directoryPlace(handle, path)
    if (bytes > MAX_DIRECTORY_BYTES || offset + bytes > size) throw unreadable(path, 'its ZIP directory is damaged')
    return [...entries(await readAt(handle, offset, bytes), path)]
  } catch (error) {
    throw unreadable(path, error)
  } finally {
    await handle?.close()
  }
}

async function directoryPlace(handle: FileHandle, path: string) {
  const { size } = await handle.stat()
  const tailBytes = Math.min(size, END_BYTES + 0xffff + LOCATOR64_BYTES)
  const tail = await readAt(handle, size - tailBytes, tailBytes)
  const end = endOfDirectory(tail)
  if (end === -1) throw unreadable(path, 'the ZIP directory at its end is missing; the download may have been cut off')
  const place = { bytes: tail.readUInt32LE(end + 12), offset: tail.readUInt32LE(end + 16), size }
  const locator = end - LOCATOR64_BYTES
  if (locator < 0 || tail.readUInt32LE(locator) !== LOCATOR64_SIGNATURE) return place
  const end64 = await readAt(handle, safeNumber(tail.readBigUInt64LE(locator + 8), path), 56)
  if (end64.readUInt32LE(0) !== END64_SIGNATURE) throw unreadable(path, 'its ZIP64 directory is damaged')
  return {
    bytes: safeNumber(end64.readBigUInt64LE(40), path),
    offset: safeNumber(end64.readBigUInt64LE(48), path),
    size,
  }
}

/** The last end record whose comment reaches to the end of the file. */
function endOfDirectory(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail[at] !== 0x50 || tail.readUInt32LE(at) !== END_SIGNATURE) continue
    if (at + END_BYTES + tail.readUInt16LE(at + 20) <= tail.length) return at
  }
  return -1
}

function* entries(directory: Buffer, path: string): Generator<ZipMember> {
  let at = 0
  while (at + ENTRY_BYTES <= directory.length && directory.readUInt32LE(at) === ENTRY_SIGNATURE) {
    const nameEnd = at + ENTRY_BYTES + directory.readUInt16LE(at + 28)
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30)
    if (extraEnd > directory.length) throw unreadable(path, 'its ZIP directory is damaged')
    const flags = directory.readUInt16LE(at + 8)
    const extra = directory.subarray(nameEnd, extraEnd)
    const name = zipName(directory.subarray(at + ENTRY_BYTES, nameEnd), (flags & 0x800) !== 0, extra)
    yield {
      name,
      kind: entryKind(name, directory.readUInt32LE(at + 38), directory.readUInt16LE(at + 4) >> 8),
      isEncrypted: (flags & 1) !== 0,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      ...sizes(directory, at, extra, path),
    }
    at = extraEnd + directory.readUInt16LE(at + 32)
  }
}

/** The 32-bit sizes and offset, with those that did not fit taken from the ZIP64 field, in its fixed order. */
function sizes(directory: Buffer, at: number, extra: Buffer, path: string) {
  const wide = extraField(extra, 0x0001)
  let next = 0
  const value = (offset: number) => {
    const narrow = directory.readUInt32LE(at + offset)
    if (narrow !== IN_ZIP64) return narrow
    if (wide === undefined || next + 8 > wide.length) throw unreadable(path, 'its ZIP64 directory is damaged')
    next += 8
    return safeNumber(wide.readBigUInt64LE(next - 8), path)
  }
  const bytes = value(24)
  const packedBytes = value(20)
  return { bytes, packedBytes, headerOffset: value(42) }
}

/** The data of one extra field of an entry. */
function extraField(extra: Buffer, wanted: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === wanted) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
  }
  return undefined
}

function entryKind(name: string, attributes: number, madeOn: number): ZipMember['kind'] {
  if (/[\\/]$/.test(name)) return 'folder'
  const unixType = madeOn === 3 ? (attributes >>> 16) & 0xf000 : 0
  return unixType === 0xa000 ? 'link' : 'file'
}

async function readAt(handle: FileHandle, offset: number, bytes: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, offset)
  if (bytesRead !== bytes) throw new Error('the file ends too early')
  return buffer
}

function safeNumber(value: bigint, path: string): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw unreadable(path, 'its ZIP directory is damaged')
  return Number(value)
}
