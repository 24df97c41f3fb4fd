import { describe, expect, test } from 'vitest'
import { bareAddress, recipientAddress } from '../../../pipelines/deliver/mail-address.ts'

describe('bare addresses', () => {
  test.each([
    ['lin.wei@example.com', 'lin.wei@example.com'],
    ['quality+weekly@mail.example.co', 'quality+weekly@mail.example.co'],
    ["o'hara_7@a-b.example", "o'hara_7@a-b.example"],
    ['质量@example.com', undefined],
    ['lin@例子.中国', 'lin@xn--fsqu00a.xn--fiqs8s'],
    ['lin@xn--fsqu00a.xn--fiqs8s', 'lin@xn--fsqu00a.xn--fiqs8s'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('%j → %j', (text, expected) => {
    expect(bareAddress(text)).toBe(expected)
  })
})

describe('recipients that are refused', () => {
  test.each([
    '',
    ' ',
    'lin',
    'lin@',
    '@example.com',
    'lin@example',
    'b@example.cn\r\nRCPT TO:<evil@example.com>',
    'b@example.cn\nBcc: evil@example.com',
    'b@example.cn, evil@example.com',
    'b@example.cn;evil@example.com',
    'b@example.cn evil@example.com',
    'evil@example.com@example.cn',
    '"evil@example.com"@example.cn',
    '"b c"@example.cn',
    'Lin <b@example.cn>',
    '<b@example.cn>',
    'b@example.cn <evil@example.com>',
    'evil@example.com (comment) b@example.cn',
    'b(evil)@example.cn',
    'group: b@example.cn;',
    'evil%example.com@example.cn',
    'example.com!evil@example.cn',
    'b@[127.0.0.1]',
    'b@127.0.0.1',
    'b@example.cn.',
    'b@example..cn',
    'b@-example.cn',
    '.b@example.cn',
    'b.@example.cn',
    'b..c@example.cn',
    '-oQ/tmp@example.cn',
    ' b@example.cn',
    'b@example.cn ',
    'b@example.cn\0',
    'b\t@example.cn',
    'b@exam\u00adple.cn',
    'b@example.cn\u2028evil@example.com',
    'b＠example.cn',
    'b@例子＠example.cn',
    'b@例%2e子.cn',
    '\u202eb@example.cn',
    '=?utf-8?q?evil=40example.com=2c?=b@example.cn',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(64)}.com`,
    `a@${'b.'.repeat(130)}com`,
  ])('%j', (recipient) => {
    expect(() => recipientAddress(recipient)).toThrow(expect.objectContaining({ code: 'HY-S-003' }))
  })

  test('the error shows what one cannot see', () => {
    expect(() => recipientAddress('b@example.cn\r\nRCPT')).toThrow(
      expect.objectContaining({ details: { recipient: 'b@example.cn\\u{d}\\u{a}RCPT' } }),
    )
  })
})
