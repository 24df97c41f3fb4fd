import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { generateRetailer } from '../../examples/retailer/generate.ts'
import type { CommandContext } from '../../pipelines/commands/context.ts'
import map from '../../pipelines/commands/map.ts'
import { HuiyinError } from '../../pipelines/core/errors.ts'
import { message } from '../../pipelines/core/messages.ts'
import { openWorkspace, type Workspace } from '../../pipelines/core/workspace.ts'
import type { Proposal } from '../../pipelines/load/propose/proposal.ts'
import { run } from '../../pipelines/run.ts'
import { makeTestWorkspace, quietEffects } from '../workspace.ts'

/** Runs the command as from a program: what it says, answers and returns. */
async function mapped(workspace: Workspace, args: readonly string[], options: Record<string, string | boolean> = {}) {
  const lines: string[] = []
  let answer: unknown
  const context: CommandContext = {
    folder: workspace.folder,
    locale: 'en',
    effects: quietEffects,
    say: (key, values = {}) => lines.push(message('en', 'core', `say.${key}`, values)),
    explain: (error) => error.code,
    line: (text) => lines.push(text),
    answer: (value) => {
      answer = value
    },
  }
  const status = await map(context, args, { yes: true, ...options }).catch((error: unknown) =>
    error instanceof HuiyinError ? error.code : String(error),
  )
  return { status, text: lines.join('\n'), answer: answer as Proposal & { written: string | null; fits?: boolean } }
}

describe('a new kind of export: dropped in the inbox, mapped, run', () => {
  let workspace: Workspace
  beforeAll(async () => {
    workspace = await makeTestWorkspace({ sources: [] })
    await generateRetailer(workspace.paths.inbox, { weeks: 1 })
  })

  test('both files are mapped and loaded whole', async () => {
    for (const name of ['complaints_2025-11-24.csv', 'survey_2025-11-24.xlsx']) {
      const { status, text } = await mapped(workspace, [join(workspace.paths.inbox, name)])
      expect(status, text).toBe(0)
      expect(text).toContain('Check it with: huiyin map --check')
    }
    const again = await mapped(workspace, [join(workspace.paths.inbox, 'survey_2025-11-24.xlsx')])
    expect(again.status).toBe('HY-C-005')
    const opened = await openWorkspace(workspace.folder)
    expect(opened.sources.map(({ source, entity }) => `${source} ${entity}`)).toEqual([
      'complaints complaint',
      'survey survey',
    ])

    const check = await mapped(opened, [join(workspace.paths.inbox, 'complaints_2025-11-24.csv')], { check: true })
    expect(check.status).toBe(0)
    expect(check.answer.fits).toBe(true)
    const outcome = await run(opened, quietEffects, { asOf: new Date('2025-11-24T00:00:00Z'), trigger: 'test' })
    expect(outcome.load.refused).toEqual([])
    expect(outcome.load.files.map(({ file, rowsRead, rowsLoaded }) => [file, rowsRead, rowsLoaded])).toEqual([
      ['complaints_2025-11-24.csv', 139, 139],
      ['survey_2025-11-24.xlsx', 27, 27],
    ])
  })
})

describe('what is written', () => {
  test('--json looks only; with --yes or --out it writes', async () => {
    const workspace = await makeTestWorkspace({
      sources: [],
      files: { 'cases.csv': '投诉编号,投诉时间,状态\nT1,2026-03-01,新建\n' },
    })
    const file = join(workspace.paths.inbox, 'cases.csv')
    const looked = await mapped(workspace, [file], { json: true, yes: false })
    expect([looked.status, looked.answer.written]).toEqual([0, null])
    expect(looked.answer.columns[0]).toMatchObject({ name: '投诉编号', field: 'complaint_id', confidence: 0.99 })
    const out = join(workspace.folder, 'draft.yaml')
    const written = await mapped(workspace, [file], { json: true, yes: false, out })
    expect(written.answer.written).toBe(out)
    expect(await readFile(out, 'utf8')).toContain('source: draft\n')
    const byFile = await mapped(workspace, [out, file], { check: true })
    expect(byFile.status).toBe(0)
  })

  test('too little is sure: nothing is written, the questions are shown, exit 1', async () => {
    const text = '投诉编号,投诉时间,状态\nT1,01/02/2026,新建\nT2,03/04/2026,新建\n'
    const workspace = await makeTestWorkspace({ sources: [], files: { 'cases.csv': text } })
    const { status, text: shown, answer } = await mapped(workspace, [join(workspace.paths.inbox, 'cases.csv')])
    expect([status, answer.written]).toEqual([1, null])
    expect(shown).toContain('Day or month first? Columns: 投诉时间')
    expect((await openWorkspace(workspace.folder)).sources).toEqual([])
  })

  test('--entity decides what the file holds', async () => {
    const text = '编号,日期,类别\nA-100,2026-03-01,x\nA-200,2026-03-02,y\n'
    const workspace = await makeTestWorkspace({ sources: [], files: { 'list.csv': text } })
    const file = join(workspace.paths.inbox, 'list.csv')
    expect((await mapped(workspace, [file])).status).toBe(1)
    const { status, answer } = await mapped(workspace, [file], { entity: 'complaint' })
    expect([status, answer.entity, answer.isEntitySure]).toEqual([0, 'complaint', true])
    expect((await mapped(workspace, [file], { entity: 'nonsense' })).status).toBe('HY-C-001')
  })
})

describe('--check', () => {
  test('exit 1 where a row would be quarantined; the source is found by the file’s name, or named', async () => {
    const workspace = await makeTestWorkspace({
      sources: [
        { source: 'a', entity: 'complaint', files: ['a*.csv'], columns: { complaint_id: '编号', received_at: '时间' } },
        {
          source: 'b',
          entity: 'complaint',
          files: ['b*.csv'],
          columns: { complaint_id: '编号', received_at: '日期', status: '状态' },
        },
      ],
      files: { 'a1.csv': '编号,时间\nT1,2026-03-01\nT2,gestern\n' },
    })
    const file = join(workspace.paths.inbox, 'a1.csv')
    const found = await mapped(workspace, [file], { check: true })
    expect(found.status).toBe(1)
    expect(found.text).toContain('Would be quarantined: 1 × bad_value received_at TIMESTAMP WITH TIME ZONE, lines 3')
    const named = await mapped(workspace, ['b', file], { check: true })
    expect([named.status, named.text]).toEqual([1, expect.stringContaining('HY-L-004')])
    await copyFile(file, join(workspace.paths.inbox, 'c.csv'))
    expect((await mapped(workspace, [join(workspace.paths.inbox, 'c.csv')], { check: true })).status).toBe('HY-L-005')
  })

  test('a file that is not there', async () => {
    const workspace = await makeTestWorkspace({ sources: [] })
    expect((await mapped(workspace, ['/nowhere/x.csv'])).status).toBe('HY-L-001')
    const file = join(workspace.folder, 'y.csv')
    await writeFile(file, 'a')
    expect(basename(file)).toBe('y.csv')
    expect((await mapped(workspace, ['x', file])).status).toBe('HY-C-001')
  })
})
