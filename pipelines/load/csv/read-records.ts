import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { HuiyinError } from '../../core/errors.ts'
import type { CsvRow, ReadSummary } from './csv-row.ts'
import type { Dialect } from './dialect.ts'
import { READ_LIMITS, type ReadLimits, RecordReader } from './record-reader.ts'

export interface ReadOptions {
  readonly limits?: ReadLimits
  /** Bytes read at a time. */
  readonly chunkBytes?: number
  /** The file ended inside of a character before it was brought into UTF-8. */
  readonly isCut?: boolean
  /** Called with how many bytes of the file were read, chunk by chunk. */
  readonly onBytes?: (bytes: number) => void
  /** Called once, when all rows were given. */
  readonly onEnd?: (summary: ReadSummary) => void
}

/**
 * Rows of a UTF-8 file, preamble and header included, one at a time and in constant memory.
 * Throws HY-L-001 where the file cannot be read, HY-L-002 (with the byte's offset) where it is not UTF-8.
 */
export async function* readRecords(path: string, dialect: Dialect, options: ReadOptions = {}): AsyncGenerator<CsvRow> {
  for await (const rows of readRecordBatches(path, dialect, options)) {
    for (const row of rows) yield row
  }
}

/** The same rows, as many at a time as a chunk of the file completes. */
export async function* readRecordBatches(
  path: string,
  dialect: Dialect,
  options: ReadOptions = {},
): AsyncGenerator<CsvRow[]> {
  const reader = new RecordReader(dialect, options.limits ?? READ_LIMITS)
  const tail = { bytes: 0 }
  for await (const text of utf8Pieces(path, options.chunkBytes ?? 1 << 18, tail, options.onBytes))
    yield reader.push(text)
  yield reader.end(tail.bytes === 0 && options.isCut === true ? 1 : tail.bytes)
  options.onEnd?.(reader.summary)
}

/** The text of a file in pieces that never split a character; `tail` tells afterwards how much of one is left over. */
async function* utf8Pieces(
  path: string,
  chunkBytes: number,
  tail: { bytes: number },
  onBytes?: (bytes: number) => void,
): AsyncGenerator<string> {
  const source = createReadStream(path, { highWaterMark: chunkBytes })
  let rest: Uint8Array = new Uint8Array(0)
  let offset = 0
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      const whole = wholeCharacters(bytes)
      yield decode(bytes.subarray(0, whole), path, offset)
      offset += whole
      onBytes?.(offset)
      rest = bytes.subarray(whole)
    }
    tail.bytes = rest.length
  } catch (cause) {
    if (cause instanceof HuiyinError || !(cause instanceof Error && 'code' in cause)) throw cause
    throw new HuiyinError('HY-L-001', { file: path, reason: cause.message }, { cause })
  } finally {
    source.destroy()
  }
}

/** How many bytes of a chunk are whole characters, the last one being cut at most by its own length. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

function decode(bytes: Uint8Array, path: string, offset: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new HuiyinError(
      'HY-L-002',
      { file: path, offset: offset + firstBadCharacter(bytes), expected: 'UTF-8' },
      { cause },
    )
  }
}

/** The offset of the first character that is not UTF-8, by halving. */
function firstBadCharacter(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    const start = bytes.subarray(0, middle)
    if (isUtf8(start.subarray(0, wholeCharacters(start)))) good = middle
    else bad = middle
  }
  return wholeCharacters(bytes.subarray(0, good))
}
