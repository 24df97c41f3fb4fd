import { expect, test } from 'vitest'
import { wrapLabel } from '../../../../../pipelines/dashboard/page/charts/wrap-label.ts'

/** Chinese characters two wide, others one. */
const measure = (text: string) => [...text].reduce((sum, one) => sum + (one > '\u2e80' ? 2 : 1), 0)

test.each([
  ['Late', 10, 'Late'],
  ['Billing disputes', 10, 'Billing\ndisputes'],
  ['配送延迟又破损', 8, '配送延迟\n又破损'],
  ['one two three four', 8, 'one two\nthree f…'],
  ['Incomprehensibility', 8, 'Incompr…'],
  ['a\nb\tc', 20, 'a b c'],
  ['', 8, ''],
])('%j in %d → %j', (text, width, wrapped) => {
  expect(wrapLabel(text, width, measure)).toBe(wrapped)
})
