import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { unpackFontConfig } from '../../../pipelines/report/packaged-chromium.ts'

const isWindows = process.platform === 'win32'
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiyin-unpack-'))
  vi.stubEnv('TMPDIR', folder)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

describe.skipIf(isWindows)('unpacking beside others', () => {
  test('ten at the same time get one complete folder and leave nothing else', async () => {
    const paths = await Promise.all(Array.from({ length: 10 }, () => unpackFontConfig()))
    expect(new Set(paths).size).toBe(1)
    const [path = ''] = paths
    expect(await readdir(folder)).toEqual([basename(dirname(path))])
    expect(await readFile(path, 'utf8')).toContain(`<dir>${dirname(path)}/fonts</dir>`)
    expect((await readdir(join(dirname(path), 'fonts/Open_Sans'))).length).toBeGreaterThan(0)
  })

  test('what is there is used again', async () => {
    const path = await unpackFontConfig()
    const before = (await stat(path)).mtimeMs
    expect(await unpackFontConfig()).toBe(path)
    expect((await stat(path)).mtimeMs).toBe(before)
  })

  test.each(['fonts/Open_Sans/OpenSans-Regular.ttf', 'fonts.conf'])('is made anew when %s was lost', async (file) => {
    const path = await unpackFontConfig()
    await rm(join(dirname(path), file))
    await unpackFontConfig()
    expect((await stat(join(dirname(path), file))).size).toBeGreaterThan(0)
    expect(await readdir(folder)).toHaveLength(1)
  })

  test('is made anew when a file is empty', async () => {
    const path = await unpackFontConfig()
    await writeFile(path, '')
    await unpackFontConfig()
    expect((await stat(path)).size).toBeGreaterThan(0)
  })

  test('a folder that others may write to is not trusted', async () => {
    const path = await unpackFontConfig()
    await chmod(dirname(path), 0o777)
    await expect(unpackFontConfig()).rejects.toThrow('open to others')
  })
})
