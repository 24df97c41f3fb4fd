import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDefinition, reportNames } from '../../../pipelines/report/read-definition.ts'

let own: string
beforeAll(async () => {
  own = await mkdtemp(join(tmpdir(), 'huiyin-reports-'))
})
afterAll(() => rm(own, { recursive: true, force: true }))

const write = (name: string, text: string) => writeFile(join(own, `${name}.yaml`), text)

test("the product's definitions are read, with their defaults", async () => {
  expect(await readDefinition('weekly')).toMatchObject({
    report: 'weekly',
    period: 'week',
    filters: {},
    recipients: [],
  })
})

test("a department's own definition is read, and wins over the product's", async () => {
  await write('weekly', 'report: weekly\nperiod: quarter\nsections:\n  - section: limits\n')
  expect(await readDefinition('weekly', own)).toMatchObject({ period: 'quarter', sections: [{ section: 'limits' }] })
  await write('shops', 'report: shops\ntitle: Shops\nfilters: { channel: [shop] }\nsections:\n  - section: cover\n')
  expect(await readDefinition('shops', own)).toMatchObject({ title: 'Shops', filters: { channel: ['shop'] } })
  expect(reportNames(own)).toEqual(expect.arrayContaining(['shops', 'weekly']))
  await rm(join(own, 'weekly.yaml'))
})

test.each([
  [
    'unknown metric',
    'sections: [{ section: trends, periods: 9, metrics: [csat_top] }]',
    'sections.0.metrics.0',
    /a metric, not "csat_top": csat_top2/,
  ],
  [
    'unknown dimension',
    'sections: [{ section: what, dimension: chanel, most: 9, reference_periods: 4 }]',
    'sections.0.dimension',
    /a dimension, not "chanel": channel/,
  ],
  ['unknown dimension of a filter', 'filters: { shop: [x] }\nsections: [{ section: cover }]', 'filters.shop', /./],
  [
    'unknown section',
    'sections: [{ section: open_case }]',
    'sections.0.section',
    /a section, not "open_case": open_cases/,
  ],
  ['option missing', 'sections: [{ section: open_cases }]', 'sections.0.most', /number/],
  ['unknown option', 'sections: [{ section: limits, most: 3 }]', 'sections.0', /most/],
  ['unknown period', 'period: fortnight\nsections: [{ section: cover }]', 'period', /week/],
  ['no section', 'sections: []', 'sections', /./],
])('%s: the file, the key, and what was expected', async (_case, body, key, expected) => {
  await write('wrong', `report: wrong\ntitle: x\n${body}\n`)
  await expect(readDefinition('wrong', own)).rejects.toMatchObject({
    code: 'HY-C-003',
    details: { file: join(own, 'wrong.yaml'), key, expected: expect.stringMatching(expected) },
  })
})

test('a report of its own has to say its title, and to be named as its file', async () => {
  await write('mine', 'report: mine\nsections: [{ section: cover }]\n')
  await expect(readDefinition('mine', own)).rejects.toMatchObject({ code: 'HY-C-003', details: { key: 'title' } })
  await write('mine', 'report: yours\ntitle: x\nsections: [{ section: cover }]\n')
  await expect(readDefinition('mine', own)).rejects.toMatchObject({ code: 'HY-C-003', details: { key: 'report' } })
})

test.each(['none', '../weekly', ''])('there is no report %j', async (name) => {
  await expect(readDefinition(name, own)).rejects.toMatchObject({ code: 'HY-R-004' })
})
