import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningPreview, startPreview } from '../../../../pipelines/report/preview/preview-server.ts'
import { run } from '../../../../pipelines/run.ts'
import { makeTestWorkspace, plainCsv, quietEffects } from '../../../workspace.ts'

const AS_OF = new Date('2026-01-12T00:00:00Z')
const definition = (section: string) => `report: mine\ntitle: Mine\nsections:\n  - { section: ${section} }\n`

let preview: RunningPreview
let folder: string
let file: string
beforeAll(async () => {
  const records = [{ complaint_id: 'C-1', received_at: '2026-01-05 09:00:00', status: 'new' }]
  const workspace = await makeTestWorkspace({ files: { 'complaints.csv': plainCsv(records) } })
  folder = workspace.folder
  await run(workspace, quietEffects, { asOf: AS_OF, trigger: 'test' })
  await mkdir(workspace.paths.reports)
  file = join(workspace.paths.reports, 'mine.yaml')
  await writeFile(file, definition('limits'))
  const { published, reports } = workspace.paths
  preview = await startPreview({ published, definitions: reports, name: 'mine', locale: 'en' })
})
afterAll(async () => {
  await preview.close()
  await rm(folder, { recursive: true, force: true })
})

const get = async (path: string, headers: Record<string, string> = {}) =>
  await fetch(new URL(path, preview.url), { headers })

test('the report is shown in any language, and runs no script', async () => {
  const [english, chinese] = [await (await get('report')).text(), await (await get('report?locale=zh-TW')).text()]
  expect(english).toContain('Time limits')
  expect(chinese).toContain('<main lang="zh-TW">')
  expect(english).not.toMatch(/<script|<link|https?:(?!\/\/www\.w3\.org\/)/)
  expect(english).toContain("default-src 'none'")
})

test('the page around it loads only what is its own', async () => {
  const page = await get('')
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
  const files = [...(await page.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path)
  expect(files).toHaveLength(3)
  for (const path of files) expect((await get(path)).status, path).toBe(200)
})

test('a saved definition is told, and shown at the next look; a wrong one says what is wrong', async () => {
  const events = (await get('changes')).body?.getReader()
  await events?.read()
  await writeFile(file, definition('open_cases'))
  expect(new TextDecoder().decode((await events?.read())?.value)).toContain('data: changed')
  expect(await (await get('report')).text()).toMatch(/HY-C-003[\s\S]*mine\.yaml[\s\S]*most/)
  await writeFile(file, definition('open_cases, most: 5'))
  expect(await (await get('report')).text()).toContain('Open and overdue cases')
  await events?.cancel()
})

test.each([
  ['anything else', 'huiyin.yaml', 404],
  ['a path that climbs', '../../etc/passwd', 404],
])('%s is not served', async (_case, path, status) => {
  expect((await get(path)).status).toBe(status)
})
