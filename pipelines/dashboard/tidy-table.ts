import {
  Bool,
  type DataType,
  Dictionary,
  Field,
  Float64,
  Int8,
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
import type { PageAnswer } from './page-answer.ts'
import type { TidyRow } from './tidy-row.ts'

/** Names that come again and again are sent once, as dictionaries. */
const word = (id: number) => new Dictionary(new Utf8(), new Int8(), id)

const TYPES: Readonly<Record<keyof TidyRow, DataType>> = {
  block: word(0),
  metric: word(1),
  period: new Utf8(),
  period_end: new Utf8(),
  dimension: word(2),
  key: new Utf8(),
  numerator: new Float64(),
  denominator: new Float64(),
  value: new Float64(),
  low: new Float64(),
  high: new Float64(),
  n: new Int32(),
  pending: new Int32(),
  tier: word(3),
  verdict: word(4),
  complete: new Bool(),
  cut: new Bool(),
  share: new Float64(),
  cumulative: new Float64(),
  vital: new Bool(),
  folded: new Int32(),
}

/** The page's table as an Arrow IPC stream; the facts stand in the schema's metadata. */
export function tidyStream({ rows, facts }: PageAnswer): Uint8Array {
  const names = Object.keys(TYPES) as (keyof TidyRow)[]
  const columns = names.map(
    (name) =>
      vectorFromArray(
        rows.map((row) => row[name]),
        TYPES[name],
      ) as Vector,
  )
  const fields = names.map((name) => new Field(name, TYPES[name], true))
  const schema = new Schema(fields, new Map(Object.entries(facts)))
  const children = columns.flatMap((column) => column.data.slice(0, 1))
  const batch = new RecordBatch(schema, makeData({ type: new Struct(fields), length: rows.length, children }))
  return tableToIPC(new Table(schema, batch), 'stream')
}
