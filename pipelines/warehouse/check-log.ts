import { type FileHandle, open } from 'node:fs/promises'
import { HuiyinError } from '../core/errors.ts'

/** A log of this version of DuckDB begins so: its entry of the format's version, 2. */
const BEGINNING = Buffer.from('640062650002ffff', 'hex')
/** Each entry has its size and its checksum, 8 bytes each, in front. */
const FRAME = 16
/** The checksum and the whole of the entry that ends each committed transaction. */
const COMMITTED = Buffer.from('e7fe7d722fed3d5e640064ffff', 'hex')

/**
 * Throws HY-W-005 where the log beside a database is damaged in a way that DuckDB takes for a write that was cut off:
 * it would drop the transactions from there on, without a word, although they were committed. A log that was truly cut
 * off has no committed transaction behind that place. All other damage DuckDB's checksums find.
 */
export async function checkLog(database: string): Promise<void> {
  const path = `${database}.wal`
  const file = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined
    throw new HuiyinError('HY-W-005', { path, reason: cause.message }, { cause })
  })
  if (file === undefined) return
  try {
    const { size } = await file.stat()
    const beginning = await bytesAt(file, 0, BEGINNING.length)
    if (!BEGINNING.subarray(0, beginning.length).equals(beginning)) throw damaged(path, 0)
    const end = await endOfFrames(file, size)
    if (end < size && (await isFoundBehind(file, end, COMMITTED))) throw damaged(path, end)
  } finally {
    await file.close()
  }
}

/** Where the first entry begins that does not end within the file, or the file's size. */
async function endOfFrames(file: FileHandle, size: number): Promise<number> {
  let offset = Math.min(BEGINNING.length, size)
  while (offset < size) {
    const frame = await bytesAt(file, offset, FRAME)
    if (frame.length < FRAME) return offset
    const next = offset + FRAME + Number(frame.readBigUInt64LE())
    if (next > size) return offset
    offset = next
  }
  return offset
}

async function isFoundBehind(file: FileHandle, offset: number, wanted: Buffer): Promise<boolean> {
  const length = 1 << 20
  for (let at = offset; ; at += length - wanted.length) {
    const bytes = await bytesAt(file, at, length)
    if (bytes.includes(wanted)) return true
    if (bytes.length < length) return false
  }
}

async function bytesAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset)
  return buffer.subarray(0, bytesRead)
}

function damaged(path: string, offset: number): HuiyinError {
  return new HuiyinError('HY-W-005', { path, reason: `the log is damaged at byte ${offset}` })
}
