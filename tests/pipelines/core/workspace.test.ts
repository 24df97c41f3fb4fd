import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openWorkspace } from '../../../pipelines/core/workspace.ts'
import { makeTestWorkspace, PLAIN_SOURCE } from '../../workspace.ts'

describe('openWorkspace', () => {
  test('a folder without huiyin.yaml is no workspace', async () => {
    await expect(openWorkspace(await mkdtemp(join(tmpdir(), 'huiyin-none-')))).rejects.toMatchObject({
      code: 'HY-C-002',
    })
  })

  test('defaults are filled in', async () => {
    const { settings } = await makeTestWorkspace()
    expect(settings).toMatchObject({
      survey: { response_window_days: 14 },
      snapshots: { keep: 12 },
      dashboard: { host: '127.0.0.1', port: 4646 },
    })
  })

  test.each([
    ['name: x\ntimezone: Mars/Olympus\n', 'timezone'],
    ['name: x\nsurvey: { response_window_days: 0 }\n', 'survey.response_window_days'],
    ['timezone: Asia/Shanghai\n', 'name'],
    ['name: x\ndashboard: { host: "no host" }\n', 'dashboard.host'],
    ['name: x\nnonsense: 1\n', '-'],
  ])('a wrong key is named: %j', async (text, key) => {
    const workspace = await makeTestWorkspace()
    await writeFile(join(workspace.folder, 'huiyin.yaml'), text)
    await expect(openWorkspace(workspace.folder)).rejects.toMatchObject({
      code: 'HY-C-003',
      details: { key, file: expect.stringContaining('huiyin.yaml') },
    })
  })

  test('what is not YAML is named with its line', async () => {
    const workspace = await makeTestWorkspace()
    await writeFile(join(workspace.folder, 'huiyin.yaml'), 'name: x\n\tbad: [\n')
    await expect(openWorkspace(workspace.folder)).rejects.toMatchObject({ code: 'HY-C-004', details: { line: 2 } })
  })

  test('two sources of one name are refused', async () => {
    await expect(makeTestWorkspace({ sources: [PLAIN_SOURCE, PLAIN_SOURCE] })).rejects.toMatchObject({
      code: 'HY-C-003',
      details: { key: 'source' },
    })
  })

  test('a pattern without a group is refused', async () => {
    const source = { ...PLAIN_SOURCE, exported_at: { filename: 'abc' } }
    await expect(makeTestWorkspace({ sources: [source] })).rejects.toMatchObject({
      code: 'HY-C-003',
      details: { key: 'exported_at.filename' },
    })
  })
})
