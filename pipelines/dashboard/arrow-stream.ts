import {
  Bool,
  type DataType,
  Dictionary,
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow'
import type { ColumnKind, Columns, Kind, RowOf } from './api/columns.ts'

/** Rows as an Arrow IPC stream with the columns in the order of their table; words are sent once, as dictionaries. */
export function arrowStream<Shape extends Columns>(columns: Shape, rows: readonly RowOf<Shape>[]): Uint8Array {
  const parts = Object.entries(columns).map(([name, kind], id) => {
    const cells = rows.map((row) => row[name as keyof Shape] ?? null)
    const type = typeOf(kind, id)
    return { field: new Field(name, type, kind.endsWith('?')), vector: vectorFromArray(cells, type) as Vector }
  })
  const schema = new Schema(parts.map(({ field }) => field))
  const children = parts.flatMap(({ vector }) => vector.data.slice(0, 1))
  const struct = makeData({ type: new Struct(schema.fields), length: rows.length, children })
  return tableToIPC(new Table(schema, new RecordBatch(schema, struct)), 'stream')
}

function typeOf(kind: ColumnKind, id: number): DataType {
  switch (kind.replace('?', '') as Kind) {
    case 'word':
      return new Dictionary(new Utf8(), new Int32(), id)
    case 'text':
      return new Utf8()
    case 'number':
      return new Float64()
    case 'count':
      return new Int32()
    case 'flag':
      return new Bool()
  }
}
