import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBIntegerVector,
  DuckDBUBigIntVector,
  type DuckDBVector,
} from '@duckdb/node-api'
import { identifier, queryRows } from '../../warehouse/query.ts'
import { inTurn } from '../../warehouse/statement-turns.ts'
import { throwIfStopped } from '../../warehouse/stoppable.ts'
import { columnWords, narrowBytes } from './column-words.ts'

/** An answer to somebody else takes a dozen turns. */
const LONGEST_TURN_MS = 4

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

/** Reads columns into memory that threads share, the narrow ones several at a time. */
async function readColumns(connection: DuckDBConnection, table: string, names: readonly string[]): Promise<Numbers[]> {
  const types = await queryRows<{ column_name: string; column_type: string }>(
    connection,
    `describe select ${names.map(identifier).join(', ')} from ${table}`,
  )
  const [count] = await queryRows<{ n: number }>(connection, `select count(*) as n from ${table}`)
  const rows = count?.n ?? 0
  const typed = types.map(({ column_name: name, column_type: type }) => ({ name, type, bytes: narrowBytes(type) }))
  const words = columnWords(typed.flatMap(({ name, bytes }) => (bytes === undefined ? [] : [{ name, bytes }])))
  const others = typed.filter(({ bytes }) => bytes === undefined)
  const columns = new Map(typed.map(({ name, type }) => [name, sharedColumn(type, rows)]))
  const columnOf = (name: string) => columns.get(name) ?? new Uint8Array(0)
  const selected = [...words.map(({ sql }) => sql), ...others.map(({ name }) => identifier(name))]
  await eachChunk(connection, `select ${selected.join(', ')} from ${table}`, (chunk, from) => {
    for (const [index, { columns: own }] of words.entries()) {
      const word = itemsOf(chunk.getColumnVector(index))
      for (const { name, offset } of own) takeFrom(word, offset, columnOf(name), from)
    }
    for (const [index, { name }] of others.entries())
      columnOf(name).set(itemsOf(chunk.getColumnVector(words.length + index)) as Numbers, from)
  })
  return names.map(columnOf)
}

function eachChunk(
  connection: DuckDBConnection,
  sql: string,
  take: (chunk: DuckDBDataChunk, from: number) => void,
): Promise<void> {
  return inTurn(connection, async () => {
    const result = await connection.run(sql)
    let from = 0
    let since = performance.now()
    for (;;) {
      const chunk = await result.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) return
      take(chunk, from)
      from += chunk.rowCount
      if (performance.now() - since < LONGEST_TURN_MS) continue
      await nextTurn()
      throwIfStopped(connection)
      since = performance.now()
    }
  })
}

/** A column's part of some words. */
function takeFrom({ buffer, byteOffset, byteLength }: Items, offset: number, column: Numbers, from: number): void {
  if (column instanceof Uint8Array) takeBytes(new Uint8Array(buffer, byteOffset, byteLength), offset, column, from)
  else if (column instanceof Uint16Array)
    takeShorts(new Uint16Array(buffer, byteOffset, byteLength / 2), offset / 2, column, from)
  else if (column instanceof Uint32Array)
    takeInts(new Uint32Array(buffer, byteOffset, byteLength / 4), offset / 4, column, from)
}

// A loop for each width: one loop that sees arrays of several kinds takes three times as long.

function takeBytes(parts: Uint8Array, first: number, column: Uint8Array, from: number): void {
  for (let at = first, row = from; at < parts.length; at += 8, row += 1) column[row] = parts[at] as number
}

function takeShorts(parts: Uint16Array, first: number, column: Uint16Array, from: number): void {
  for (let at = first, row = from; at < parts.length; at += 4, row += 1) column[row] = parts[at] as number
}

function takeInts(parts: Uint32Array, first: number, column: Uint32Array, from: number): void {
  for (let at = first, row = from; at < parts.length; at += 2, row += 1) column[row] = parts[at] as number
}

function narrowArray(bytes: 1 | 2 | 4, memory: SharedArrayBuffer): Numbers {
  if (bytes === 1) return new Uint8Array(memory)
  return bytes === 2 ? new Uint16Array(memory) : new Uint32Array(memory)
}

function sharedColumn(type: string, rows: number): Numbers {
  const bytes = narrowBytes(type)
  if (bytes !== undefined) return narrowArray(bytes, new SharedArrayBuffer(rows * bytes))
  if (type === 'INTEGER') return new Int32Array(new SharedArrayBuffer(rows * 4))
  if (type === 'DOUBLE') return new Float64Array(new SharedArrayBuffer(rows * 8))
  throw new TypeError(`${type} is no column of a cube`)
}

type Items = Int32Array | Float64Array | BigUint64Array

/** What a vector holds: a call for each value would take ten times as long. */
function itemsOf(vector: DuckDBVector): Items {
  if (vector instanceof DuckDBIntegerVector) return vector['items']
  if (vector instanceof DuckDBDoubleVector) return vector['items']
  if (vector instanceof DuckDBUBigIntVector) return vector['items']
  throw new TypeError(`${vector.type} is no column of a cube`)
}

/** Pieces of one column put together. */
export function joinedNumbers(parts: readonly Numbers[]): Numbers {
  const [first] = parts
  if (first === undefined) return new Uint8Array(0)
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const all = new (first.constructor as new (length: number) => Numbers)(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
