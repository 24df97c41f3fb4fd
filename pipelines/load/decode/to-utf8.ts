import { type FileHandle, open } from 'node:fs/promises'
import { byteOrderMark } from './byte-order-mark.ts'
import type { EncodingName } from './encoding-name.ts'
import { legacyTranscoder } from './transcode-legacy.ts'
import { transcodeUtf8 } from './transcode-utf8.ts'
import { utf16Transcoder } from './transcode-utf16.ts'
import type { Transcoder } from './transcoder.ts'

const CHUNK_BYTES = 1 << 18
/** Free bytes before each chunk, for the cut character that the last one left over. */
const HEADROOM = 4
const GROWTH = 3

export interface Rewritten {
  /** Bytes of UTF-8 written to the target. */
  readonly bytes: number
  /** NUL characters left out. */
  readonly nulBytes: number
  /** Offset in the source of the first bytes that are no character: nothing from there on is written. */
  readonly badAt: number | null
  /** The bytes at `badAt` begin a character that the end of the file cuts off. */
  readonly isCut: boolean
}

export interface RewriteOptions {
  /** Bytes read at a time; the result does not depend on it. */
  readonly chunkBytes?: number
  readonly signal?: AbortSignal
  /** Called after each chunk with the bytes of the source done so far. */
  readonly onProgress?: (bytesRead: number) => void
}

/**
 * Writes `target` as UTF-8 from `source`, without a byte order mark and without NUL characters, a chunk at a time.
 * A character cut off by the end of the file counts as undecodable, too.
 */
export async function toUtf8(
  source: string,
  target: string,
  encoding: EncodingName,
  options: RewriteOptions = {},
): Promise<Rewritten> {
  const input = await open(source, 'r')
  try {
    const output = await open(target, 'w')
    try {
      return await rewrite(input, output, encoding, options)
    } finally {
      await output.close()
    }
  } finally {
    await input.close()
  }
}

/** One chunk is decoded while the next is read and the last is written. */
async function rewrite(
  source: FileHandle,
  target: FileHandle,
  encoding: EncodingName,
  { chunkBytes = CHUNK_BYTES, signal, onProgress }: RewriteOptions,
): Promise<Rewritten> {
  const transcode = transcoderOf(encoding)
  let [current, next] = [new Uint8Array(HEADROOM + chunkBytes), new Uint8Array(HEADROOM + chunkBytes)]
  let [output, ready] = [Buffer.alloc(next.length * GROWTH), Buffer.alloc(next.length * GROWTH)]
  let done = await markLength(source, encoding)
  let [start, written, bytes, nulBytes] = [HEADROOM, 0, 0, 0]
  let bytesRead = await readChunk(source, current, done)
  let position = done + bytesRead
  for (;;) {
    signal?.throwIfAborted()
    const io = Promise.all([readChunk(source, next, position), writeAll(target, ready.subarray(0, written))])
    const input = current.subarray(start, HEADROOM + bytesRead)
    const step = transcode(input, output)
    const isLast = bytesRead === 0
    bytesRead = (await io)[0]
    position += bytesRead
    written = step.written
    bytes += written
    nulBytes += step.nulBytes
    done += step.read
    onProgress?.(done)
    const held = input.subarray(step.read)
    if (isLast || step.bad) {
      await writeAll(target, output.subarray(0, written))
      return { bytes, nulBytes, badAt: held.length > 0 ? done : null, isCut: held.length > 0 && !step.bad }
    }
    start = HEADROOM - held.length
    next.set(held, start)
    ;[current, next, output, ready] = [next, current, ready, output]
  }
}

function transcoderOf(encoding: EncodingName): Transcoder {
  if (encoding === 'utf-8') return transcodeUtf8
  return encoding === 'utf-16le' || encoding === 'utf-16be' ? utf16Transcoder(encoding) : legacyTranscoder(encoding)
}

async function markLength(source: FileHandle, encoding: EncodingName): Promise<number> {
  const head = new Uint8Array(4)
  const { bytesRead } = await source.read(head, 0, head.length, 0)
  const mark = byteOrderMark(head.subarray(0, bytesRead))
  return mark?.encoding === encoding ? mark.length : 0
}

async function readChunk(source: FileHandle, into: Uint8Array, position: number): Promise<number> {
  const { bytesRead } = await source.read(into, HEADROOM, into.length - HEADROOM, position)
  return bytesRead
}

async function writeAll(target: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length; ) {
    const { bytesWritten } = await target.write(bytes, from, bytes.length - from)
    from += bytesWritten
  }
}
