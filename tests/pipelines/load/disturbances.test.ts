import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { appendFile, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openWorkspace, type Workspace } from '../../../pipelines/core/workspace.ts'
import { archiveFile } from '../../../pipelines/load/archive.ts'
import { loadFiles } from '../../../pipelines/load/load-inbox.ts'
import { run } from '../../../pipelines/run.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { warehouseState } from '../../crash/state.ts'
import { AS_OF, exportsOf, makeWorkspace } from '../../crash/workload.ts'
import { makeTestWorkspace, plainCsv, quietEffects } from '../../workspace.ts'

const CLI = resolve(import.meta.dirname, '../../../pipelines/cli.ts')
const NOBODY = 65_534
const isRoot = process.getuid?.() === 0
const ROW = { complaint_id: 'A', received_at: '2026-01-05 10:00:00' }

function huiyin(
  workspace: Workspace,
  args: readonly string[],
  user?: number,
): SpawnSyncReturns<string> & { code?: string } {
  const done = spawnSync(process.execPath, [CLI, ...args, '--workspace', workspace.folder, '--json'], {
    encoding: 'utf8',
    env: { ...process.env, HUIYIN_LANG: 'en', NODE_COMPILE_CACHE: '' },
    ...(user === undefined ? {} : { uid: user, gid: user }),
  })
  const answer = done.stdout === '' ? {} : (JSON.parse(done.stdout) as { error?: { code: string } })
  return { ...done, ...(answer.error === undefined ? {} : { code: answer.error.code }) }
}

/** What such a process does, in this one: all that a further process costs is its start. */
async function work(workspace: Workspace, command: 'load' | 'run'): Promise<void> {
  if (command === 'load') return expect((await load(workspace)).codes).toEqual([])
  const { load: loaded } = await run(workspace, quietEffects, { asOf: new Date(AS_OF), trigger: 'test' })
  expect(loaded.refused).toEqual([])
}

/** Works as somebody else for a while: for root nothing is read-only. */
async function as<Result>(user: number | undefined, work: () => Promise<Result>): Promise<Result> {
  if (user === undefined) return work()
  process.setegid?.(user)
  process.seteuid?.(user)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
  }
}

async function load(workspace: Workspace, progress: (line: string) => void = () => undefined) {
  await using warehouse = await openWarehouse(workspace, 'test')
  const outcome = await loadFiles(workspace, warehouse.connection, { ...quietEffects, progress })
  const staged = await queryRows<{ complaint_id: string }>(
    warehouse.connection,
    'select complaint_id from staging.complaint order by batch_no, row_number',
  )
  return {
    known: outcome.files.map(({ known }) => known),
    codes: outcome.refused.map(({ error }) => error.code),
    staged: staged.map((row) => row.complaint_id),
  }
}

describe('a file that changes under our hands', () => {
  test('that grows while it is copied is refused, and no copy is kept', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-grow-'))
    const file = join(folder, 'export.csv')
    writeFileSync(file, Buffer.alloc(64 << 20, 'a line of an export\n'))
    let copied = false
    const copying = archiveFile(file, join(folder, 'archive'))
      .then((archived) => archived.kept())
      .finally(() => {
        copied = true
      })
    const grown = (async () => {
      while (!copied) await appendFile(file, 'one more line\n')
    })()
    await expect(copying).rejects.toMatchObject({ code: 'HY-L-008', details: { file } })
    await grown
    expect(readdirSync(join(folder, 'archive'))).toEqual([])
    rmSync(folder, { recursive: true })
  })

  test('that grows after it was read stays in the inbox, and the next load takes in the rest', async () => {
    const workspace = await makeTestWorkspace({ files: { 'a.csv': plainCsv([ROW]) } })
    const file = join(workspace.paths.inbox, 'a.csv')
    const more = plainCsv([{ ...ROW, complaint_id: 'B' }]).split('\n')[1]
    expect(await load(workspace, () => appendFileSync(file, `${more}\n`))).toMatchObject({
      codes: ['HY-L-008'],
      staged: ['A'],
    })
    expect(await load(workspace)).toMatchObject({ codes: [], staged: ['A', 'B'] })
    expect(readdirSync(workspace.paths.inbox)).toEqual([])
  })

  test('that is replaced by another of its name is not removed in its place', async () => {
    const workspace = await makeTestWorkspace({ files: { 'a.csv': plainCsv([ROW]) } })
    const file = join(workspace.paths.inbox, 'a.csv')
    const replace = () => {
      rmSync(file)
      writeFileSync(file, plainCsv([{ ...ROW, complaint_id: 'B' }]))
    }
    expect((await load(workspace, replace)).codes).toEqual(['HY-L-008'])
    expect((await load(workspace)).staged).toEqual(['A', 'B'])
  })

  test('that is deleted after it was read is loaded, and kept in the archive', async () => {
    const workspace = await makeTestWorkspace({ files: { 'a.csv': plainCsv([ROW]) } })
    const remove = () => rmSync(join(workspace.paths.inbox, 'a.csv'))
    expect(await load(workspace, remove)).toMatchObject({ codes: [], staged: ['A'] })
    expect(readdirSync(workspace.paths.archive)).toHaveLength(1)
  })

  test('that is deleted before it can be read is refused, and the others are loaded', async () => {
    const workspace = await makeTestWorkspace({
      files: { 'a.csv': plainCsv([ROW]), 'b.csv': plainCsv([ROW]), 'c.csv': plainCsv([{ ...ROW, complaint_id: 'C' }]) },
    })
    const remove = () => rmSync(join(workspace.paths.inbox, 'b.csv'), { force: true })
    expect(await load(workspace, remove)).toMatchObject({ codes: ['HY-L-001'], staged: ['A', 'C'] })
  })

  test('what a killed process left in the archive is removed', async () => {
    const workspace = await makeTestWorkspace()
    writeFileSync(join(workspace.paths.archive, '.incoming-1'), 'half a file')
    await load(workspace)
    expect(readdirSync(workspace.paths.archive)).toEqual([])
  })
})

test('a second process is told who works in the warehouse, and loses nothing', async () => {
  const workspace = await makeTestWorkspace({ files: { 'a.csv': plainCsv([ROW]) } })
  {
    await using _first = await openWarehouse(workspace, 'load')
    const second = huiyin(workspace, ['load'])
    expect([second.status, second.code]).toEqual([1, 'HY-W-001'])
    expect(second.stderr).toContain(`load (pid ${process.pid}`)
    expect(readdirSync(workspace.paths.inbox)).toEqual(['a.csv'])
  }
  expect(await load(workspace)).toMatchObject({ codes: [], staged: ['A'] })
})

describe('a folder that cannot be written', () => {
  /** Root's commands run as nobody, to whom the workspace is given. */
  const lockDown = (workspace: Workspace, part: string) => {
    if (isRoot) {
      for (const name of ['', ...readdirSync(workspace.folder, { recursive: true, encoding: 'utf8' })])
        chownSync(join(workspace.folder, name), NOBODY, NOBODY)
    }
    chmodSync(part, 0o555)
  }
  const asUser = isRoot ? NOBODY : undefined

  test.each([
    ['archive', ['load']],
    ['published', ['run', '--as-of', AS_OF]],
    ['folder', ['load']],
  ] as const)('%s: HY-C-007, and nothing is lost', async (part, command) => {
    const workspace = await makeTestWorkspace({ files: { 'a.csv': plainCsv([ROW]) } })
    const folder = part === 'folder' ? workspace.folder : workspace.paths[part]
    lockDown(workspace, folder)
    const refused = huiyin(workspace, command, asUser)
    expect([refused.status, refused.code, refused.stderr]).toMatchObject([
      1,
      'HY-C-007',
      expect.stringContaining(folder),
    ])
    chmodSync(folder, 0o755)
    await as(asUser, () => work(workspace, command[0]))
    expect((await load(workspace)).staged).toEqual(['A'])
  })

  test('inbox: the rows are in, the file stays and is said, and again it is known', async () => {
    const workspace = await makeTestWorkspace({ files: { 'a.csv': plainCsv([ROW]) } })
    lockDown(workspace, workspace.paths.inbox)
    expect(await as(asUser, () => load(workspace))).toMatchObject({
      known: [false],
      codes: ['HY-C-007'],
      staged: ['A'],
    })
    const again = JSON.parse(huiyin(workspace, ['load'], asUser).stdout)
    expect(again).toMatchObject({ loaded_files: [{ known: true }], refused_files: [{ code: 'HY-C-007' }] })
    chmodSync(workspace.paths.inbox, 0o755)
    expect((await load(workspace)).staged).toEqual(['A'])
    expect(existsSync(join(workspace.paths.inbox, 'a.csv'))).toBe(false)
  })
})

describe('a full disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-full-'))
  const mount = (options: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0
  const canMount = isRoot && mount('size=1m') && spawnSync('umount', [folder]).status === 0

  // Needs root and the right to mount a small file system; elsewhere it is skipped.
  test.skipIf(!canMount).each([
    [1_500, 'load'],
    [3_000, 'run'],
    [5_000, 'run'],
  ] as const)('of %i KB: HY-C-007 or done; with more room the next one completes', async (size, command) => {
    mount(`size=${size}k`)
    try {
      const exports = exportsOf(3, 500)
      const workspace = await makeWorkspace(join(folder, 'full'))
      for (const file of exports) writeFileSync(join(workspace.paths.inbox, file.name), file.bytes)
      if (command === 'load') {
        const full = huiyin(workspace, ['load'])
        if (full.status !== 0)
          expect([full.code, full.stderr]).toMatchObject(['HY-C-007', expect.stringContaining('pace left')])
      } else {
        const full = await work(workspace, command).catch((error: unknown) => error)
        if (full !== undefined)
          expect(full).toMatchObject({ code: 'HY-C-007', message: expect.stringContaining('pace left') })
      }
      mount('remount,size=60m')
      await work(workspace, command)
      const { batches, wrongSums } = await warehouseState(await openWorkspace(workspace.folder))
      expect([batches.map(({ entry }) => entry.file_name), wrongSums]).toEqual([exports.map(({ name }) => name), 0])
      if (command === 'run')
        expect((await readFile(join(workspace.paths.published, 'current'), 'utf8')).trim()).not.toBe('')
      expect(readdirSync(workspace.paths.inbox)).toEqual([])
    } finally {
      spawnSync('umount', ['-l', folder])
    }
  })
})
