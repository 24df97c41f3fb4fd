import { describe, expect, test } from 'vitest'
import { LOCALES } from '../../../pipelines/core/locale.ts'
import { ROW_PROBLEMS } from '../../../pipelines/load/raw-row.ts'
import { VALUE_PROBLEMS } from '../../../pipelines/load/row-problems.ts'
import { reasonWords } from '../../../pipelines/quarantine/wording.ts'

describe('every reason of the code has words', () => {
  test.each([...ROW_PROBLEMS, 'unreadable', ...VALUE_PROBLEMS])('%s', (reason) => {
    const words = LOCALES.map((locale) => reasonWords(reason, locale))
    expect(words).not.toContain(reason)
    expect(new Set(words).size).toBe(LOCALES.length)
  })
})
