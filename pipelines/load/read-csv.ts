import { createReadStream } from 'node:fs'
import { Transform, type TransformCallback } from 'node:stream'
import { type Info, parse } from 'csv-parse'
import { HuiyinError } from '../core/errors.ts'
import type { RawRow } from './raw-row.ts'

interface ParsedRecord {
  record: string[]
  info: Info
  raw: string
}

/**
 * Records of a CSV file in UTF-8, one at a time. Quotes that stand inside an unquoted field are kept as text.
 * Throws HY-L-002 (with the byte's offset) where the file is not UTF-8, HY-L-006 where a quote is never closed.
 */
export async function* readCsv(path: string, delimiter: string): AsyncGenerator<RawRow> {
  let row = 0
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    raw: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  const source = createReadStream(path, { highWaterMark: 1 << 20 })
  const decoded = source.pipe(strictUtf8(path))
  decoded.on('error', (error) => parser.destroy(error))
  decoded.pipe(parser)
  try {
    for await (const item of parser as AsyncIterable<ParsedRecord>) {
      row += 1
      const raw = item.raw.replaceAll(/^[\r\n]+|[\r\n]+$/g, '')
      const line = item.info.lines - lineBreaks(raw)
      yield { row, line, cells: item.record, raw }
    }
  } catch (cause) {
    throw asLoadError(cause, path)
  } finally {
    source.destroy()
  }
}

/** Decodes bytes as UTF-8 and refuses others, instead of putting replacement characters into the data. */
function strictUtf8(path: string): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let offset = 0
  const decode = (bytes: Uint8Array | undefined, done: TransformCallback) => {
    try {
      const text = bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
      offset += bytes?.length ?? 0
      done(null, text)
    } catch (cause) {
      done(new HuiyinError('HY-L-002', { file: path, offset, expected: 'UTF-8' }, { cause }))
    }
  }
  return new Transform({
    decodeStrings: true,
    encoding: 'utf8',
    transform: (chunk: Uint8Array, _encoding, done) => decode(chunk, done),
    flush: (done) => decode(undefined, done),
  })
}

function lineBreaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0
}

function asLoadError(cause: unknown, path: string): unknown {
  if (cause instanceof HuiyinError) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new HuiyinError('HY-L-006', { file: path, reason }, { cause })
}
