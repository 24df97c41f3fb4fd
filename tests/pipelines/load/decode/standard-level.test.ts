import { expect, test } from 'vitest'
import type { ScoredName } from '../../../../pipelines/load/decode/encoding-name.ts'
import { standardLevel } from '../../../../pipelines/load/decode/standard-level.ts'
import { encodeText } from './encode-text.ts'

test.each<readonly [ScoredName, string, string]>([
  ['gb18030', '投', 'common'],
  ['gb18030', '邴', 'rare'],
  ['gb18030', '訴', 'outside'],
  ['gb18030', '，', 'outside'],
  ['big5', '訴', 'common'],
  ['big5', '邴', 'rare'],
  ['shift_jis', '苦', 'common'],
  ['shift_jis', '鬱', 'rare'],
  ['shift_jis', 'の', 'outside'],
  ['euc-kr', '각', 'common'],
  ['euc-kr', '家', 'rare'],
  ['euc-kr', '똠', 'outside'],
  ['windows-1252', 'é', 'outside'],
])('%s %s is %s', (encoding, character, level) => {
  const [lead = 0, trail = 0] = encodeText(character, encoding)
  expect(standardLevel(encoding, (lead << 8) | trail)).toBe(level)
})
