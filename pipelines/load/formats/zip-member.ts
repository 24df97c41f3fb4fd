import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { PassThrough, pipeline, Readable } from 'node:stream'
import { crc32, createInflateRaw, createZstdDecompress } from 'node:zlib'
import { unreadable } from './unreadable.ts'
import type { ZipMember } from './zip-directory.ts'

const CHUNK_BYTES = 256 * 1024
const LOCAL_HEADER_BYTES = 30
const LOCAL_SIGNATURE = 0x04034b50

/**
 * The unpacked bytes of one member, in chunks; `spend` is told the size of each before it is given out and may throw.
 * Throws HY-L-006 {file, reason} where the member is encrypted, damaged or packed in a way that Node cannot undo.
 */
export async function* memberChunks(
  path: string,
  member: ZipMember,
  spend: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const unpacker = unpackerOf(path, member)
  const start = await dataOffset(path, member)
  const source = member.packedBytes === 0 ? Readable.from([]) : packedBytes(path, start, member.packedBytes)
  pipeline(source, unpacker, () => undefined)
  let crc = 0
  try {
    for await (const chunk of unpacker as AsyncIterable<Buffer>) {
      spend(chunk.length)
      crc = crc32(chunk, crc)
      yield chunk
    }
    if (crc !== member.crc) throw unreadable(path, `${member.name} is damaged: its check sum differs`)
  } catch (error) {
    throw isUnpackError(error)
      ? unreadable(path, `${member.name} is damaged: ${error.message}`)
      : unreadable(path, error)
  } finally {
    source.destroy()
    unpacker.destroy()
  }
}

function unpackerOf(path: string, member: ZipMember) {
  if (member.isEncrypted) throw unreadable(path, `${member.name} is protected by a password`)
  if (member.method === 0) return new PassThrough({ highWaterMark: CHUNK_BYTES })
  if (member.method === 8) return createInflateRaw({ chunkSize: CHUNK_BYTES })
  if (member.method === 93) return createZstdDecompress({ chunkSize: CHUNK_BYTES })
  const name = member.method === 9 ? 'Deflate64' : `number ${member.method}`
  throw unreadable(path, `${member.name} is packed by method ${name}, which is not supported`)
}

function packedBytes(path: string, start: number, bytes: number): Readable {
  return createReadStream(path, { start, end: start + bytes - 1, highWaterMark: CHUNK_BYTES })
}

/** Where a member's data begin: its local header has names and extra fields of its own length. */
async function dataOffset(path: string, member: ZipMember): Promise<number> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LOCAL_HEADER_BYTES), 0, undefined, member.headerOffset)
    if (bytesRead < LOCAL_HEADER_BYTES || buffer.readUInt32LE(0) !== LOCAL_SIGNATURE) {
      throw unreadable(path, `${member.name} is damaged: it does not begin where the directory says`)
    }
    return member.headerOffset + LOCAL_HEADER_BYTES + buffer.readUInt16LE(26) + buffer.readUInt16LE(28)
  } finally {
    await handle.close()
  }
}

function isUnpackError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^(Z_|ZSTD_|ERR_)/.test(String(error.code))
}
