import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

let own: string | undefined

/**
 * A folder that is made once for all files of a test run, by whichever process first needs it; the others wait. It is for
 * reading: who wants to change something takes a copy. Outside of a test run each process makes its own.
 */
export async function sharedFolder(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(rootFolder(), name)
  const making = `${folder}.making`
  while (!existsSync(folder)) {
    if (!(await isMine(making))) {
      await pause(50)
      continue
    }
    try {
      if (existsSync(folder)) await rm(making, { recursive: true })
      else {
        await make(making)
        await rename(making, folder)
      }
    } catch (cause) {
      await rm(making, { recursive: true, force: true })
      throw cause
    }
  }
  return folder
}

function rootFolder(): string {
  const root = process.env['HUIYIN_TEST_ROOT']
  if (root !== undefined) {
    const shared = join(root, 'shared')
    mkdirSync(shared, { recursive: true })
    return shared
  }
  if (own === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'huiyin-shared-'))
    process.once('exit', () => rmSync(made, { recursive: true, force: true }))
    own = made
  }
  return own
}

/** Whoever makes the folder first fills it. */
async function isMine(folder: string): Promise<boolean> {
  try {
    await mkdir(folder)
    return true
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false
    throw cause
  }
}
