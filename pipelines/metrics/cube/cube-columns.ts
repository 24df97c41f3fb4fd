import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  type DuckDBConnection,
  DuckDBDoubleVector,
  DuckDBIntegerVector,
  DuckDBUIntegerVector,
  DuckDBUSmallIntVector,
  DuckDBUTinyIntVector,
  type DuckDBVector,
} from '@duckdb/node-api'
import { identifier } from '../../warehouse/query.ts'
import { throwIfStopped } from '../../warehouse/stoppable.ts'

/** The values of a column in the order of its table; the tables of a cube have no nulls. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** Columns of a cube's tables, each read from the snapshot once. */
export interface CubeColumns {
  get(connection: DuckDBConnection, table: string, names: readonly string[]): Promise<Numbers[]>
}

/** Remembers what was read. A column that one request gave up to read is read again by whoever waits for it. */
export function cubeColumns(): CubeColumns {
  const known = new Map<string, Promise<Numbers>>()

  function begin(connection: DuckDBConnection, table: string, names: readonly string[]): void {
    const reading = readColumns(connection, table, names)
    for (const [index, name] of names.entries()) {
      const key = `${table}.${name}`
      const column = reading.then((columns) => columns[index] ?? new Uint8Array(0))
      known.set(key, column)
      column.catch(() => known.delete(key))
    }
  }

  return {
    async get(connection, table, names) {
      const isKnown = (name: string) => known.has(`${table}.${name}`)
      for (;;) {
        const missing = [...new Set(names)].filter((name) => !isKnown(name))
        if (missing.length > 0) begin(connection, table, missing)
        try {
          return await Promise.all(names.map((name) => known.get(`${table}.${name}`) ?? new Uint8Array(0)))
        } catch (error) {
          throwIfStopped(connection)
          if (missing.length > 0) throw error
        }
      }
    },
  }
}

async function readColumns(connection: DuckDBConnection, table: string, names: readonly string[]): Promise<Numbers[]> {
  throwIfStopped(connection)
  const selected = names.map(identifier).join(', ')
  const result = await connection.run(`select ${selected} from ${table}`)
  const parts: Numbers[][] = names.map(() => [])
  for (let read = 0; ; read += 1) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    for (const [index, own] of parts.entries()) own.push(itemsOf(chunk.getColumnVector(index)).slice())
    if (read % 64 === 63) {
      await nextTurn()
      throwIfStopped(connection)
    }
  }
  return parts.map(joinedNumbers)
}

/** What a vector holds: a call for each value would take ten times as long. */
function itemsOf(vector: DuckDBVector): Numbers {
  if (vector instanceof DuckDBUTinyIntVector) return vector['items']
  if (vector instanceof DuckDBUSmallIntVector) return vector['items']
  if (vector instanceof DuckDBUIntegerVector) return vector['items']
  if (vector instanceof DuckDBIntegerVector) return vector['items']
  if (vector instanceof DuckDBDoubleVector) return vector['items']
  throw new TypeError(`${vector.type} is no column of a cube`)
}

/** Pieces of one column put together, in memory that threads share. */
export function joinedNumbers(parts: readonly Numbers[]): Numbers {
  const [first] = parts
  if (first === undefined) return new Uint8Array(0)
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const { BYTES_PER_ELEMENT: bytes } = first
  const all = new (first.constructor as new (memory: SharedArrayBuffer) => Numbers)(
    new SharedArrayBuffer(length * bytes),
  )
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
