import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateRetailer } from '../../examples/retailer/generate.ts'
import * as stories from '../../examples/retailer/stories.ts'
import { holidays, makeUpDays } from '../../examples/retailer/work-calendar.ts'
import { type Case, latestCases, momentOf, readComplaints } from './read-retailer.ts'

const hour = 3_600_000
const folder = mkdtempSync(join(tmpdir(), 'retailer-truths-'))
let cases: Case[]

beforeAll(async () => {
  await generateRetailer(folder)
  cases = latestCases(readComplaints(folder))
})

afterAll(() => rmSync(folder, { recursive: true }))

describe('planted truths', () => {
  const from = (date: string) => Date.parse(`${date}T00:00:00Z`)
  const received = (one: Case) => momentOf(one['投诉时间']) ?? Number.NaN
  const since = (date: string) => (one: Case) => received(one) >= from(date)
  const until = (date: string) => (one: Case) => received(one) < from(date)
  const about = (category: string) => cases.filter((one) => one['问题类别']?.trim() === category)
  const share = (all: readonly Case[], test: (one: Case) => boolean) => all.filter(test).length / all.length
  const elapsed = (one: Case, start: string, end: string) =>
    ((momentOf(one[end]) ?? Number.POSITIVE_INFINITY) - (momentOf(one[start]) ?? 0)) / hour
  const answeredInTime = (one: Case) => elapsed(one, '投诉时间', '首次响应时间') <= 24
  const distinct = (all: readonly Case[]) => new Set(all.map((one) => one['客户编号'])).size

  it('slows first responses in the online chat and nowhere else', () => {
    const isChat = (one: Case) => /^在线(客服|聊天)$/.test(one['投诉渠道'] ?? '')
    const { from: change } = stories.chatSlowdown
    const measure = (all: Case[]) =>
      [until(change), since(change)].map((when) => share(all.filter(when), answeredInTime))
    const [chatBefore = 0, chatAfter = 0] = measure(cases.filter(isChat))
    const [otherBefore = 0, otherAfter = 0] = measure(cases.filter((one) => !isChat(one)))
    expect(chatBefore).toBeGreaterThan(0.94)
    expect(chatAfter).toBeLessThan(0.84)
    expect(Math.abs(otherBefore - otherAfter)).toBeLessThan(0.02)
  })

  it('doubles delivery delays in the last ten weeks, mainly in 华东 and at the hand-over', () => {
    const { category, region, cause, from: change } = stories.carrierHandover
    const delays = about(category)
    const weekly = (all: Case[]) => [all.filter(until(change)).length / 42, all.filter(since(change)).length / 10]
    const [usual = 0, lately = 0] = weekly(delays)
    const [usualEast = 0, latelyEast = 0] = weekly(delays.filter((one) => one['投诉来源地区'] === region))
    expect(lately / usual).toBeGreaterThan(1.8)
    expect((latelyEast - usualEast) / (lately - usual)).toBeGreaterThan(0.7)
    const known = delays.filter((one) => since(change)(one) && one['原因'] !== '')
    expect(share(known, (one) => one['原因'] === cause && one['原因大类'] === '供应商')).toBeGreaterThan(0.75)
  })

  it('has one batch of complaints and no other', () => {
    const { lot, category, customers } = stories.faultyLot
    const batch = cases.filter((one) => one['批次号'] === lot)
    expect(batch).toHaveLength(23)
    expect(distinct(batch)).toBe(customers)
    expect(batch.every((one) => one['问题类别'] === category && one['产品线'] === '厨房电器')).toBe(true)
    expect(batch.every((one) => since('2026-06-01')(one) && until('2026-06-07')(one))).toBe(true)
    const others = cases.filter((one) => one['批次号'] !== '' && one['批次号'] !== lot)
    const key = (one: Case) => `${one['批次号']} ${one['问题类别']?.trim()}`
    for (const alike of Map.groupBy(others, key).values()) {
      for (const first of alike) {
        const week = alike.filter(
          (one) => received(one) >= received(first) && received(one) - received(first) <= 168 * hour,
        )
        expect(distinct(week), key(first)).toBeLessThan(3)
      }
    }
  })

  it('halves slow refunds and speeds them up from the redesign on', () => {
    const { category, from: change } = stories.refundRedesign
    const [old, young] = [until(change), since(change)].map((when) => about(category).filter(when))
    expect((young?.length ?? 0) / (old?.length ?? 0)).toBeGreaterThan(0.4)
    expect((young?.length ?? 0) / (old?.length ?? 0)).toBeLessThan(0.6)
    const quick = (one: Case) => elapsed(one, '受理时间', '解决时间') <= 24
    expect(share(young ?? [], quick) - share(old ?? [], quick)).toBeGreaterThan(0.1)
  })

  it('leaves complaints about attitude as they were but for the worst month', () => {
    const { category, from: change, worstFrom, worstUntil } = stories.scriptTraining
    const isAttitude = (one: Case) => one['问题类别']?.trim() === category
    const usual = share(cases.filter(until(worstFrom)), isAttitude)
    const worst = share(
      cases.filter((one) => since(worstFrom)(one) && until(worstUntil)(one)),
      isAttitude,
    )
    expect(worst).toBeGreaterThan(usual + 0.03)
    expect(Math.abs(share(cases.filter(since(change)), isAttitude) - usual)).toBeLessThan(0.01)
  })

  it('sends cancelled pick-up orders to and fro', () => {
    const often = cases.filter((one) => Number(one['转派次数']) >= 3)
    expect(often.length).toBeGreaterThan(150)
    expect(share(often, (one) => one['问题类别'] === stories.pingPong.category)).toBeGreaterThan(0.7)
    const known: readonly (string | undefined)[] = stories.pingPong.between
    expect(share(often, (one) => known.includes(one['责任部门']))).toBeGreaterThan(0.8)
  })

  it('works on make-up days and rests on holidays', () => {
    const days = new Map<string, number>()
    for (const one of cases) {
      const resolved = momentOf(one['解决时间'])
      const date = resolved === undefined ? '' : new Date(resolved).toISOString().slice(0, 10)
      days.set(date, (days.get(date) ?? 0) + 1)
    }
    const mean = (dates: readonly string[]) =>
      dates.reduce((sum, date) => sum + (days.get(date) ?? 0), 0) / dates.length
    const shift = (date: string, by: number) => new Date(from(date) + by * 24 * hour).toISOString().slice(0, 10)
    expect(mean(makeUpDays)).toBeGreaterThan(1.3 * mean(makeUpDays.map((date) => shift(date, 7))))
    const rest = holidays.map(([first]) => shift(first, 1))
    expect(mean(rest)).toBeLessThan(0.6 * mean(rest.map((date) => shift(date, 14))))
  })
})
