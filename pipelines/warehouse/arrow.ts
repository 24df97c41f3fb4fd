import {
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBVector,
} from '@duckdb/node-api'
import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampMicrosecond,
  Utf8,
} from 'apache-arrow'
import type { Parameters } from './query.ts'
import { inTurn } from './statement-turns.ts'

type Cell = ReturnType<DuckDBVector['getItem']>
type Column = readonly DuckDBVector[]

/**
 * Runs a query and gives its whole result as one Arrow table: how rows cross from SQL into TypeScript.
 * Integers of up to 32 bits become Int32, wider ones Int64, decimals and huge integers Float64, instants
 * Timestamp(µs, UTC), dates Date32, everything else Utf8 in DuckDB's own wording.
 */
export async function queryArrow(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters = {},
): Promise<Table> {
  const { result, chunks } = await inTurn(connection, async () => {
    const result = await (Object.keys(parameters).length === 0
      ? connection.run(sql)
      : connection.run(sql, { ...parameters }))
    return { result, chunks: await result.fetchAllChunks() }
  })
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0)
  const columns = result.columnNames().map((name, index) => {
    const vectors = chunks.map((chunk) => chunk.getColumnVector(index))
    return { name, data: columnData(result.columnType(index), vectors, rows) }
  })
  const schema = new Schema(columns.map(({ name, data }) => new Field(name, data.type, true)))
  const struct = makeData({
    type: new Struct(schema.fields),
    length: rows,
    nullCount: 0,
    children: columns.map(({ data }) => data),
  })
  return new Table(schema, [new RecordBatch(schema, struct)])
}

function columnData(type: DuckDBType, column: Column, rows: number): Data<DataType> {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return booleans(column, rows)
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
      return fixed(new Int32(), new Int32Array(rows), column, (cell) => cell as number)
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UINTEGER:
      return fixed(new Int64(), new BigInt64Array(rows), column, (cell) => BigInt(cell as bigint | number))
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return fixed(new Float64(), new Float64Array(rows), column, Number)
    case DuckDBTypeId.DECIMAL:
      return fixed(new Float64(), new Float64Array(rows), column, (cell) =>
        cell instanceof DuckDBDecimalValue ? cell.toDouble() : Number.NaN,
      )
    case DuckDBTypeId.DATE:
      return fixed(new DateDay(), new Int32Array(rows), column, (cell) =>
        cell instanceof DuckDBDateValue ? cell.days : 0,
      )
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_TZ:
      return fixed(new TimestampMicrosecond('UTC'), new BigInt64Array(rows), column, microseconds)
    default:
      return texts(column, rows)
  }
}

function microseconds(cell: Cell): bigint {
  return cell instanceof DuckDBTimestampTZValue || cell instanceof DuckDBTimestampValue ? cell.micros : 0n
}

/** Fills an array of fixed-width values and its bitmap of what is not null. */
function fixed<Type extends DataType, Item extends number | bigint>(
  type: Type,
  values: { [index: number]: Item },
  column: Column,
  convert: (cell: Cell) => Item,
): Data<DataType> {
  const { bitmap, nullCount } = eachCell(column, (cell, row) => {
    values[row] = convert(cell)
  })
  return makeData({
    type,
    length: bitmap.rows,
    nullCount,
    nullBitmap: bitmap.bits,
    data: values,
  } as never) as Data<DataType>
}

function booleans(column: Column, rows: number): Data<DataType> {
  const bits = new Uint8Array(Math.ceil(rows / 8))
  const { bitmap, nullCount } = eachCell(column, (cell, row) => {
    if (cell === true) setBit(bits, row)
  })
  return makeData({ type: new Bool(), length: bitmap.rows, nullCount, nullBitmap: bitmap.bits, data: bits })
}

function texts(column: Column, rows: number): Data<DataType> {
  const encoder = new TextEncoder()
  const offsets = new Int32Array(rows + 1)
  let bytes = new Uint8Array(Math.max(64, rows * 16))
  let length = 0
  let row = 0
  const { bitmap, nullCount } = eachCell(column, (cell, index) => {
    offsets.fill(length, row + 1, index + 1)
    const text = String(cell)
    if (length + text.length * 3 > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, length + text.length * 3))
      larger.set(bytes)
      bytes = larger
    }
    length += encoder.encodeInto(text, bytes.subarray(length)).written
    offsets[index + 1] = length
    row = index + 1
  })
  offsets.fill(length, row + 1)
  return makeData({
    type: new Utf8(),
    length: rows,
    nullCount,
    nullBitmap: bitmap.bits,
    valueOffsets: offsets,
    data: bytes.subarray(0, length),
  })
}

/** Calls `visit` for each cell that is not null, and gives the bitmap of those. */
function eachCell(
  column: Column,
  visit: (cell: Cell, row: number) => void,
): { bitmap: { bits: Uint8Array; rows: number }; nullCount: number } {
  const rows = column.reduce((sum, vector) => sum + vector.itemCount, 0)
  const bits = new Uint8Array(Math.ceil(rows / 8))
  let row = 0
  let nullCount = 0
  for (const vector of column) {
    for (let index = 0; index < vector.itemCount; index += 1, row += 1) {
      const cell = vector.getItem(index)
      if (cell === null) {
        nullCount += 1
        continue
      }
      setBit(bits, row)
      visit(cell, row)
    }
  }
  return { bitmap: { bits, rows }, nullCount }
}

function setBit(bits: Uint8Array, index: number): void {
  bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7))
}
