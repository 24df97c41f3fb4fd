import { type FileHandle, open } from 'node:fs/promises'
import { byteOrderMark } from './byte-order-mark.ts'
import type { EncodingName } from './encoding-name.ts'
import { legacyTranscoder } from './transcode-legacy.ts'
import { utf16Transcoder } from './transcode-utf16.ts'
import { transcodeUtf8 } from './transcode-utf8.ts'
import type { Transcoder } from './transcoder.ts'

const CHUNK_BYTES = 1 << 18
const GROWTH = 3
const LONGEST_CHARACTER = 4

export interface Rewritten {
  /** Bytes of UTF-8 written to the target. */
  readonly bytes: number
  /** NUL characters left out. */
  readonly nulBytes: number
  /** Offset in the source of the first bytes that are no character: nothing from there on is written. */
  readonly badAt: number | null
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

async function rewrite(
  source: FileHandle,
  target: FileHandle,
  encoding: EncodingName,
  { chunkBytes = CHUNK_BYTES, signal, onProgress }: RewriteOptions,
): Promise<Rewritten> {
  const transcode = transcoderOf(encoding)
  const input = new Uint8Array(Math.max(chunkBytes, 1) + LONGEST_CHARACTER)
  const outputs = [0, 1].map(() => Buffer.allocUnsafe(input.length * GROWTH)) as [Buffer, Buffer]
  let done = await markLength(source, encoding)
  let [held, bytes, nulBytes] = [0, 0, 0]
  let output = outputs[0]
  let writing: Promise<void> = Promise.resolve()
  try {
    for (;;) {
      signal?.throwIfAborted()
      const { bytesRead } = await source.read(input, held, input.length - held, done + held)
      const length = held + bytesRead
      const step = transcode(input.subarray(0, length), output)
      await writing
      writing = writeAll(target, output.subarray(0, step.written))
      output = output === outputs[0] ? outputs[1] : outputs[0]
      bytes += step.written
      nulBytes += step.nulBytes
      done += step.read
      held = length - step.read
      onProgress?.(done)
      if (step.bad || (bytesRead === 0 && held > 0)) return { bytes, nulBytes, badAt: done }
      if (bytesRead === 0) return { bytes, nulBytes, badAt: null }
      input.copyWithin(0, step.read, length)
    }
  } finally {
    await writing
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

async function writeAll(target: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length; ) {
    const { bytesWritten } = await target.write(bytes, from, bytes.length - from)
    from += bytesWritten
  }
}
