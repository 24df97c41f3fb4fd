import { tableFromIPC } from 'apache-arrow'
import { readFramedTables } from '../../../pipelines/dashboard/api/framed-tables.ts'

export type Row = Readonly<Record<string, string | number | boolean | null>>
export interface Answered {
  readonly head: Readonly<Record<string, unknown>>
  readonly tables: Readonly<Record<string, readonly Row[]>>
}

/** An answer of `/api/page` or `/api/cases` as plain rows. */
export function answered(body: Uint8Array): Answered {
  const { head, tables } = readFramedTables<Record<string, unknown>>(body)
  const rows = (bytes: Uint8Array) =>
    tableFromIPC(bytes)
      .toArray()
      .map((row) => row.toJSON() as Row)
  return { head, tables: Object.fromEntries([...tables].map(([name, bytes]) => [name, rows(bytes)])) }
}
