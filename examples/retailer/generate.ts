//  simulate ──► cases with their whole life ──► weekly view of each case ──► soiled on purpose ──► complaints_*.csv
//          └──► invitations and answers ──────► weekly view ──────────────► odd answers ────────► survey_*.xlsx
//  registers kept by the quality department, as they stand at the end ──────────────────────────► registers/*
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { activityHeaders, activityRows } from './activity.ts'
import { complaintColumns } from './complaint-columns.ts'
import { exportWeek, track } from './complaint-export.ts'
import { improvementHeaders, improvementRows } from './improvements.ts'
import { findingHeaders, findingRows, inspectionHeaders, inspectionRows } from './inspections.ts'
import { dateText } from './local-time.ts'
import { exportMoment, simulate } from './simulate.ts'
import { soilExport } from './soil-export.ts'
import { weekCount } from './stories.ts'
import { drawInvitation } from './survey.ts'
import { exportSurvey, surveyHeaders, surveyPreamble } from './survey-export.ts'
import { trainingHeaders, trainingRows } from './trainings.ts'
import { csvBytes } from './write-csv.ts'
import { type Cell, xlsxBytes } from './write-xlsx.ts'

/** The folder of what the department keeps itself; who wants it loaded moves it into the inbox. */
export const REGISTERS = 'registers'

export interface GeneratedFile {
  /** Relative to the folder, with `/`. */
  name: string
  /** Records below the header, dirty lines and footers included. */
  rows: number
}

export interface RetailerOptions {
  /** Another seed gives another year with the same stories. Default 20251117. */
  seed?: number
  /** Only the first so many weeks (1–52); their files are the same as in the whole year. Default 52. */
  weeks?: number
}

/** Writes the exports of 云岭优选 into `folder` (made if missing). The same options always give the same bytes. */
export async function generateRetailer(folder: string, options: RetailerOptions = {}): Promise<GeneratedFile[]> {
  const { seed = 20_251_117, weeks = weekCount } = options
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > weekCount) {
    throw new RangeError(`weeks must be a whole number from 1 to ${weekCount}, got ${weeks}`)
  }
  await mkdir(join(folder, REGISTERS), { recursive: true })
  const written: GeneratedFile[] = []
  for (const { bytes, ...file } of exportsOf(seed, weeks)) {
    await writeFile(join(folder, file.name), bytes)
    written.push(file)
  }
  return written
}

/** Every file with its bytes, one week after the other, then the registers. */
function* exportsOf(seed: number, weeks: number): Generator<GeneratedFile & { bytes: Buffer }> {
  const complaints = simulate(seed, weeks)
  const tracked = track(complaints)
  const invitations = complaints.map((complaint) => drawInvitation(seed, complaint)).filter((it) => it !== undefined)
  const memory = { lastLine: new Map<string, string>(), soiled: new Set<string>() }
  const headers = complaintColumns.map(([header]) => header)
  for (let week = 1; week <= weeks; week += 1) {
    const day = dateText(exportMoment(week))
    const records = soilExport(seed, week, exportWeek(week, tracked), tracked, memory)
    yield { name: `complaints_${day}.csv`, rows: records.length, bytes: csvBytes([headers, ...records]) }
    const answers = exportSurvey(seed, week, invitations)
    const sheet = [...surveyPreamble(week), surveyHeaders, ...answers]
    yield { name: `survey_${day}.xlsx`, rows: answers.length, bytes: xlsxBytes('满意度调查', sheet) }
  }
  yield* registersOf(seed, weeks)
}

function* registersOf(seed: number, weeks: number): Generator<GeneratedFile & { bytes: Buffer }> {
  const sheets: [file: string, sheet: string, headers: string[], rows: readonly Cell[][]][] = [
    ['improvements.xlsx', '服务改进追踪表', improvementHeaders, improvementRows],
    ['trainings.xlsx', '培训记录', trainingHeaders, trainingRows(seed)],
    ['inspections.xlsx', '质量检查登记表', inspectionHeaders, inspectionRows],
    ['findings.xlsx', '审核发现登记表', findingHeaders, findingRows],
  ]
  for (const [file, sheet, headers, rows] of sheets)
    yield { name: `${REGISTERS}/${file}`, rows: rows.length, bytes: xlsxBytes(sheet, [headers, ...rows]) }
  const activity = activityRows(seed, weeks)
  const bytes = csvBytes([activityHeaders, ...activity])
  yield { name: `${REGISTERS}/activity_weekly.csv`, rows: activity.length, bytes }
}

const [, script, folder] = process.argv
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  if (folder === undefined) {
    console.error('usage: node examples/retailer/generate.ts FOLDER')
    process.exitCode = 2
  } else {
    const files = await generateRetailer(folder)
    const rows = files.reduce((sum, file) => sum + file.rows, 0)
    console.log(`${files.length} files, ${rows} rows in ${folder}`)
  }
}
