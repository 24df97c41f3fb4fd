import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A folder for the files of one test file, removed at its end; `write` returns the path of a new file in it. */
export async function testFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-formats-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  let count = 0
  const write = async (data: string | Uint8Array, name = 'file') => {
    count += 1
    const path = join(folder, `${count}-${name}`)
    await writeFile(path, data)
    return path
  }
  return { folder, write }
}
