import { expect, test } from 'vitest'
import { parseYaml, writeYaml } from '../../../pipelines/core/yaml-file.ts'
import { readDefinition, reportNames } from '../../../pipelines/report/read-definition.ts'

test.each([
  ['texts that look like something else', { a: 'yes', b: '12', c: '2026-01-01', d: 'null', e: '# no comment', f: '~' }],
  ['signs of YAML, and lines', { '投诉: 量': ['- x', '{y}', 'a: b', 'first\nsecond\n', ' trailing '] }],
  ['numbers, flags and nothing', { list: [1, -0.5, 1e-9, true, false, null], none: [], empty: {} }],
])('%s are read back as they were written', (_name, value) => {
  expect(parseYaml(writeYaml(value))).toEqual(value)
})

test('what is undefined is left out', () => {
  expect(parseYaml(writeYaml({ a: 1, b: undefined }))).toEqual({ a: 1 })
})

test.each(reportNames())('the definition of %s is read back as it was written', async (name) => {
  const definition = await readDefinition(name)
  expect(parseYaml(writeYaml(definition))).toEqual(definition)
})
