import { expect, test } from 'vitest'
import type { FigureRow } from '../../../pipelines/dashboard/api/tables.ts'
import { groupCounts, largestGroups } from '../../../pipelines/dashboard/explore-rows.ts'

type Slice = Partial<Pick<FigureRow, 'metric' | 'period' | 'key' | 'key_2' | 'n'>>

const row = (slice: Slice) => ({ metric: 'm', period: null, key: null, key_2: null, n: 1, ...slice }) as FigureRow
const range = (length: number) => Array.from({ length }, (_item, index) => index)
const counted = (rows: readonly FigureRow[], name: 'key' | 'key_2') => new Set(rows.map((one) => one[name])).size

test('of two dimensions the largest are drawn against each other, and of all groups the largest are listed', () => {
  const all = ['m', 'other'].flatMap((metric) =>
    range(90).flatMap((key) =>
      range(40).map((other) => row({ metric, key: `${key}`, key_2: `${other}`, n: key * other })),
    ),
  )
  const { figures, groups } = largestGroups({ metrics: ['m', 'other'], by: ['a', 'b'] }, { figures: all, groups: all })
  expect([figures.length, counted(figures, 'key'), counted(figures, 'key_2')]).toEqual([320, 20, 8])
  expect(Math.min(...figures.map(({ key }) => Number(key)))).toBe(70)
  expect(groups.filter(({ metric }) => metric === 'm').length).toBe(2400)
  const left = all.filter((one) => !groups.includes(one))
  expect(Math.max(...left.map(({ n }) => n))).toBeLessThanOrEqual(Math.min(...groups.map(({ n }) => n)))
  expect(groupCounts(['m'], all)['m']).toEqual({ count: 3600, n: (89 * 45 * 39 * 40) / 2 })
})

test('of periods the largest groups are sent whole, as many as are drawn at least', () => {
  const courses = (groups: number, periods: number) =>
    range(groups).flatMap((key) => range(periods).map((period) => row({ key: `${key}`, period: `${period}`, n: key })))
  const sent = (figures: FigureRow[]) => largestGroups({ metrics: ['m'], by: ['a'] }, { figures, groups: [] }).figures
  expect(sent(courses(40, 100)).length).toBe(4000)
  expect(sent(courses(60, 100)).length).toBe(4800)
  expect(Math.min(...sent(courses(60, 100)).map(({ n }) => n))).toBe(12)
  expect(counted(sent(courses(60, 1000)), 'key')).toBe(6)
})
