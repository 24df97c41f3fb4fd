import { describe, expect, test } from 'vitest'
import type { EncodingName } from '../../../../pipelines/load/decode/encoding-name.ts'
import { judgeBytes } from '../../../../pipelines/load/decode/judge-bytes.ts'
import { judgeDeclaration } from '../../../../pipelines/load/decode/judge-declaration.ts'
import { COMPLAINTS } from './complaint-texts.ts'
import { encodeText, type TestEncoding } from './encode-text.ts'
import { bytesOf, sampleOf } from './temporary-file.ts'

const rows = (language: string) =>
  (COMPLAINTS[language]?.texts ?? []).map((text, row) => `C${row},${text}\r\n`).join('')

function judge(bytes: Uint8Array, declared: EncodingName) {
  const sample = sampleOf(bytes)
  return judgeDeclaration(judgeBytes(sample), declared, sample)
}

describe('a declaration is kept', () => {
  test.each<readonly [string, string, TestEncoding]>([
    ['where the bytes say the same', rows('zh-CN'), 'gb18030'],
    ['where they leave a doubt', '电话\r\n', 'gb18030'],
    ['where they are valid UTF-8 by chance', '系统', 'gb18030'],
    ['where they are valid UTF-8 by chance, and meant so', 'Ϳ\r\n', 'utf-8'],
    ['for rare names', '1,邴懿\r\n2,逄赟\r\n', 'gb18030'],
    ['for UTF-16 without a zero byte', '客户投诉处理结果', 'utf-16le'],
    ['for Windows-1252', 'Güte\r\n', 'windows-1252'],
  ])('%s', (_name, text, encoding) => {
    expect(judge(encodeText(text, encoding), encoding as EncodingName)).toMatchObject({ encoding, declaration: 'fits' })
  })

  test('ASCII fits any of them and is read as UTF-8', () => {
    for (const declared of ['gb18030', 'big5', 'utf-8', 'windows-1252'] as const) {
      expect(judge(bytesOf('id\r\n1\r\n'), declared)).toMatchObject({ encoding: 'utf-8', declaration: 'fits' })
    }
  })

  test('one undecodable byte does not refute it, and is named', () => {
    const bytes = bytesOf(encodeText(rows('zh-CN'), 'gb18030'), [0x81], '\r\n')
    expect(judge(bytes, 'gb18030')).toMatchObject({ encoding: 'gb18030', declaration: 'fits', badAt: bytes.length - 3 })
  })
})

describe('a declaration is refuted', () => {
  test.each<readonly [string, TestEncoding, EncodingName, RegExp]>([
    ['zh-CN', 'gb18030', 'utf-8', /^Declared utf-8, but byte 3 is malformed as such\. gb18030: 12 different words/],
    ['zh-CN', 'utf-8', 'gb18030', /^Declared gb18030, but \d+ of 12 different words are undecodable.*Strict UTF-8/],
    ['zh-CN', 'gb18030', 'big5', /^Declared big5, but gb18030 reads far better \(score/],
    ['zh-TW', 'big5', 'gb18030', /^Declared gb18030, but/],
    ['ko', 'euc-kr', 'gb18030', /^Declared gb18030, but euc-kr reads far better/],
    ['fr', 'windows-1252', 'gb18030', /^Declared gb18030, but/],
    ['ja', 'shift_jis', 'windows-1252', /^Declared windows-1252, but shift_jis reads far better/],
    ['zh-CN', 'utf-16le', 'gb18030', /^Declared gb18030, but the bytes are something else/],
    ['fr', 'windows-1252', 'utf-16le', /^Declared utf-16le, but the bytes do not read as such/],
  ])('%s in %s, declared %s', (language, encoding, declared, evidence) => {
    const finding = judge(encodeText(rows(language), encoding), declared)
    expect(finding).toMatchObject({ encoding, declaration: 'wrong' })
    expect(finding.evidence.en).toMatch(evidence)
  })

  test('by two characters of UTF-8 that are valid GBK', () => {
    const finding = judge(bytesOf('id,内容\r\n1,投诉\r\n'), 'gb18030')
    expect(finding).toMatchObject({ encoding: 'utf-8', declaration: 'wrong' })
  })

  test('by a byte order mark', () => {
    const finding = judge(bytesOf([0xef, 0xbb, 0xbf], '编号\r\n'), 'gb18030')
    expect(finding).toMatchObject({ encoding: 'utf-8', bom: true, declaration: 'wrong' })
  })

  test('by a second encoding in the file, which stays unsure', () => {
    const bytes = bytesOf(encodeText(rows('zh-CN'), 'gb18030'), rows('zh-CN'))
    const finding = judge(bytes, 'gb18030')
    expect(finding).toMatchObject({ encoding: 'unsure', declaration: 'wrong' })
    expect(finding.evidence.en).toMatch(/part of the text is utf-8\. Two encodings in one file: gb18030 first/)
  })

  test('by an encoding that is not read', () => {
    const text = 'Pračka přišla rozbitá, reklamaci odmítli vyřídit a peníze mi nevrátili, čekám příliš dlouho'
    expect(judge(encodeText(text, 'windows-1250'), 'windows-1252')).toMatchObject({
      encoding: 'unsure',
      declaration: 'wrong',
    })
  })
})
