import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, readdirSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../../pipelines/core/workspace.ts'
import { queryRows } from '../../../pipelines/warehouse/query.ts'
import { openWarehouse } from '../../../pipelines/warehouse/warehouse.ts'
import { makeTestWorkspace, PLAIN_SOURCE } from '../../workspace.ts'

const CLI = fileURLToPath(new URL('../../../pipelines/cli.ts', import.meta.url))
const FIELDS = Object.keys(PLAIN_SOURCE.columns)

/** Complaints enough that loading them takes seconds; a blank line sends them the careful way. */
async function writeExport(path: string, rows: number, isCareful: boolean): Promise<void> {
  const out = createWriteStream(path)
  out.write(`${FIELDS.join(',')}\n${isCareful ? '\n' : ''}`)
  const tail = `,,,,,,,,,phone,delivery,C1,,,${'late again '.repeat(8)}`
  for (let row = 0; row < rows; row += 1000) {
    const lines = Array.from({ length: 1000 }, (_line, index) => `A${row + index},2026-01-05 10:00:00${tail}\n`)
    if (!out.write(lines.join(''))) await new Promise((resolve) => out.once('drain', resolve))
  }
  out.end()
  await finished(out)
}

/** Starts the real command; `when` sees what it says on stderr and may signal it. */
function load(workspace: Workspace, when: (said: string, signal: (name: NodeJS.Signals) => void) => void) {
  const child = spawn(process.execPath, [CLI, 'load', '--lang', 'en', '--workspace', workspace.folder])
  let said = ''
  const signal = (name: NodeJS.Signals) => child.kill(name)
  child.stderr.on('data', (data) => {
    said += data
    when(said, signal)
  })
  const watch = setInterval(() => when(said, signal), 20)
  return new Promise<{ status: number | null; said: string }>((resolve) => {
    child.on('close', (status) => {
      clearInterval(watch)
      resolve({ status, said })
    })
  })
}

/** From here on the file's rows are read and staged. */
function isArchived({ paths }: Workspace): boolean {
  return existsSync(paths.archive) && readdirSync(paths.archive).some((name) => /^[0-9a-f]{64}/.test(name))
}

async function ledger(workspace: Workspace) {
  await using warehouse = await openWarehouse(workspace, 'test')
  const [counts] = await queryRows(
    warehouse.connection,
    'select (select count(*) from ledger.batch) as batches, (select count(*) from staging.complaint) as staged',
  )
  return counts
}

describe('a signal while a file is loaded', () => {
  test.each([
    ['SIGINT', 130, true],
    ['SIGTERM', 143, false],
  ] as const)(
    '%s: status %i, nothing half loaded, the lock given back; then all of it',
    async (name, status, isCareful) => {
      const workspace = await makeTestWorkspace()
      await writeExport(join(workspace.paths.inbox, 'a.csv'), 40_000, isCareful)
      let isSent = false
      const stopped = await load(workspace, (_said, signal) => {
        if (isSent || !isArchived(workspace)) return
        isSent = true
        signal(name)
      })
      expect(stopped).toMatchObject({ status })
      expect(stopped.said).toContain('HY-C-008')
      expect(existsSync(`${workspace.paths.warehouse}.lock`)).toBe(false)
      expect((await readdir(workspace.paths.archive)).filter((file) => file.startsWith('.'))).toEqual([])
      expect(await readdir(workspace.paths.inbox)).toEqual(['a.csv'])
      expect(await ledger(workspace)).toEqual({ batches: 0, staged: 0 })
      const again = await load(workspace, () => undefined)
      expect(again.status).toBe(0)
      expect(await ledger(workspace)).toEqual({ batches: 1, staged: 40_000 })
    },
    120_000,
  )
})
