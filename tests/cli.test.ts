import { execFile } from 'node:child_process'
import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { makeTestWorkspace, plainCsv } from './workspace.ts'

const CLI = join(import.meta.dirname, '../pipelines/cli.ts')

/** Runs the program as a user would, in English unless told otherwise. */
function huiyin(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [CLI, ...args],
      { env: { ...process.env, HUIYIN_LANG: 'en', ...env } },
      (error, out, err) => {
        resolve({ status: error === null ? 0 : Number(error.code), out, err })
      },
    )
  })
}

function node(file: string): Promise<void> {
  return new Promise((resolve) => execFile(process.execPath, [file], () => resolve()))
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const COMMANDS = [
  'init',
  'template',
  'map',
  'load',
  'quarantine',
  'unload',
  'run',
  'metrics',
  'report',
  'seal',
  'verify',
  'extract',
  'dashboard',
  'up',
  'status',
  'demo',
]

describe('help', () => {
  test('names every command', async () => {
    const { out, status } = await huiyin(['--help'])
    expect(status).toBe(0)
    for (const command of COMMANDS) expect(out).toContain(command)
  })

  test('is fast: it loads the command line alone, and takes little more than an empty program', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'huiyin-help-'))
    const empty = join(folder, 'empty.ts')
    const hook = join(folder, 'hook.mjs')
    await writeFile(empty, '')
    await writeFile(
      hook,
      "import { registerHooks } from 'node:module'\nregisterHooks({ load: (url, context, next) => { process.stderr.write(url + '\\n'); return next(url, context) } })\n",
    )
    const loaded = (await huiyin(['--help'], { NODE_OPTIONS: `--import ${pathToFileURL(hook).href}` })).err.split('\n')
    const heavy = loaded.filter((url) => /node_modules\/(?!commander\/)/.test(url) && !url.endsWith('hook.mjs'))
    expect(heavy).toEqual([])
    expect(loaded.some((url) => url.includes('commander'))).toBe(true)
    const times = { help: [] as number[], empty: [] as number[] }
    for (let round = 0; round < 5; round += 1) {
      times.help.push(await millisecondsOf(() => huiyin(['--help'])))
      times.empty.push(await millisecondsOf(() => node(empty)))
    }
    // 200 ms on a machine that is at rest; on a busy one an empty program is slow as well.
    expect(Math.min(...times.help)).toBeLessThan(Math.max(200, 5 * Math.min(...times.empty)))
  })

  test.each(COMMANDS)('%s --help', async (command) => {
    const { out, status } = await huiyin([command, '--help'])
    expect(status).toBe(0)
    for (const option of ['--workspace', '--json', '--help']) expect(out).toContain(option)
  })

  test('speaks the language that is asked for', async () => {
    expect((await huiyin(['--help'], { HUIYIN_LANG: 'zh_TW.UTF-8' })).out).toContain('稽核')
    expect((await huiyin(['metrics', '--help', '--lang', 'zh-CN'])).out).toContain('分子')
  })
})

describe('exit status', () => {
  test.each([
    [['nonsense'], 2, 'HY-C-001'],
    [['metrics', '--nonsense'], 2, 'HY-C-001'],
    [['verify'], 2, 'HY-C-001'],
    [['run', '--as-of', 'yesterday'], 2, 'HY-C-001'],
    [['run', '--as-of', '2026-02-30'], 2, 'HY-M-003'],
    [['status', '--workspace', join(tmpdir(), 'no-such-huiyin')], 2, 'HY-C-002'],
  ])('%j gives %i %s', async (args, expected, code) => {
    const { status, out, err } = await huiyin([...args, '--json'])
    expect([status, JSON.parse(out).error.code]).toEqual([expected, code])
    expect(err).toContain(code)
  })

  test('1 where a file is refused, with the code, and the rest is done', async () => {
    const workspace = await makeTestWorkspace({
      files: { 'a.csv': plainCsv([{ complaint_id: 'A', received_at: '2026-01-05 10:00' }]), 'b.csv': 'x\n' },
    })
    const { status, out } = await huiyin([
      'run',
      '--as-of',
      '2026-01-20T00:00:00+08:00',
      '--workspace',
      workspace.folder,
      '--json',
    ])
    const answer = JSON.parse(out)
    expect([status, answer.load.loaded, answer.load.refused_files[0].code]).toEqual([1, 1, 'HY-L-003'])
  })
})

describe('a first hour', () => {
  test('init, load, run, metrics, extract, status', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'huiyin-cli-')), 'department')
    expect((await huiyin(['init', folder, '--from', 'nyc311'])).status).toBe(0)
    expect((await huiyin(['init', folder])).err).toContain('HY-C-005')
    expect((await readdir(folder)).sort()).toEqual(expect.arrayContaining(['huiyin.yaml', 'inbox', 'norms', 'sources']))
    const early = await huiyin(['metrics', 'backlog', '--workspace', folder, '--json'])
    expect([early.status, JSON.parse(early.out).error.code]).toEqual([1, 'HY-W-004'])
    expect((await huiyin(['run', '--workspace', folder, '--as-of', '2020-01-06T00:00:00-05:00'])).status).toBe(0)
    const metrics = await huiyin(['metrics', 'complaints_received', '--workspace', folder, '--json'])
    expect(JSON.parse(metrics.out).rows[0]).toMatchObject({ metric: 'complaints_received', value: 0, unit: 'count' })
    const twice = await huiyin(['metrics', 'complaints_received', '--workspace', folder, '--json'])
    expect(twice.out).toBe(metrics.out)
    expect((await huiyin(['metrics', '--list'])).out).toContain('csat_top2')
    expect((await huiyin(['metrics', 'nps', '--where', 'channel', '--workspace', folder])).err).toContain('HY-C-001')
    expect(JSON.parse((await huiyin(['status', '--workspace', folder, '--json'])).out)).toMatchObject({
      sums: { files: 0, read: 0 },
      runs: [{ outcome: 'done' }],
    })
  })
})
