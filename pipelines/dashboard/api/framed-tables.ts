const MAGIC = 'HYT1'
const ALIGNMENT = 8

/** A response of several tables: a head, and each table as an Arrow IPC stream under its name. */
export interface FramedTables<Head> {
  readonly head: Head
  readonly tables: ReadonlyMap<string, Uint8Array>
}

/**
 * Bytes of a response: `HYT1`, then frames of a length (unsigned 32 bits, little-endian) and so many bytes, filled up
 * with zeros to a multiple of 8. The first frame is the head as JSON with the names of the tables, `{ tables, head }`;
 * the others are the tables in that order.
 */
export function frameTables<Head>({ head, tables }: FramedTables<Head>): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify({ tables: [...tables.keys()], head }))
  const frames = [json, ...tables.values()]
  const total = frames.reduce((sum, frame) => sum + ALIGNMENT + padded(frame.length), 0)
  const bytes = new Uint8Array(ALIGNMENT + total)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode(MAGIC))
  let at = ALIGNMENT
  for (const frame of frames) {
    view.setUint32(at, frame.length, true)
    bytes.set(frame, at + ALIGNMENT)
    at += ALIGNMENT + padded(frame.length)
  }
  return bytes
}

/** Takes a response apart. Throws RangeError where it is none of ours. */
export function readFramedTables<Head>(bytes: Uint8Array): FramedTables<Head> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) throw new RangeError('not a framed answer')
  const frames: Uint8Array[] = []
  for (let at = ALIGNMENT; at < bytes.length; ) {
    const length = view.getUint32(at, true)
    frames.push(bytes.subarray(at + ALIGNMENT, at + ALIGNMENT + length))
    at += ALIGNMENT + padded(length)
  }
  const { tables, head } = JSON.parse(new TextDecoder().decode(frames[0])) as { tables: string[]; head: Head }
  return { head, tables: new Map(tables.map((name, index) => [name, frames[index + 1] ?? new Uint8Array()])) }
}

function padded(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT
}
