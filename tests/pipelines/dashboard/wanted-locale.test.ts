import { expect, test } from 'vitest'
import { wantedLocale } from '../../../pipelines/dashboard/wanted-locale.ts'

test.each([
  ['lang=en', 'zh-CN', 'en'],
  ['lang=zh-TW', undefined, 'zh-TW'],
  ['lang=fr', 'en', 'en'],
  ['', 'zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['', 'zh-HK', 'zh-TW'],
  ['', 'zh-Hant-TW;q=0.7, en-GB;q=0.9', 'en'],
  ['', 'de, fr;q=0.5', 'zh-CN'],
  ['', 'en;q=0, zh-TW;q=0.1', 'zh-TW'],
  ['', undefined, 'zh-CN'],
] as const)('?%s with Accept-Language %s → %s', (query, header, expected) => {
  expect(wantedLocale(new URLSearchParams(query), header, 'zh-CN')).toBe(expected)
})
