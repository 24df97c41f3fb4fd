import { describe, expect, test } from 'vitest'
import { csv, proposalOf, rowsOf, sureFields } from './proposal-of.ts'

const HEADER = ['投诉编号', '投诉时间', '解决时间', '状态']
const days = (received: (n: number) => string, resolved: (n: number) => string, count = 12) =>
  csv(
    HEADER,
    rowsOf(count, (n) => [`T${n}x${n}`, received(n), resolved(n), '已结案']),
  )
const dates = async (text: string, answers = {}) => {
  const proposal = await proposalOf('t.csv', text, answers)
  return { proposal, formats: proposal.mapping.dates, fields: sureFields(proposal) }
}

describe('formats with their share', () => {
  test.each([
    ['ISO needs none', (n: number) => `2026-03-0${1 + (n % 9)} 10:0${n % 9}`, undefined],
    ['slashes, year first, need none', (n: number) => `2026/3/${1 + n} 9:05`, undefined],
    ['Chinese', (n: number) => `2026年3月${1 + n}日 9:05`, ['%Y年%m月%d日 %H:%M']],
    ['points', (n: number) => `2026.3.${1 + n}`, ['%Y.%m.%d']],
    ['digits only', (n: number) => `202603${10 + n}`, ['%Y%m%d']],
    ['month first, by a day above 12', (n: number) => `3/${8 + n}/2026 2:05 PM`, ['%m/%d/%Y %I:%M %p']],
    ['day first, by a day above 12', (n: number) => `${8 + n}/3/2026 14:05`, ['%d/%m/%Y %H:%M']],
    ['names of months', (n: number) => `${8 + n} Mar 2026`, ['%d %b %Y']],
    ['years of the Republic', (n: number) => `115/3/${8 + n}`, ['%Ey/%m/%d']],
    ['and in words', (n: number) => `民國115年3月${8 + n}日 9時5分`, ['%Ey年%m月%d日 %H時%M分']],
    ['and in digits only', (n: number) => `11503${10 + n}`, ['%Ey%m%d']],
    ['halves of the day', (n: number) => `2026/3/${1 + n} 下午 02:05:00`, ['%Y/%m/%d %p %I:%M:%S']],
    ['two digits of the year', (n: number) => `3/${13 + n}/26`, ['%m/%d/%y']],
  ])('%s', async (_name, day, expected) => {
    const { formats, fields, proposal } = await dates(days(day, day))
    expect(formats).toEqual(expected)
    expect(fields).toMatchObject({ 投诉时间: 'received_at', 解决时间: 'resolved_at' })
    expect(proposal.dates.map(({ share }) => share)).toEqual(expected === undefined ? [] : [1])
  })

  test('two ways of writing in one column: both, each with its share; two-digit years come first', async () => {
    const mixed = (n: number) => (n % 3 === 0 ? `3/${10 + n}/26` : `3/${10 + n}/2026`)
    const { proposal } = await dates(days(mixed, mixed))
    expect(proposal.dates.map(({ format, rows }) => [format, rows])).toEqual([
      ['%m/%d/%y', 8],
      ['%m/%d/%Y', 16],
    ])
  })
})

describe('day or month first', () => {
  const open = (n: number) => `0${1 + (n % 9)}/04/2026`

  test('is asked, and the columns are left out, where every day is below 13', async () => {
    const { proposal, fields } = await dates(days(open, open))
    expect(fields).toEqual({ 投诉编号: 'complaint_id', 状态: 'status' })
    expect(proposal.missing).toEqual(['received_at'])
    const question = proposal.questions.find(({ kind }) => kind === 'order')
    expect(question?.choices.map(({ value, label }) => `${value} ${label}`)).toEqual([
      'mdy %m/%d/%Y (2026-01-04 – 2026-09-04)',
      'dmy %d/%m/%Y (2026-04-01 – 2026-04-09)',
    ])
    expect(proposal.columns[1]?.evidence.map(({ kind }) => kind)).toContain('open_order')
  })

  test('three orders are possible with two digits of the year', async () => {
    const { proposal } = await dates(
      days(
        (n) => `${12 + n}-03-26`,
        (n) => `${12 + n}-03-26`,
      ),
    )
    const question = proposal.questions.find(({ kind }) => kind === 'order')
    expect(question?.choices.map(({ value }) => value)).toEqual(['dmy', 'ymd'])
  })

  test('an answer settles it', async () => {
    const { formats, proposal } = await dates(days(open, open), { order: 'dmy' })
    expect(formats).toEqual(['%d/%m/%Y'])
    expect(proposal.missing).toEqual([])
  })

  test('one value above 12 in another column settles it', async () => {
    const { formats, proposal, fields } = await dates(days(open, (n) => (n === 3 ? '17/04/2026' : open(n))))
    expect(formats).toEqual(['%d/%m/%Y'])
    expect(proposal.dates[0]?.settledBy).toBe('解决时间')
    expect(fields).toMatchObject({ 投诉时间: 'received_at', 解决时间: 'resolved_at' })
  })

  test('columns that contradict each other settle nothing for a third, nor for one another', async () => {
    const { proposal } = await dates(
      days(
        (n) => `${10 + n}/04/2026`,
        (n) => `04/${10 + n}/2026`,
      ),
    )
    expect(proposal.mapping.dates).toBeUndefined()
    expect(proposal.missing).toEqual(['received_at'])
  })
})

describe('instants given as numbers', () => {
  test.each([
    ['excel_serial', (n: number) => `460${10 + n}.5`],
    ['excel_serial', (n: number) => `460${10 + n}`],
    ['epoch', (n: number) => `17727122${10 + n}`],
    ['epoch', (n: number) => `17727122${10 + n}123`],
  ])('%s, where the name says that they are dates', async (format, day) => {
    const { proposal, fields } = await dates(days(day, day))
    expect(Object.values(fields)).toContain('received_at')
    expect(proposal.mapping.dates).toEqual([format])
  })

  test('keys of as many digits are none', async () => {
    const text = csv(
      [...HEADER, 'BBL'],
      rowsOf(12, (n) => [`T${n}`, `2026-03-${10 + n}`, '', '已结案', `17727122${10 + n}`]),
    )
    expect((await dates(text)).proposal.mapping.dates).toBeUndefined()
  })

  test('durations and times of day are no instants', async () => {
    const { fields } = await dates(
      csv(
        [...HEADER, '首次响应时间'],
        rowsOf(12, (n) => [`T${n}`, `2026-03-${10 + n}`, '', '已结案', `0:${10 + n}`]),
      ),
    )
    expect(fields['首次响应时间']).toBeUndefined()
  })
})

test('UTC in every value is a zone, not a part of the wall clock', async () => {
  const utc = (n: number) => `2026-03-${10 + n} 10:00:00 UTC`
  expect((await proposalOf('t.csv', days(utc, utc))).mapping.timezone).toBe('UTC')
  const plain = (n: number) => `2026-03-${10 + n} 10:00:00`
  expect((await proposalOf('t.csv', days(utc, plain))).mapping.timezone).toBeUndefined()
})
