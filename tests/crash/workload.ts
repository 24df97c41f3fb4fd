import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { stringify } from 'yaml'
import { openWorkspace, type Workspace } from '../../pipelines/core/workspace.ts'

/** One export to drop into the inbox; files of a workload sort by name in the order in which they come. */
export interface Export {
  readonly name: string
  readonly bytes: Uint8Array
}

const COMPLAINTS = {
  source: 'complaints',
  entity: 'complaint',
  files: ['complaints_*'],
  exported_at: { filename: String.raw`_(\d{8})` },
  columns: {
    complaint_id: 'number',
    received_at: 'received',
    closed_at: 'closed',
    category: 'category',
    customer_phone: 'phone',
    body: 'text',
  },
}
const SURVEYS = {
  source: 'surveys',
  entity: 'survey',
  files: ['surveys_*'],
  exported_at: { filename: String.raw`_(\d{8})` },
  constants: { csat_scale: 5 },
  columns: { survey_id: 'number', complaint_id: 'complaint', sent_at: 'sent', csat_answer: 'answer' },
}
const DAY = 86_400_000
const FIRST_EXPORT = Date.UTC(2026, 0, 5)
/** Behind every instant that the exports hold. */
export const AS_OF = '2027-06-01T00:00:00Z'

/** A new workspace without files; its masking key is the same each time, so that snapshots can be compared. */
export async function makeWorkspace(folder: string): Promise<Workspace> {
  await mkdir(join(folder, 'sources'), { recursive: true })
  await writeFile(join(folder, 'huiyin.yaml'), stringify({ name: 'Crash', timezone: 'Asia/Shanghai', locale: 'en' }))
  await writeFile(join(folder, 'masking.key'), `${'7'.repeat(64)}\n`)
  for (const source of [COMPLAINTS, SURVEYS])
    await writeFile(join(folder, 'sources', `${source.source}.yaml`), stringify(source))
  return openWorkspace(folder)
}

/**
 * Weekly exports of about `rows` rows: two thirds of a file stand in the one before it as well, some of them changed,
 * some rows cannot be read. Every third export is one of surveys.
 */
export function exportsOf(count: number, rows: number): Export[] {
  return Array.from({ length: count }, (_export, week) => {
    const day = new Date(FIRST_EXPORT + week * 7 * DAY).toISOString().slice(0, 10).replaceAll('-', '')
    const isSurvey = week % 3 === 2
    const name = `${isSurvey ? 'surveys' : 'complaints'}_${day}_${String(week).padStart(3, '0')}.csv`
    return saved(name, isSurvey ? surveys(week, rows) : complaints(week, rows), week)
  }).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Most exports are plain, some are packed or in UTF-16: these are read by way of a temporary copy. */
function saved(name: string, text: string, week: number): Export {
  if (week % 5 === 1) return { name, bytes: Buffer.from(`\ufeff${text}`, 'utf16le') }
  return week % 5 === 3 ? { name: `${name}.gz`, bytes: gzipSync(text) } : { name, bytes: Buffer.from(text) }
}

function complaints(week: number, rows: number): string {
  const first = Math.floor((week * rows) / 3)
  const lines = Array.from({ length: rows }, (_row, index) => {
    const id = first + index
    const received = id % 97 === 13 ? 'yesterday' : instant(id)
    const closed = (id + week) % 5 === 0 ? instant(id + 500) : ''
    const text = id % 11 === 0 ? `"said ""no"",\nthen ${id}"` : `货物破损，第 ${id} 件，要求退款`
    return `C${id},${received},${closed},kind ${(id * 7 + (id % 10 === 0 ? week : 0)) % 23},138${String(id).padStart(8, '0')},${text}`
  })
  return `number,received,closed,category,phone,text\n${lines.join('\n')}\nshort,row\n`
}

function surveys(week: number, rows: number): string {
  const first = Math.floor((week * rows) / 3)
  const lines = Array.from({ length: rows }, (_row, index) => {
    const id = first + index
    return `S${id},C${id},${instant(id + 600)},${id % 6 === 0 ? '' : (id % 5) + 1}`
  })
  return `number,complaint,sent,answer\n${lines.join('\n')}\n`
}

/** A wall-clock time of 2026, the same for the same number. */
function instant(number: number): string {
  return new Date(FIRST_EXPORT + (number % 5_000) * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}
