import type { DuckDBConnection } from '@duckdb/node-api'
import type { Source } from '../core/source-schema.ts'
import { identifier, literal } from '../warehouse/query.ts'
import { ensureSourceTable } from '../warehouse/source-table.ts'
import type { SqlFile } from '../warehouse/sql-file.ts'
import { baseField, codedFields, filledColumns, type StagedColumn, sourceWords } from '../warehouse/staging-file.ts'
import { codeOf } from './propose/code-words.ts'
import { rowProblems, stagedName } from './row-problems.ts'
import { callsOfMacros } from './staging-macros.ts'

export interface StageJob {
  readonly staging: SqlFile
  readonly source: Source
  /** The fields that the file or the mapping's constants give; what else the staging file reads is null. */
  readonly present: ReadonlySet<string>
  /** How the names of the source's macros end. */
  readonly ending: string
  /** Words that a field's cells begin with, by field: their codes are tried first. */
  readonly words?: ReadonlyMap<string, ReadonlySet<string>>
}

/** A statement that adds the records of a query to the table of their source. */
export interface Insert {
  readonly table: string
  readonly sql: string
}

/**
 * How the records of `incoming`, a query as `incomingSql` makes it, are typed in one pass and added to the table of their
 * source, which is made where it is missing: with the number of the batch, version and content hash in front, and what is
 * wrong with a row beside it.
 */
export async function insertOf(connection: DuckDBConnection, job: StageJob, incoming: string): Promise<Insert> {
  const { staging, source, present, ending } = job
  const columns = filledColumns(staging, present)
  const table = await ensureSourceTable(
    connection,
    staging,
    source.source,
    columns.map(({ name }) => name),
  )
  const problems = rowProblems(staging, source, present)
  const values = columns.map(({ name, expression }) => {
    const isContent = source.key === 'content' && name === staging.tags['key']
    const typed = callsOfMacros(given(expression, present), ending)
    return `${isContent ? CONTENT_KEY : wordsFirst(typed, name, job)} as ${stagedName(name)}`
  })
  const names = columns.map(({ name }) => identifier(name))
  const sql = `insert into ${table} (batch_no, row_number, line_number, version_at, row_hash, problem, ${names.join(', ')})
     select batch_no, row_number, line_number, ${versionSql(columns)}, hash(${hashedColumns(job, columns)}),
       ${problems.told}, ${columns.map(({ name }) => stagedName(name)).join(', ')}
     from (
       select *, ${problems.number} as fault
       from (select incoming.*, ${values.join(', ')} from (${incoming}) as incoming) as typed
     ) as judged`
  return { table, sql }
}

/** Records without a number are known by their content; the second of two alike is another record. */
const CONTENT_KEY =
  "'row-' || incoming.content_key || '-' || row_number() over (partition by incoming.content_key order by incoming.row_number)"

/** A coded field's expression behind the codes of some words, since a list has a hundred labels and a file uses five. */
function wordsFirst(typed: string, name: string, { staging, words }: StageJob): string {
  const list = codedFields(staging).get(name)
  if (list === undefined) return typed
  const cases = Array.from(words?.get(name) ?? [], (word) => [word, codeOf(list, word)] as const).filter(
    ([, code]) => code !== undefined,
  )
  if (cases.length === 0) return typed
  const tried = cases.map(([word, code = '']) => `when ${literal(word)} then ${literal(code)}`)
  return `case incoming.${name} ${tried.join(' ')} else ${typed} end`
}

/** When a row's state was known: as the row itself says, else when its export was made. */
function versionSql(columns: readonly StagedColumn[]): string {
  const isDated = columns.some(({ name }) => name === 'updated_at')
  return isDated ? `coalesce(${stagedName('updated_at')}, exported_at)` : 'exported_at'
}

/** What makes two versions of a record differ: what the source gives, in its own words where a code stands for them. */
function hashedColumns({ staging, present }: StageJob, columns: readonly StagedColumn[]): string {
  const keys = new Set(staging.columns.filter(({ role }) => role === 'key').map(({ name }) => name))
  const names = new Set(columns.map(({ name }) => name))
  return columns
    .filter(({ name }) => (present.has(baseField(name)) && !names.has(sourceWords(name))) || keys.has(name))
    .map(({ name }) => stagedName(name))
    .join(', ')
}

/** A staging file's expression on what this source gives: fields that it does not give are null. */
function given(expression: string, present: ReadonlySet<string>): string {
  return expression.replaceAll(/\bincoming\.([a-z_]+)/g, (read, field: string) =>
    present.has(baseField(field)) ? read : 'null::varchar',
  )
}
