import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { maskingKey } from '../../../pipelines/publish/masking-key.ts'

const folder = () => mkdtemp(join(tmpdir(), 'huiyin-key-'))

test('is made once, for its owner alone, and stays', async () => {
  const path = join(await folder(), 'masking.key')
  const key = await maskingKey(path)
  expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(await readFile(path, 'utf8')).toBe(`${key}\n`)
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await maskingKey(path)).toBe(key)
})

test('that a crash left half written is not taken for one', async () => {
  const place = await folder()
  await writeFile(join(place, 'masking.key.tmp'), 'abc')
  expect(await maskingKey(join(place, 'masking.key'))).toMatch(/^[0-9a-f]{64}$/)
  expect(await readdir(place)).toEqual(['masking.key'])
})

test('that is not one, or cannot be made, is refused and not replaced', async () => {
  const path = join(await folder(), 'masking.key')
  await writeFile(path, 'abc\n')
  await expect(maskingKey(path)).rejects.toMatchObject({ code: 'HY-C-003' })
  expect(await readFile(path, 'utf8')).toBe('abc\n')
  await expect(maskingKey(join(path, 'below'))).rejects.toMatchObject({ code: 'HY-C-007' })
})
