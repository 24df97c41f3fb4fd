import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CommandContext } from '../../../pipelines/commands/context.ts'
import template from '../../../pipelines/commands/template.ts'
import { openWorkspace } from '../../../pipelines/core/workspace.ts'
import { makeTestWorkspace, quietEffects } from '../../workspace.ts'

/** Runs the command in a folder; gives its answer for a program and its lines for a person. */
async function run(folder: string, args: readonly string[], options: Record<string, string> = {}) {
  const answers: unknown[] = []
  const lines: string[] = []
  const context: CommandContext = {
    folder,
    locale: 'zh-TW',
    effects: quietEffects,
    say: (key, values = {}) => lines.push(`${key} ${Object.values(values).join(' ')}`),
    explain: (error) => error.code,
    line: (text) => lines.push(text),
    answer: (value) => answers.push(value),
  }
  expect(await template(context, args, options)).toBe(0)
  return { answer: answers[0], lines: lines.join('\n') }
}

describe('huiyin template', () => {
  test('without an entity lists them, with their titles and what they need, outside of a workspace too', async () => {
    const { answer, lines } = await run(join(tmpdir(), 'nowhere'), [])
    expect(lines).toContain('服務改善追蹤表')
    expect(answer).toMatchObject({
      entities: expect.arrayContaining([
        { entity: 'calendar', title: '工作日曆', fields: 5, required: ['site', 'day', 'day_kind'] },
      ]),
    })
  })

  test('writes into a workspace, whose mapping is then valid', async () => {
    const { folder } = await makeTestWorkspace()
    const { answer } = await run(folder, ['finding'])
    expect(answer).toEqual({
      entity: 'finding',
      locale: 'zh-TW',
      workbook: join(folder, 'out', 'finding-template-zh-TW.xlsx'),
      mapping: join(folder, 'sources', 'finding-template-zh-TW.yaml'),
    })
    expect((await openWorkspace(folder)).sources.map((source) => source.source)).toContain('finding-template-zh-tw')
  })

  test('writes both files into a folder where there is no workspace', async () => {
    const out = join(await mkdtemp(join(tmpdir(), 'huiyin-template-')), 'new')
    await run(join(tmpdir(), 'nowhere'), ['calendar'], { out })
    expect((await readdir(out, { recursive: true })).sort()).toEqual([
      'calendar-template-zh-TW.xlsx',
      'sources',
      join('sources', 'calendar-template-zh-TW.yaml'),
    ])
  })

  test('again changes nothing, and a workbook that was filled in is not written over', async () => {
    const { folder } = await makeTestWorkspace()
    await run(folder, ['training'])
    await run(folder, ['training'])
    const file = join(folder, 'out', 'training-template-zh-TW.xlsx')
    await writeFile(file, 'filled in')
    await expect(run(folder, ['training'])).rejects.toMatchObject({
      code: 'HY-C-005',
      details: { found: 'training-template-zh-TW.xlsx' },
    })
    expect(await readFile(file, 'utf8')).toBe('filled in')
  })

  test('says where there is neither a workspace nor a folder to write to', async () => {
    await expect(run(join(tmpdir(), 'nowhere'), ['training'])).rejects.toMatchObject({ code: 'HY-C-002' })
    await expect(run(join(tmpdir(), 'nowhere'), ['nonsense'])).rejects.toMatchObject({ code: 'HY-C-001' })
  })
})
