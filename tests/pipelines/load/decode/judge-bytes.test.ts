import { describe, expect, test } from 'vitest'
import { judgeBytes } from '../../../../pipelines/load/decode/judge-bytes.ts'
import { COMPLAINTS } from './complaint-texts.ts'
import { encodeText, type TestEncoding } from './encode-text.ts'
import { bytesOf, type Part, sampleOf } from './temporary-file.ts'

const judge = (...parts: readonly Part[]) => judgeBytes(sampleOf(bytesOf(...parts)))
const rows = (language: string) =>
  (COMPLAINTS[language]?.texts ?? []).map((text, row) => `C${row},${text}\r\n`).join('')
const gbk = (text: string) => encodeText(text, 'gb18030')
const MARK = [0xef, 0xbb, 0xbf]

describe('small files', () => {
  test.each<readonly [string, string, TestEncoding]>([
    ['a Chinese header only', '编号,客户姓名,投诉内容,处理结果\r\n', 'gb18030'],
    ['one short row', '1,张伟,空调漏水\r\n', 'gb18030'],
    ['digits under a Chinese header', `编号,金额\r\n${'1024,88.50\r\n'.repeat(300)}`, 'gb18030'],
    ['backslash and bar as trail bytes', '编号,内容\r\n1,乗客坐亅车\r\n', 'gb18030'],
    ['four-byte characters', '编号,姓名\r\n1,张㐀投诉产品质量😀\r\n', 'gb18030'],
    ['traditional characters in GBK', '編號,內容\r\n1,客戶投訴產品處理\r\n', 'gb18030'],
    ['a Big5 header', '編號,客戶姓名,投訴內容\r\n', 'big5'],
    ['許功蓋', '編號,姓名\r\n1,許功蓋投訴\r\n', 'big5'],
    ['a Japanese header', '番号,氏名,内容\r\n', 'shift_jis'],
    ['half-width kana', 'ﾔﾏﾀﾞ ﾀﾛｳ,ｻﾄｳ ﾊﾅｺ\r\nﾀﾅｶ ｲﾁﾛｳ,ｽｽﾞｷ ｹﾝ\r\n', 'shift_jis'],
    ['a Korean header', '번호,이름,내용\r\n', 'euc-kr'],
    ['syllables of CP949 only', '번호,내용\r\n1,똠방각하 불만 접수했습니다\r\n', 'euc-kr'],
    ['one French word', 'id,café\r\n', 'windows-1252'],
    ['a smart quote', 'it’s the customer’s fault\r\n', 'windows-1252'],
    ['pounds', 'price\r\n£100\r\n£250\r\n', 'windows-1252'],
    ['one letter in UTF-8', 'id,é\r\n', 'utf-8'],
    ['a yen sign in UTF-8', 'price\n¥100\n', 'utf-8'],
    ['a hard space in UTF-8', 'name\nS.\u00a0r.l.\n', 'utf-8'],
    ['text converted to UTF-8 twice', 'the userâ\u0080\u0099s site, âlearn moreâ\u0080\u009d\n', 'utf-8'],
    ['one rare letter in UTF-8', 'a,b,c\n1,2,3\n4,5,ʤ\n', 'utf-8'],
    ['one emoji in UTF-8', 'id,😀\r\n', 'utf-8'],
    ['Greek in UTF-8', 'όνομα,παράπονο\r\n', 'utf-8'],
    ['two characters in UTF-8 that GBK takes', '投诉', 'utf-8'],
    ['UTF-16', '编号,金额\r\n', 'utf-16le'],
  ])('%s', (_name, text, encoding) => {
    expect(judgeBytes(sampleOf(encodeText(text, encoding)))).toMatchObject({ encoding, badAt: null, bom: false })
  })

  test.each<readonly [string, string, TestEncoding]>([
    ['one word that is valid UTF-8 by chance', '系统', 'gb18030'],
    ['one word', '电话\r\n', 'gb18030'],
  ])('%s is no evidence', (_name, text, encoding) => {
    const { encoding: found, candidates, evidence } = judgeBytes(sampleOf(encodeText(text, encoding)))
    expect(found).toBe('unsure')
    expect(candidates.map((candidate) => candidate.encoding)).toContain(encoding)
    expect(evidence.en).toMatch(/score \d/)
  })

  test('a value that fills a column is one piece of evidence', () => {
    expect(judge(gbk('1,电话\r\n'.repeat(500))).encoding).toBe('unsure')
  })
})

describe('files that need no decoding', () => {
  test('empty', () =>
    expect(judge()).toMatchObject({
      encoding: 'utf-8',
      evidence: { en: 'The file is empty.', 'zh-CN': '文件是空的。' },
    }))

  test('ASCII', () => {
    const evidence = 'Pure ASCII: none of 8 bytes is above 0x7F.'
    expect(judge('id,a\r\n1\n')).toMatchObject({ encoding: 'utf-8', bom: false, badAt: null })
    expect(judge('id,\0\r\n1\n').evidence.en).toBe(evidence)
  })

  test('ASCII that switches to Japanese by escape sequences is refused', () => {
    expect(judge('id,\u001b$B;3ED\u001b(B\r\n')).toMatchObject({
      encoding: 'unsure',
      evidence: { en: 'The file looks like ISO-2022 (an escape sequence at byte 3), which is not read.' },
    })
  })

  test('UTF-8 says how many characters it rests on', () => {
    expect(judge('编号,é\r\n').evidence.en).toBe('Strict UTF-8: 3 multi-byte characters in 11 bytes, none malformed.')
  })
})

describe('byte order marks', () => {
  test.each<readonly [string, number[], TestEncoding]>([
    ['UTF-8', MARK, 'utf-8'],
    ['UTF-16', [0xff, 0xfe], 'utf-16le'],
    ['UTF-16 of the other order', [0xfe, 0xff], 'utf-16be'],
    ['GB18030', [0x84, 0x31, 0x95, 0x33], 'gb18030'],
  ])('%s', (_name, mark, encoding) => {
    expect(judge(mark, encodeText('编号,金额\r\n', encoding))).toMatchObject({ encoding, bom: true, badAt: null })
  })

  test('a mark before GBK is contradicted', () => {
    const { encoding, bom, evidence } = judge(MARK, gbk(rows('zh-CN')))
    expect({ encoding, bom }).toEqual({ encoding: 'unsure', bom: true })
    expect(evidence.en).toMatch(/^The byte order mark says utf-8, the text does not\. gb18030: 12 different words/)
  })

  test('a mark in the middle is a character', () => {
    expect(judge(rows('zh-CN'), MARK, rows('zh-CN'))).toMatchObject({ encoding: 'utf-8', bom: false, badAt: null })
  })

  test('UTF-32 is refused', () => {
    expect(judge([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])).toMatchObject({ encoding: 'unsure', badAt: null })
  })
})

describe('two encodings in one file', () => {
  const chinese = rows('zh-CN')
  const utf8Length = new TextEncoder().encode(chinese).length

  test('UTF-8, then GBK', () => {
    const judged = judge(chinese, gbk(chinese))
    expect(judged).toMatchObject({ encoding: 'unsure', badAt: utf8Length + 3 })
    expect(judged.evidence.en).toBe(
      `Two encodings in one file: utf-8 first, gb18030 from byte ${utf8Length + 3} on (12 different words are utf-8, 12 are not).`,
    )
  })

  test('GBK, then UTF-8', () => {
    const judged = judge(gbk(chinese), chinese)
    expect(judged).toMatchObject({ encoding: 'unsure', badAt: gbk(chinese).length + 3 })
    expect(judged.evidence.en).toMatch(/^Two encodings in one file: gb18030 first, utf-8 from byte/)
  })

  test('one row of GBK in UTF-8, one row of UTF-8 in GBK', () => {
    const row = 'C99,产品质量很差,电话\r\n'
    expect(judge(chinese, gbk(row), chinese)).toMatchObject({ encoding: 'unsure', badAt: utf8Length + 4 })
    expect(judge(gbk(chinese), row, gbk(chinese))).toMatchObject({ encoding: 'unsure' })
  })
})

describe('damage', () => {
  const chinese = rows('zh-CN')

  test.each<readonly [string, readonly Part[], number]>([
    ['a lone lead byte', [gbk(chinese), [0x81], '\r\n', gbk(chinese)], gbk(chinese).length],
    ['0x81 before a quote', [gbk('编号,内容\r\n1,"客户投诉'), [0x81], '"\r\n'], 22],
    ['0x81 before a comma', [gbk('编号,内容,状态\r\n1,客户投诉'), [0x81], ',', gbk('处理中\r\n')], 26],
    ['0xFF', [gbk('编号,内容,状态\r\n1,客户投诉'), [0xff], ',', gbk('处理中\r\n')], 26],
  ])('%s in GBK is named with its place', (_name, parts, badAt) => {
    const judged = judge(...parts)
    expect(judged).toMatchObject({ encoding: 'gb18030', badAt })
    expect(judged.evidence.en).toContain('Undecodable: 1 of')
  })

  test('a value cut inside a character in UTF-8 is named with its place', () => {
    const cut = new TextEncoder().encode('C9,客户投诉').subarray(0, -1)
    const at = new TextEncoder().encode(chinese).length
    expect(judge(chinese, cut, ',x\r\n', chinese)).toMatchObject({ encoding: 'utf-8', badAt: at + 12 })
  })

  test.each(['utf-8', 'gb18030', 'big5', 'shift_jis'] as const)('a download cut inside a character: %s', (encoding) => {
    const bytes = encodeText('事件,意見,理由,部品,電話中文', encoding)
    expect(judgeBytes(sampleOf(bytes.subarray(0, -1)))).toMatchObject({ encoding, badAt: null })
  })
})
