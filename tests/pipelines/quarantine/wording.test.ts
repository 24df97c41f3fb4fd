import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { LOCALES } from '../../../pipelines/core/locale.ts'
import { ROW_PROBLEMS } from '../../../pipelines/load/raw-row.ts'
import { reasonWords } from '../../../pipelines/quarantine/wording.ts'

/** The reasons that values give; they stand in the code that gives them. */
function valueReasons(): string[] {
  const code = readFileSync(new URL('../../../pipelines/load/stage.ts', import.meta.url), 'utf8')
  const [, union = ''] = /readonly reason: ((?:'\w+'(?: \| )?)+)/.exec(code) ?? []
  return [...union.matchAll(/'(\w+)'/g)].map(([, reason = '']) => reason)
}

describe('every reason of the code has words', () => {
  test('the reasons of values are found', () => {
    expect(valueReasons()).toEqual(expect.arrayContaining(['missing', 'bad_value', 'unknown_value', 'out_of_range']))
  })

  test.each([...ROW_PROBLEMS, 'unreadable', ...valueReasons()])('%s', (reason) => {
    const words = LOCALES.map((locale) => reasonWords(reason, locale))
    expect(words).not.toContain(reason)
    expect(new Set(words).size).toBe(LOCALES.length)
  })
})
