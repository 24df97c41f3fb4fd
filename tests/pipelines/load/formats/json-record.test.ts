import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flattenRecord } from '../../../../pipelines/load/formats/json-record.ts'

describe('flattenRecord', () => {
  test.each<[string, string, Record<string, string>]>([
    ['texts', '{"编号":"CT1","备注":""}', { 编号: 'CT1', 备注: '' }],
    [
      'numbers as they stand',
      '{"a":110101199003071234,"b":1.50,"c":-0,"d":1.38E+10}',
      { a: '110101199003071234', b: '1.50', c: '-0', d: '1.38E+10' },
    ],
    ['words', '{"a":true,"b":false,"c":null,"d":NaN}', { a: 'true', b: 'false', c: '', d: '' }],
    ['nested objects', ' { "a" : { "b" : { "c" : 1 } , "d" : 2 } } ', { 'a.b.c': '1', 'a.d': '2' }],
    ['empty objects', '{"a":{},"b":{"c":{}}}', { a: '{}', 'b.c': '{}' }],
    [
      'arrays as their text',
      '{"a":[1, {"b":"]\\""}, 12345678901234567890]}',
      { a: '[1, {"b":"]\\""}, 12345678901234567890]' },
    ],
    ['escapes', String.raw`{"a\u0062":"\"\\\/\n\u6295\ud83d\ude00"}`, { ab: '"\\/\n投😀' }],
    ['a name twice', '{"a":1,"a":2,"b":{"c":3},"b.c":4}', { a: '1', 'a (2)': '2', 'b.c': '3', 'b.c (2)': '4' }],
    ['names of the language itself', '{"__proto__":"x","constructor":"y"}', { ['__proto__']: 'x', constructor: 'y' }],
    ['none', '{}', {}],
  ])('%s', (_name, text, expected) => {
    expect([...flattenRecord(text)]).toEqual(Object.entries(expected))
  })

  test.each([
    '',
    '[]',
    '1',
    '{',
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    '{"a":1}}',
    '{"a":01}',
    '{"a":"\\x"}',
    '{"a":"b',
    '{"a":[1}',
    "{'a':1}",
    '{"a":tru}',
    '{"a":1 "b":2}',
  ])('%j is refused', (text) => expect(() => flattenRecord(text)).toThrow(SyntaxError))

  test('deep nesting ends as text', () => {
    const depth = 100_000
    const text = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
    const [[name = '', value = ''] = []] = [...flattenRecord(text)]
    expect(name).toBe(Array.from({ length: 32 }, () => 'a').join('.'))
    expect(value).toBe(text.slice(32 * 5, text.length - 32))
  })

  test('says the same as JSON.parse', () => {
    const scalar = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    )
    const record = fc.dictionary(fc.string({ unit: 'binary' }), fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), {
      maxKeys: 5,
    })
    fc.assert(
      fc.property(record, fc.constantFrom(undefined, 2), (value, indent) => {
        const flat = flattenRecord(JSON.stringify(value, undefined, indent))
        const texts = Object.entries(value).map(([name, member]) => [name, textOf(member)])
        const found = [...flat].map(([name, text]) => [
          name,
          Array.isArray(value[name]) ? JSON.stringify(JSON.parse(text)) : text,
        ])
        expect(found).toEqual(texts)
      }),
    )
  })
})

function textOf(value: unknown): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
