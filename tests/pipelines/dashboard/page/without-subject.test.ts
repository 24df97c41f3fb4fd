import { expect, test } from 'vitest'
import { withoutSubject } from '../../../../pipelines/dashboard/page/without-subject.ts'

test.each([
  ['Backlog: 5 in the period.', 'Backlog', '5 in the period.'],
  ['Backlog (Channel: App): a signal.', 'Backlog', 'A signal.'],
  ['积压量（渠道：APP）：超出控制限。', '积压量', '超出控制限。'],
  ['Something else: 5.', 'Backlog', 'Something else: 5.'],
])('%s', (reading, title, expected) => {
  expect(withoutSubject(reading, title)).toBe(expected)
})
