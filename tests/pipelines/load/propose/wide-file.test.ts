import { expect, test } from 'vitest'
import { unmappedTexts } from '../../../../pipelines/load/propose/proposal-text.ts'
import { csv, proposalOf, rowsOf } from './proposal-of.ts'

test('of a thousand columns the known ones are found, wherever they stand, and a hundred others are listed', async () => {
  const others = Array.from({ length: 1000 }, (_none, index) => `字段${index}`)
  const header = [...others, '投诉编号', '投诉时间', '投诉渠道', 'x'.repeat(2000)]
  const rows = rowsOf(6, (n) => [...others.map(() => '1'), `T${n}`, `2026-01-0${n + 1} 10:00:00`, '电话', ''])
  const proposal = await proposalOf('wide.csv', csv(header, rows))
  const mapped = proposal.columns.filter(({ field }) => field !== null)
  expect(mapped.map(({ field, index }) => [field, index])).toEqual([
    ['complaint_id', 1000],
    ['received_at', 1001],
    ['channel', 1002],
  ])
  const texts = unmappedTexts(proposal.columns, 'en')
  expect(texts).toHaveLength(101)
  expect(texts.at(-1)).toBe('and 901 more')
})
