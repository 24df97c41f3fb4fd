import { expect, test } from 'vitest'
import { asOfOption } from '../../../pipelines/commands/context.ts'

const asOf = (text: string, timezone = 'Asia/Shanghai') => asOfOption({ asOf: text })?.(timezone).toISOString()

test('a day is over where the workspace is; an instant is that instant; without one it is now', () => {
  expect(asOf('2026-11-15')).toBe('2026-11-15T16:00:00.000Z')
  expect(asOf('2026-10-24', 'Europe/Berlin')).toBe('2026-10-24T22:00:00.000Z')
  expect(asOf('2026-11-16T08:00:00+08:00')).toBe('2026-11-16T00:00:00.000Z')
  expect(asOfOption({})).toBeUndefined()
})

test.each([
  ['yesterday', 'HY-C-001'],
  ['2026-11-16T08:00:00', 'HY-C-001'],
  ['2026-02-30', 'HY-M-003'],
])('%s gives %s', (text, code) => {
  expect(() => asOfOption({ asOf: text })).toThrow(expect.objectContaining({ code }))
})
