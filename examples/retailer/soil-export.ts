import { complaintColumns, writeMoment } from './complaint-columns.ts'
import { type ExportRow, showCase, type Tracked } from './complaint-export.ts'
import { type DirtyRows, dirtyRows } from './dirt.ts'
import { HOUR } from './local-time.ts'
import { openRandom, type Random } from './random.ts'
import { weekStart } from './simulate.ts'

/** Remembers over the weeks which line each case had last and which cases have been soiled. */
export interface SoilMemory {
  lastLine: Map<string, string>
  soiled: Set<string>
}

/** The records of a weekly export with the flaws that `dirt.ts` declares for the week. */
export function soilExport(
  seed: number,
  week: number,
  rows: readonly ExportRow[],
  tracked: readonly Tracked[],
  memory: SoilMemory,
): string[][] {
  const tasks = dirtyRows.filter((task) => task.week === week)
  const repeats = tasks.flatMap((task) => repeatOldCases(seed, task, tracked, memory))
  const records = rows.map((row) => [[...row.fields]])
  for (const task of tasks) {
    const random = openRandom(seed, 'dirt', week, task.kind, task.column ?? '')
    for (let time = 0; time < task.count; time += 1) soilOne(random, task, rows, records, memory)
  }
  for (const { complaint, fields } of rows) memory.lastLine.set(complaint.id, JSON.stringify(fields))
  const lines = [...repeats, ...records.flat()]
  const footer = tasks.some(({ kind }) => kind === 'footer') ? [['合计', String(lines.length), '', '']] : []
  return [...lines, ...footer]
}

/** Finished cases of the last weeks whose line would be the same, letter for letter, as when last exported. */
function repeatOldCases(seed: number, task: DirtyRows, tracked: readonly Tracked[], memory: SoilMemory): string[][] {
  if (task.kind !== 'unchangedRepeat') return []
  const random = openRandom(seed, 'dirt', task.week, task.kind)
  const from = weekStart(task.week - 4)
  const until = weekStart(task.week)
  const candidates = tracked
    .filter(({ complaint: { received } }) => received >= from && received < until)
    .map((one) => showCase(task.week, one))
    .filter(({ complaint: { id }, fields, final }) => final && memory.lastLine.get(id) === JSON.stringify(fields))
    .filter(({ complaint: { id } }) => !memory.soiled.has(id))
  const chosen = new Set<ExportRow>()
  while (chosen.size < task.count) chosen.add(random.pick(candidates))
  return [...chosen].map(({ fields }) => fields)
}

/** Soils one row in place or adds a line right behind it. `records[i]` holds the lines that row i has become. */
function soilOne(
  random: Random,
  task: DirtyRows,
  rows: readonly ExportRow[],
  records: string[][][],
  memory: SoilMemory,
): void {
  const soil = soils[task.kind]
  if (soil === undefined) return
  const candidates = [...rows.entries()].filter(
    ([, { complaint, fields, final }]) =>
      final && !memory.soiled.has(complaint.id) && soil.needs(task).every((header) => fields[indexOf(header)] !== ''),
  )
  const [index, row] = random.pick(candidates)
  memory.soiled.add(row.complaint.id)
  records[index] = soil.become([...row.fields], row, task)
}

interface Soil {
  /** Columns that must not be blank. */
  needs: (task: DirtyRows) => string[]
  become: (fields: string[], row: ExportRow, task: DirtyRows) => string[][]
}

const nothing = () => []

const soils: Partial<Record<DirtyRows['kind'], Soil>> = {
  exactDuplicate: { needs: nothing, become: (fields) => [fields, fields] },
  missingId: { needs: nothing, become: (fields) => [fields, ['', ...fields.slice(1)]] },
  tooFewFields: { needs: nothing, become: (fields) => [fields, fields.slice(0, 20)] },
  tooManyFields: { needs: nothing, become: (fields) => [fields, fields.toSpliced(indexOf('诉求'), 0, '')] },
  impossibleDate: {
    needs: ({ column = '' }) => [column],
    become: (fields, _, { column = '' }) => [fields.with(indexOf(column), '2026-02-30 10:00:00')],
  },
  unknownChannel: { needs: nothing, become: (fields) => [fields.with(indexOf('投诉渠道'), '抖音私信')] },
  orderViolation: {
    needs: () => ['受理时间', '解决时间'],
    become: (fields, { complaint }, { week }) => [
      fields.with(indexOf('解决时间'), writeMoment(week, (complaint.timeline.accepted ?? 0) - 5 * HOUR)),
    ],
  },
  trailingSpaces: {
    needs: () => ['原因大类'],
    become: (fields) => [changeEach(fields, ['客户等级', '问题类别', '原因大类'], (value) => `${value}  `)],
  },
  fullWidthDigits: {
    needs: () => ['涉及金额'],
    become: (fields) => [changeEach(fields, ['转派次数', '涉及金额'], widenDigits)],
  },
  farFuture: {
    needs: ({ column = '' }) => [column],
    become: (fields, _, { column = '' }) => [changeEach(fields, [column], (value) => value.replace(/^\d{4}/, '2062'))],
  },
}

function indexOf(header: string): number {
  const index = complaintColumns.findIndex(([name]) => name === header)
  if (index < 0) throw new Error(`no such column: ${header}`)
  return index
}

function changeEach(fields: string[], headers: readonly string[], change: (value: string) => string): string[] {
  return headers.reduce((all, header) => {
    const index = indexOf(header)
    return all.with(index, change(all[index] ?? ''))
  }, fields)
}

function widenDigits(value: string): string {
  return value.replace(/[0-9.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
}
