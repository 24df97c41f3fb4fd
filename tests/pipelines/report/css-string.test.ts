import { expect, test } from 'vitest'
import { cssString } from '../../../pipelines/report/css-string.ts'

test.each([
  ['质量周报 2026', '"质量周报 2026"'],
  ['a"b', '"a\\22 b"'],
  ['a\\', '"a\\5c "'],
  ['</style><script>', '"\\3c \\2f style\\3e \\3c script\\3e "'],
  ['a\nb', '"a\\a b"'],
  ['投诉 · 😡', '"投诉 \\b7  \\1f621 "'],
])('%j', (text, css) => {
  expect(cssString(text)).toBe(css)
})
