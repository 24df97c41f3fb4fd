import { createReadStream } from 'node:fs'
import { HuiyinError } from '../../core/errors.ts'
import { unreadable } from './unreadable.ts'

const CHUNK_BYTES = 1 << 20

/**
 * A file's text in chunks, without its byte order mark. Throws HY-L-002 {file, offset, expected} where it is not UTF-8
 * (`offset`: the first byte of the chunk that is not), HY-L-001 where it cannot be read.
 */
export async function* utf8Chunks(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const source = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  let offset = 0
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
    } catch (cause) {
      throw new HuiyinError('HY-L-002', { file: path, offset, expected: 'UTF-8' }, { cause })
    }
  }
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      yield decode(chunk)
      offset += chunk.length
    }
    yield decode()
  } catch (cause) {
    throw unreadable(path, cause)
  } finally {
    source.destroy()
  }
}
