import { createReadStream } from 'node:fs'
import { pipeline, type Transform } from 'node:stream'
import { constants, createGunzip, createZstdDecompress } from 'node:zlib'

/** Formats that pack one file as a stream, without a directory. */
export type StreamKind = 'gzip' | 'zstd'

const CHUNK_BYTES = 256 * 1024

/**
 * The bytes that a packed stream holds, `spend` called for each piece. With `cut off`, a stream that ends too early gives
 * all that it holds, and that is no error; else it throws one for which `isCutOff` is true, and for damage one of zlib's.
 */
export async function* inflateChunks(
  path: string,
  kind: StreamKind,
  spend: (bytes: number) => void,
  end: 'strict' | 'cut off',
): AsyncGenerator<Buffer> {
  const inflate = inflater(kind, end)
  const source = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  pipeline(source, inflate, () => undefined)
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      spend(chunk.length)
      yield chunk
    }
  } finally {
    source.destroy()
    inflate.destroy()
  }
}

/** Whether an error says that a packed stream ended too early. */
export function isCutOff(error: unknown): boolean {
  return isInflateError(error) && error.code === 'Z_BUF_ERROR'
}

export function isInflateError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && /^(?:Z|ZSTD)_/.test(String(error.code))
}

/** With a flush at the end, zlib hands over all that a cut-off stream holds, and no longer calls that an error. */
function inflater(kind: StreamKind, end: 'strict' | 'cut off'): Transform {
  const isStrict = end === 'strict'
  return kind === 'gzip'
    ? createGunzip({ chunkSize: CHUNK_BYTES, finishFlush: isStrict ? constants.Z_FINISH : constants.Z_SYNC_FLUSH })
    : createZstdDecompress({
        chunkSize: CHUNK_BYTES,
        finishFlush: isStrict ? constants.ZSTD_e_end : constants.ZSTD_e_flush,
      })
}
