import { expect, test } from 'vitest'
import { rangeInWords } from '../../../../pipelines/dashboard/page/page-view.ts'

test.each([
  ['en', '2025-11-17', '2025-11-23', '17–23 Nov 2025'],
  ['en', '2025-11-17', '2025-11-17', '17 Nov 2025'],
  ['zh-CN', '2025-11-17', '2025-11-23', '2025年11月17日至23日'],
  ['zh-CN', '2025-11-24', '2025-12-07', '2025年11月24日至12月7日'],
  ['zh-TW', '2025-11-17', '2026-11-16', '2025年11月17日至2026年11月16日'],
  ['zh-TW', '2025-11-17', '2025-11-17', '2025年11月17日'],
] as const)('%s: %s to %s is %s', (locale, from, to, words) => {
  expect(rangeInWords(locale, from, to).replaceAll(/[\u2009\u202f]/g, '')).toBe(words)
})
