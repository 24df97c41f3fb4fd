import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { parse } from 'csv-parse/sync'

/** One weekly export as it lies in the folder; `exported` in milliseconds of local time. */
export interface WeeklyFile<Value> {
  name: string
  week: number
  exported: number
  header: string[]
  records: Value[][]
}

export type Case = Record<string, string>

const firstMonday = Date.parse('2025-11-17T00:00:00Z')
const day = 86_400_000

/** The complaint files in order of week, every record as it stands in the file, whatever its width. */
export function readComplaints(folder: string): WeeklyFile<string>[] {
  return weeklyFiles(folder, 'complaints_').map(({ name, ...when }) => {
    const options = { bom: true, relax_column_count: true, record_delimiter: '\r\n' }
    const [header = [], ...records] = parse(readFileSync(join(folder, name)), options) as string[][]
    return { name, ...when, header, records }
  })
}

/** The survey files in order of week, from the record below the header on; blanks are null. */
export function readSurveys(folder: string): WeeklyFile<unknown>[] {
  return weeklyFiles(folder, 'survey_').map(({ name, ...when }) => {
    const sheet = read(readFileSync(join(folder, name))).Sheets['满意度调查']
    if (sheet === undefined) throw new Error(`${name} has no sheet 满意度调查`)
    const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, defval: null })
    return { name, ...when, header: (rows[2] ?? []).map(String), records: rows.slice(3) }
  })
}

/** The newest state of every case that has a proper record. */
export function latestCases(files: readonly WeeklyFile<string>[]): Case[] {
  const cases = new Map<string, Case>()
  for (const { header, records } of files) {
    for (const record of records.filter((fields) => fields.length === header.length && fields[0] !== '')) {
      cases.set(record[0] ?? '', Object.fromEntries(header.map((name, at) => [name, record[at] ?? ''])))
    }
  }
  return [...cases.values()]
}

/** Milliseconds of local time of `2026-03-05 14:03:27`, `2026/3/5 14:03` or a spreadsheet's day number. */
export function momentOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Math.round((value - 25_569) * 86_400) * 1000
  const parts = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2}) (\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(String(value ?? ''))
  if (parts === null) return undefined
  const [year = 0, month = 1, date = 1, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0))
  return Date.UTC(year, month - 1, date, hour, minute, second)
}

function weeklyFiles(folder: string, prefix: string) {
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix))
  return names.sort().map((name) => {
    const monday = Date.parse(`${name.slice(prefix.length, prefix.length + 10)}T00:00:00Z`)
    return { name, week: (monday - firstMonday) / (7 * day), exported: monday + 6 * 3_600_000 }
  })
}
