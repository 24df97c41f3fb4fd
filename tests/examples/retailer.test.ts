import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complaintColumns } from '../../examples/retailer/complaint-columns.ts'
import { countDirt, type DirtKind, dirtyAnswers, dirtyRows } from '../../examples/retailer/dirt.ts'
import { type GeneratedFile, generateRetailer } from '../../examples/retailer/generate.ts'
import { type Case, latestCases, momentOf, readComplaints, readSurveys, type WeeklyFile } from './read-retailer.ts'

const folder = mkdtempSync(join(tmpdir(), 'retailer-'))
let written: GeneratedFile[]
let complaints: WeeklyFile<string>[]
let surveys: WeeklyFile<unknown>[]
let cases: Case[]

beforeAll(async () => {
  written = await generateRetailer(join(folder, 'year'))
  complaints = readComplaints(join(folder, 'year'))
  surveys = readSurveys(join(folder, 'year'))
  cases = latestCases(complaints)
})

afterAll(() => rmSync(folder, { recursive: true }))

describe('files', () => {
  it('gives the same bytes again, and a prefix of the year for fewer weeks', async () => {
    const again = await generateRetailer(join(folder, 'again'), { weeks: 3 })
    const weekly = again.filter(({ name }) => !name.startsWith('registers/'))
    expect(weekly.map(({ name }) => name).slice(-2)).toEqual(['complaints_2025-12-08.csv', 'survey_2025-12-08.xlsx'])
    for (const { name } of [...weekly, { name: 'registers/improvements.xlsx' }]) {
      const [one, other] = ['year', 'again'].map((run) => readFileSync(join(folder, run, name)))
      expect(one?.equals(other ?? Buffer.alloc(0)), name).toBe(true)
    }
  })

  it('gives other bytes for another seed', async () => {
    await generateRetailer(join(folder, 'other'), { weeks: 1, seed: 7 })
    const [one, other] = ['year', 'other'].map((run) => readFileSync(join(folder, run, 'complaints_2025-11-24.csv')))
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(false)
  })

  it('refuses a number of weeks that it does not have', async () => {
    await expect(generateRetailer(join(folder, 'none'), { weeks: 53 })).rejects.toThrow(RangeError)
  })

  it('reports the rows that are in the files', () => {
    const rows = new Map(written.map((file) => [file.name, file.rows]))
    expect(written).toHaveLength(109)
    for (const { name, records } of [...complaints, ...surveys]) expect(rows.get(name), name).toBe(records.length)
    expect(rows.get('registers/improvements.xlsx')).toBe(8)
    expect(rows.get('registers/activity_weekly.csv')).toBe(52 * 7)
  })

  it('writes UTF-8 with byte order mark and CRLF', () => {
    const bytes = readFileSync(join(folder, 'year', 'complaints_2025-11-24.csv'))
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(bytes.toString('utf8').endsWith('\r\n')).toBe(true)
  })

  it('has a believable amount of everything', () => {
    expect(cases.length).toBeGreaterThan(6000)
    expect(cases.length).toBeLessThan(6700)
    const open = cases.filter((one) => one['结案时间'] === '')
    expect(open.length).toBeGreaterThan(90)
    expect(open.length).toBeLessThan(150)
    const texts = cases.map((one) => [...(one['投诉内容'] ?? '')].length)
    expect(Math.min(...texts)).toBeGreaterThanOrEqual(20)
    expect(Math.max(...texts)).toBeLessThanOrEqual(120)
  })

  it('shows nothing that happens after the export, but for the declared year 2062', () => {
    const late: string[] = []
    for (const { name, exported, header, records } of [...complaints, ...surveys]) {
      const dates = header.flatMap((title, at) => (title.endsWith('时间') ? [at] : []))
      for (const record of records) {
        for (const at of dates) if ((momentOf(record[at]) ?? 0) > exported) late.push(`${name} ${record[at]}`)
      }
    }
    expect(late).toHaveLength(countDirt(52).get('farFuture') ?? 0)
    expect(late.every((entry) => entry.includes(' 2062-'))).toBe(true)
  })

  it('keeps the order of events in every case but the declared ones', () => {
    const steps = ['投诉', '登记', '受理', '启动处理', '评估完成', '正式通知', '解决', '反馈', '结案']
    const offenders = cases.filter((one) => {
      const moments = steps.map((step) => momentOf(one[`${step}时间`])).filter((moment) => moment !== undefined)
      return (
        !JSON.stringify(one).includes('2026-02-30') && moments.some((moment, at) => moment < (moments[at - 1] ?? 0))
      )
    })
    // The 反馈时间 in 2062 lies after the 结案时间 of its case; the 结案时间 in 2062 is in order.
    expect(offenders).toHaveLength((countDirt(52).get('orderViolation') ?? 0) + 1)
  })
})

describe('dirt', () => {
  const width = complaintColumns.length
  const column = (title: string) => complaintColumns.findIndex(([name]) => name === title)

  it('is there in every week exactly as declared', () => {
    const earlier = new Set<string>()
    for (const { week, records } of complaints) {
      const lines = records.map((fields) => JSON.stringify(fields))
      const count = (flawed: (fields: string[]) => boolean) => records.filter(flawed).length
      const found: Record<DirtKind, number> = {
        exactDuplicate: lines.length - new Set(lines).size,
        unchangedRepeat: lines.filter((line) => earlier.has(line)).length,
        missingId: count((fields) => fields[0] === '' && fields.length === width),
        tooFewFields: count((fields) => fields.length === 20),
        tooManyFields: count((fields) => fields.length === width + 1),
        footer: count(([first, total]) => first === '合计' && total === String(records.length - 1)),
        impossibleDate: count((fields) => fields.includes('2026-02-30 10:00:00')),
        unknownChannel: count((fields) => fields[column('投诉渠道')] === '抖音私信'),
        orderViolation: count((fields) => outOfOrder(fields)),
        trailingSpaces: count((fields) => fields.some((field) => field.endsWith(' '))),
        fullWidthDigits: count((fields) => /[０-９]/.test(fields[column('涉及金额')] ?? '')),
        farFuture: count((fields) => fields.some((field) => field.startsWith('2062-'))),
      }
      expect(found, `week ${week}`).toEqual(declared(week, Object.keys(found) as DirtKind[]))
      for (const line of lines) earlier.add(line)
    }
  })

  it('is between half a percent and one percent of the rows', () => {
    const rows = complaints.reduce((sum, { records }) => sum + records.length, 0)
    const dirty = [...countDirt(52).values()].reduce((sum, count) => sum + count, 0)
    expect(dirty / rows).toBeGreaterThan(0.005)
    expect(dirty / rows).toBeLessThan(0.01)
  })

  it('is in the survey as declared', () => {
    for (const { week, records } of surveys) {
      const answered = records.filter((record) => record[5] !== null).map((record) => String(record[6] ?? ''))
      const odd = answered.filter((score) => !/^[1-5]$/.test(score)).sort()
      const expected = dirtyAnswers.filter((each) => each.week === week)
      expect(odd, `week ${week}`).toEqual(expected.flatMap(({ answer, count }) => Array(count).fill(answer)).sort())
    }
  })

  it('is counted in the README', () => {
    const text = readFileSync(new URL('../../examples/retailer/README.md', import.meta.url), 'utf8')
    const readme = text.replace(/ +/g, ' ')
    for (const [kind, count] of countDirt(52)) expect(readme).toContain(`| \`${kind}\` | ${count} |`)
    for (const answer of new Set(dirtyAnswers.map((each) => each.answer))) {
      const count = dirtyAnswers.filter((each) => each.answer === answer).reduce((sum, each) => sum + each.count, 0)
      expect(readme).toContain(`| ${answer === '' ? '(blank)' : `\`${answer}\``} | ${count} |`)
    }
  })

  function declared(week: number, kinds: readonly DirtKind[]) {
    const inWeek = (kind: DirtKind) => dirtyRows.filter((each) => each.week === week && each.kind === kind)
    return Object.fromEntries(kinds.map((kind) => [kind, inWeek(kind).reduce((sum, each) => sum + each.count, 0)]))
  }

  function outOfOrder(fields: string[]): boolean {
    const [accepted, resolved] = ['受理时间', '解决时间'].map((title) => momentOf(fields[column(title)]))
    if (fields.length !== width || fields.some((field) => field.startsWith('2026-02-30'))) return false
    return accepted !== undefined && resolved !== undefined && resolved < accepted
  }
})
