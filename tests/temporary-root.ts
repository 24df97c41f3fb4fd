import { chmod, cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What the product unpacks once and keeps: a test run takes a copy of it along, since unpacking takes seconds. */
const UNPACKED = /^huiyin-(chromium|fonts)-[\w.]+-\w+$/

/**
 * Vitest's global setup: one temporary folder for all that a run writes, which is removed at its end whatever tests leave
 * behind in it. Processes that vitest starts find it as their temporary folder.
 */
export default async function temporaryRoot(): Promise<() => Promise<void>> {
  const usual = tmpdir()
  const root = await mkdtemp(join(usual, 'huiyin-tests-'))
  for (const name of await readdir(usual))
    if (UNPACKED.test(name)) await cp(join(usual, name), join(root, name), { recursive: true })
  // Tests of read-only folders run a command as another user, who has to get there.
  await chmod(root, 0o755)
  process.env['TMPDIR'] = root
  process.env['HUIYIN_TEST_ROOT'] = root
  return async () => {
    process.env['TMPDIR'] = usual
    await rm(root, { recursive: true, force: true, maxRetries: 5 })
  }
}
