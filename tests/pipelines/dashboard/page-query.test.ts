import { describe, expect, test } from 'vitest'
import { HuiyinError } from '../../../pipelines/core/errors.ts'
import { readPageQuery } from '../../../pipelines/dashboard/page-query.ts'

const read = (query: string) => readPageQuery(new URLSearchParams(query))

describe('readPageQuery', () => {
  test('leaves to the server what is not asked for', () => {
    expect(read('')).toEqual({
      from: undefined,
      to: undefined,
      period: undefined,
      metric: 'complaints_received',
      by: 'channel',
      where: { channel: [], category: [], department: [] },
    })
  })

  test('takes a repeated filter as any of its values, in one order, each once', () => {
    expect(read('channel=phone&channel=chat&channel=phone').where.channel).toEqual(['chat', 'phone'])
  })

  test('takes a filter value as a value, whatever it looks like', () => {
    const hostile = ["' OR 1=1 --", '<img src=x onerror=alert(1)>', '__proto__', '{"a":1}', '../../etc/passwd']
    const query = new URLSearchParams(hostile.map((value) => ['category', value]))
    expect(readPageQuery(query).where.category).toEqual([...hostile].sort())
  })

  test.each([
    ['branch=1', 'HY-C-001'],
    ['__proto__=1', 'HY-C-001'],
    ['constructor=1', 'HY-C-001'],
    ['channel[]=phone', 'HY-C-001'],
    ['where[channel]=phone', 'HY-C-001'],
    ['from=2026-01-01&from=2026-01-02', 'HY-C-001'],
    ['lang=fr', 'HY-C-001'],
    [`category=${'x'.repeat(201)}`, 'HY-C-001'],
    [Array.from({ length: 201 }, (_, index) => `category=${index}`).join('&'), 'HY-C-001'],
    ['metric=revenue', 'HY-M-001'],
    ['metric=toString', 'HY-M-001'],
    ['by=category', 'HY-M-002'],
    ['period=fortnight', 'HY-M-003'],
    ['from=2026-13-01', 'HY-M-003'],
    ['from=yesterday', 'HY-M-003'],
    ['to=', 'HY-M-003'],
    ["to=2026-01-01'--", 'HY-M-003'],
  ])('refuses %.40s with %s', (query, code) => {
    expect(() => read(query)).toThrow(expect.objectContaining({ code }))
    expect(() => read(query)).toThrow(HuiyinError)
  })
})
