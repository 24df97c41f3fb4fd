import { expect, test } from 'vitest'
import { fontFamilies } from '../../../pipelines/report/font-families.ts'

test.each([
  ['zh-CN', ['Noto Sans SC', 'Noto Sans TC']],
  ['zh-TW', ['Noto Sans TC', 'Noto Sans SC']],
  ['en', ['Noto Sans SC', 'Noto Sans TC']],
] as const)('%s: families stand in the order in which they are tried', (locale, families) => {
  expect(fontFamilies(locale)).toEqual(families)
})
