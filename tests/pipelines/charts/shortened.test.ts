import { expect, test } from 'vitest'
import { shortened } from '../../../pipelines/charts/shortened.ts'
import { textWidth } from '../../../pipelines/report/text-width.ts'

const style = { size: 9, locale: 'zh-CN' } as const
const measure = (text: string) => textWidth(text, style)

test.each([
  ['配送延迟', 100, '配送延迟'],
  ['两\n  行', 100, '两 行'],
  ['一二三四五六七八九十', 50, '一二三四…'],
  ['Late delivery of goods', 50, 'Late deliv…'],
])('%j in %d px', (text, width, expected) => {
  expect(shortened(text, width, measure)).toBe(expected)
  expect(textWidth(shortened(text, width, measure), style)).toBeLessThanOrEqual(width)
})

test('does not cut inside a character of several code points', () => {
  expect(shortened('👩‍👩‍👧'.repeat(9), 100, measure)).not.toMatch(/\u200d…/)
})
