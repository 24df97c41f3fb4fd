import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type JsonElement, JsonElements } from '../../../../pipelines/load/formats/json-elements.ts'
import { JsonLines } from '../../../../pipelines/load/formats/json-lines.ts'
import { openJson } from '../../../../pipelines/load/formats/read-json.ts'
import { testFolder } from './test-folder.ts'

const { write } = await testFolder()

async function tableOf(text: string | Uint8Array, kind: 'json' | 'jsonl', path?: string) {
  const { rows, ...table } = await openJson(await write(text), kind, path)
  const all = await Array.fromAsync(rows())
  return { ...table, rows: all, cells: all.map(({ cells }) => cells) }
}

describe('JSON Lines', () => {
  test('the header is what all records have, in the order of their first coming', async () => {
    const table = await tableOf('\ufeff{"编号":"1","a":{"b":2}}\r\n\r\n{"c":null,"编号":"2"}\r\n', 'jsonl')
    expect(table).toMatchObject({ columns: ['编号', 'a.b', 'c'], path: '', isTruncated: false })
    expect(table.cells).toEqual([
      ['编号', 'a.b', 'c'],
      ['1', '2', ''],
      ['2', '', ''],
    ])
    expect(table.rows.map(({ row, line }) => [row, line])).toEqual([
      [1, 1],
      [2, 1],
      [3, 3],
    ])
  })

  test('a broken line is a row with a problem', async () => {
    const table = await tableOf('{"a":1}\n{"a":\n[1]\n{"a":3}\n', 'jsonl')
    expect(table.isTruncated).toBe(false)
    expect(table.rows.slice(2)).toEqual([
      { row: 3, line: 2, raw: '{"a":', cells: ['{"a":'], problem: 'unreadable' },
      { row: 4, line: 3, raw: '[1]', cells: ['[1]'], problem: 'unreadable' },
      { row: 5, line: 4, raw: '{"a":3}', cells: ['3'] },
    ])
  })

  test.each([
    ['{"a":1}\n{"a":2}', false, 3],
    ['{"a":1}\n{"a":', true, 3],
    ['', false, 0],
  ])('%j: broken off %s', async (text, isTruncated, rows) => {
    const table = await tableOf(text, 'jsonl')
    expect([table.isTruncated, table.rows.length]).toEqual([isTruncated, rows])
  })

  test('lines of which none is an object are refused', async () => {
    await expect(tableOf('["a"]\n["b"]\n', 'jsonl')).rejects.toMatchObject({ code: 'HY-L-006' })
  })

  test('other encodings are refused', async () => {
    const gbk = Buffer.concat([Buffer.from('{"a":"'), Buffer.from('cdb6cbdf', 'hex'), Buffer.from('"}\n')])
    await expect(tableOf(gbk, 'jsonl')).rejects.toMatchObject({ code: 'HY-L-002', details: { offset: 0 } })
  })
})

describe('JSON', () => {
  test.each<[string, string, string]>([
    ['at the top', '[{"a":1},\n {"a":2}]', ''],
    [
      'in an answer',
      '{"code":0,"msg":"好","data":{"total":2,"rows":[{"a":1},{"a":2}],"tags":["x"],"e":[]}}',
      'data.rows',
    ],
    [
      'behind other values',
      '{"s":"[{\\"a\\":9}]","n":-1.5e3,"t":true,"o":{},"z":null,"rows":[{"a":1},{"a":2}]}',
      'rows',
    ],
  ])('records %s', async (_name, text, path) => {
    const table = await tableOf(text, 'json')
    expect(table).toMatchObject({ columns: ['a'], path, isTruncated: false, cells: [['a'], ['1'], ['2']] })
  })

  test('a declared array among several', async () => {
    const text = '{"columns":[{"name":"a"}],"data":[{"a":1}]}'
    expect(await tableOf(text, 'json', 'data')).toMatchObject({ cells: [['a'], ['1']] })
    await expect(tableOf(text, 'json')).rejects.toMatchObject({
      code: 'HY-L-006',
      details: { reason: expect.stringContaining('columns, data') },
    })
    await expect(tableOf(text, 'json', 'rows')).rejects.toMatchObject({ code: 'HY-L-006' })
  })

  test('what is no object among objects is a row with a problem; lines are counted', async () => {
    const table = await tableOf('[\n{"a":1},\nnull,\n{"a":1 "b"},\n{\n"a":2}\n,"x"]', 'json')
    expect(table.rows.slice(1).map(({ line, raw, problem }) => [line, raw, problem])).toEqual([
      [2, '{"a":1}', undefined],
      [3, 'null', 'unreadable'],
      [4, '{"a":1 "b"}', 'unreadable'],
      [5, '{\n"a":2}', undefined],
      [7, '"x"', 'unreadable'],
    ])
  })

  test.each<[string, number]>([
    ['[{"a":1},{"a":2},{"a"', 4],
    ['[{"a":1},{"a":2},', 3],
    ['[{"a":1},{"a":2}', 3],
    ['{"data":[{"a":1},{"a":2}]', 3],
    ['{"data":[{"a":1},{"a":2}],"tot', 3],
  ])('%s breaks off', async (text, rows) => {
    const table = await tableOf(text, 'json')
    expect([table.isTruncated, table.rows.length]).toEqual([true, rows])
    expect(table.rows.filter(({ problem }) => problem === undefined)).toHaveLength(3)
  })

  test.each([
    '[]',
    '["a"]',
    '{"a":1}',
    '{}',
    '1',
    '"x"',
    '',
    '[1,2',
    '[{"a":1}] x',
    '[{"a":1}}',
    '{"a" 1}',
    '[,]',
    '{a:[{"b":1}]}',
  ])('%j holds no records', async (text) => {
    await expect(tableOf(text, 'json')).rejects.toMatchObject({ code: 'HY-L-006' })
  })

  test('too many names', async () => {
    const text = `[${Array.from({ length: 17 }, (_, part) => JSON.stringify(Object.fromEntries(Array.from({ length: 1000 }, (_2, index) => [`n${part}-${index}`, 1])))).join()}]`
    await expect(tableOf(text, 'json')).rejects.toMatchObject({ code: 'HY-L-010' })
  })
})

describe('chunks', () => {
  const cut = (text: string, sizes: readonly number[], cutter: JsonElements | JsonLines) => {
    const found: JsonElement[] = []
    let at = 0
    for (let turn = 0; at < text.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1
      found.push(...cutter.push(text.slice(at, at + size)))
      at += size
    }
    const { rest, isTruncated } = cutter.finish()
    return { found: rest === undefined ? found : [...found, rest], isTruncated }
  }
  const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 })
  const text = fc.string({ unit: fc.constantFrom('a', '"', '\\', '{', '}', '[', ']', ',', ':', '\n', '投') })
  const records = fc.array(fc.dictionary(text, fc.oneof(text, fc.integer(), fc.array(text))), { minLength: 1 })

  test('arrays are cut into their elements wherever the chunks end', () => {
    fc.assert(
      fc.property(records, sizes, fc.constantFrom(undefined, 1), (value, lengths, indent) => {
        const { found, isTruncated } = cut(
          JSON.stringify({ x: 1, y: { z: value } }, undefined, indent),
          lengths,
          new JsonElements('f'),
        )
        // As text: V8 may read an escaped name as another one that ended in a backslash (nodejs/node#63785).
        const written = value.map((record) => JSON.stringify(record, undefined, indent).replaceAll('\n', '\n   '))
        expect(found.map((element) => element.text)).toEqual(written)
        expect(found.every((element) => element.path === 'y.z' && element.isWhole)).toBe(true)
        expect(isTruncated).toBe(false)
      }),
    )
  })

  test('so are lines', () => {
    fc.assert(
      fc.property(records, sizes, (value, lengths) => {
        const lines = value.map((record) => JSON.stringify(record)).join('\n')
        const { found } = cut(lines, lengths, new JsonLines('f'))
        expect(found.map((element) => [JSON.parse(element.text), element.line])).toEqual(
          value.map((record, index) => [record, index + 1]),
        )
      }),
    )
  })

  test('any prefix of an array gives its whole objects', () => {
    const value = [{ a: 'x]}' }, { b: [1, { c: '\\' }] }, { d: 4 }]
    const whole = JSON.stringify(value)
    for (let length = 1; length < whole.length; length += 1) {
      const { found, isTruncated } = cut(whole.slice(0, length), [length], new JsonElements('f'))
      const objects = found.filter((element) => element.isWhole).map((element) => JSON.parse(element.text))
      expect(isTruncated).toBe(true)
      expect(objects).toEqual(value.slice(0, objects.length))
    }
  })
})
