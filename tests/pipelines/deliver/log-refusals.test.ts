import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { logRefusals } from '../../../pipelines/deliver/log-refusals.ts'

const AT = new Date('2026-11-16T00:00:00Z')
const refusal = (address: string) => ({ report: 'weekly', run: 'r1', locale: 'en', value: null, address })

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiyin-refusals-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('each refusal is one line, behind those of earlier runs', async () => {
  const logs = join(folder, 'logs')
  expect(
    await logRefusals(logs, [refusal('http://a/'), refusal('file:///etc/passwd\n{"at":"forged"}')], AT),
  ).toHaveLength(2)
  await logRefusals(logs, [refusal('http://b/')], AT)
  const lines = (await readFile(join(logs, 'refusals.jsonl'), 'utf8')).trimEnd().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { address: string }).address)).toEqual([
    'http://a/',
    'file:///etc/passwd\n{"at":"forged"}',
    'http://b/',
  ])
  expect(JSON.parse(lines[0] ?? '')).toEqual({ at: '2026-11-16T00:00:00.000Z', ...refusal('http://a/') })
})

test('where nothing was refused nothing is written', async () => {
  expect(await logRefusals(join(folder, 'logs'), [], AT)).toEqual([])
  expect(await readdir(folder)).toEqual([])
})
