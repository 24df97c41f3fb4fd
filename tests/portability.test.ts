import { readdirSync, readFileSync } from 'node:fs'
import { Dialect, transpile } from '@polyglot-sql/sdk'
import { expect, test } from 'vitest'

const SQL = new URL('../sql/', import.meta.url)
const FOLDERS = ['2_events', '2_cases', '2_facts', '4_marts', '5_checks', '6_extracts']
const FILES = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, SQL))
    .filter((name) => name.endsWith('.sql'))
    .map((name) => `${folder}/${name}`),
)

/** What Trino has under the same name; words before a bracket that call nothing are among them. */
const TRINO = new Set(
  `abs approx_percentile array_agg avg bool_and bool_or cast ceil ceiling coalesce concat concat_ws count date_add
  date_diff date_trunc day day_of_week dense_rank exp extract first_value floor from_unixtime from_unixtime_nanos
  greatest hour if lag last_value lead least length ln lower ltrim max max_by min min_by minute mod month nth_value ntile
  nullif percent_rank position power quarter rank regexp_extract regexp_like regexp_replace replace reverse round
  row_number rtrim sign split_part sqrt starts_with stddev stddev_samp strpos substr substring sum to_unixtime trim try
  try_cast upper variance week year decimal varchar timestamp
  and any as by distinct else exists filter in not on or over select then using when where within`.split(/\s+/),
)

/**
 * What an engine must be given under its name, beside the macros of `control`: instants as whole microseconds; and
 * `arg_max`, since the translator turns `max_by`, which both engines have, into DuckDB's other name for it.
 */
const PROVIDED = ['epoch_us', 'make_timestamp', 'make_timestamptz', 'arg_max']

/** A file's query in Trino's dialect; parameters of extracts as days. */
function translated(file: string) {
  const sql = readFileSync(new URL(file, SQL), 'utf8').replaceAll(/\$(from|to)\b/g, "'2026-01-01'")
  return transpile(sql, Dialect.DuckDB, Dialect.Trino, { unsupportedLevel: 'raise' })
}

test.each(FILES)('%s translates to Trino without an unsupported construct', (file) => {
  const result = translated(file)
  expect(result.success, result.error).toBe(true)
  expect(result.sql).toHaveLength(1)
  const [sql = ''] = result.sql ?? []
  const withoutTexts = sql.replaceAll(/'(?:[^']|'')*'/g, "''").replaceAll(/--[^\n]*|\/\*.*?\*\//gs, '')
  const called = [...withoutTexts.matchAll(/\b([a-z_][\w.]*)\s*\(/gi)].map((match) => (match[1] ?? '').toLowerCase())
  const unknown = called.filter(
    (name) => !TRINO.has(name) && !PROVIDED.includes(name) && !name.startsWith('control.') && !isQueryName(name, sql),
  )
  expect([...new Set(unknown)]).toEqual([])
})

test.each([
  'pivot facts.complaint on level using count(*)',
  "select * from read_csv('x.csv')",
  'select list_sort([1, 2])',
])('%s would not pass', (sql) => {
  const result = transpile(sql, Dialect.DuckDB, Dialect.Trino, { unsupportedLevel: 'raise' })
  const called = [...(result.sql?.[0] ?? '').matchAll(/\b([a-z_]\w*)\s*\(/gi)].map((match) =>
    (match[1] ?? '').toLowerCase(),
  )
  const isForeign = called.some((name) => !TRINO.has(name) && !PROVIDED.includes(name))
  expect(!result.success || isForeign || /\bpivot\b/i.test(result.sql?.[0] ?? '')).toBe(true)
})

/** `name AS (` opens a part of a `with`, and calls nothing. */
function isQueryName(name: string, sql: string): boolean {
  return new RegExp(`\\b${name}\\s+as\\s*\\(`, 'i').test(sql)
}
