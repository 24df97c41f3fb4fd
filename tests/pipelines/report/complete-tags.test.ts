import { expect, test } from 'vitest'
import { markDecoration } from '../../../pipelines/report/complete-tags.ts'

test('what is drawn outside of tags becomes decoration, and nothing within', () => {
  const before = [
    'q',
    '0 0 9 9 re',
    'W',
    'n',
    'BT',
    '<0001> Tj',
    'ET',
    '0 0 9 1 re',
    'f',
    '/P <</MCID 0 >>BDC',
    '0 0 1 1 re',
    'f',
    'EMC',
    'Q',
    '/X1 Do',
    '',
  ]
  const after = [
    'q',
    '0 0 9 9 re',
    'W',
    'n',
    '/Artifact BMC',
    'BT',
    '<0001> Tj',
    'ET',
    '0 0 9 1 re',
    'f',
    'EMC',
    '/P <</MCID 0 >>BDC',
    '0 0 1 1 re',
    'f',
    'EMC',
    'Q',
    '/Artifact BMC',
    '/X1 Do',
    'EMC',
    '',
  ]
  expect(markDecoration(before.join('\n'))).toBe(after.join('\n'))
})
