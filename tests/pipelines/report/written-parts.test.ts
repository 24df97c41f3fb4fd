import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paragraphsOf, partsMissing } from '../../../pipelines/report/figures/written-figures.ts'
import { readDefinition } from '../../../pipelines/report/read-definition.ts'
import { periodHolding } from '../../../pipelines/report/report-period.ts'
import { withWrittenParts } from '../../../pipelines/report/written-parts.ts'
import { writtenSchema } from '../../../pipelines/report/written-schema.ts'

const ALL = ['background', 'steps', 'findings', 'recommendations', 'follow_up', 'lead'] as const
const PERIOD = periodHolding('2026-08-01', 'quarter')

let own: string
beforeAll(async () => {
  own = await mkdtemp(join(tmpdir(), 'huiyin-written-'))
  await mkdir(join(own, 'audit'))
})
afterAll(() => rm(own, { recursive: true, force: true }))

async function written(yaml: string) {
  await writeFile(join(own, 'audit', '2026-Q3.yaml'), yaml)
  return (await withWrittenParts(await readDefinition('audit'), own, PERIOD)).written
}

test('the file of the period is taken into the definition; without one nothing is written', async () => {
  expect(await written('background: Why\n')).toMatchObject({ background: 'Why', recommendations: [] })
  const other = periodHolding('2026-11-01', 'quarter')
  expect((await withWrittenParts(await readDefinition('audit'), own, other)).written).toBeUndefined()
  expect((await withWrittenParts(await readDefinition('audit'), undefined, PERIOD)).written).toBeUndefined()
})

test.each([
  ['# only a comment\n', [...ALL]],
  ['background: "  "\nlead: { name: "", role: x }\n', [...ALL]],
  ['background: a\nfindings: b\nfollow_up: c\nlead: { name: n, role: r }\n', ['steps', 'recommendations']],
  ['background: { zh-CN: 有, zh-TW: "", en: said }\n', [...ALL]],
  ['recommendations: [{ about: process, text: " " }]\n', [...ALL]],
  ['steps: { plan: { on: 2026-09-01 }, report: {} }\n', [...ALL]],
])('%s lacks %j', async (yaml, expected) => {
  expect(partsMissing(await written(yaml), ALL)).toEqual(expected)
})

test('all five steps with their days are complete', async () => {
  const steps = ['plan', 'on_site', 'data', 'analysis', 'report'].map((step) => `  ${step}: { on: 2026-09-01 }\n`)
  expect(partsMissing(await written(`steps:\n${steps.join('')}`), ['steps'])).toEqual([])
})

test.each([
  ['recomendations: []\n', '-'],
  ['steps: { plan: { on: yesterday } }\n', 'steps.plan.on'],
  ['recommendations: [{ about: money, text: x }]\n', 'recommendations.0.about'],
])('%s is refused at %s', async (yaml, key) => {
  await expect(written(yaml)).rejects.toMatchObject({ code: 'HY-C-003', details: { key } })
})

test('paragraphs: a blank line begins one, a line break inside joins Han text and parts words', () => {
  const { background } = writtenSchema.parse({ background: '第一行\n第二行\n\nTwo\nwords 和\n汉字\n' })
  expect(paragraphsOf(background, 'zh-CN')).toEqual(['第一行第二行', 'Two words 和汉字'])
})
