import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { listIssued } from '../pipelines/warehouse/issued-reports.ts'
import { listRuns } from '../pipelines/warehouse/run-ledger.ts'
import { openWarehouse } from '../pipelines/warehouse/warehouse.ts'
import { loopbackSmtp } from './pipelines/deliver/loopback-smtp.ts'
import { makeTestWorkspace, plainCsv } from './workspace.ts'

const CLI = join(import.meta.dirname, '../pipelines/cli.ts')

test('up: runs when due, mails the report, serves the dashboard, stops gracefully', { timeout: 90_000 }, async () => {
  await using smtp = await loopbackSmtp()
  const workspace = await makeTestWorkspace({
    settings: {
      // Six fields: every second, so that the test need not wait for the minute.
      schedule: [
        {
          report: 'weekly',
          cron: '* * * * * *',
          locales: ['zh-CN', 'en'],
          recipients: ['quality@example.cn', 'audit@example.cn'],
        },
      ],
      mail: { host: '127.0.0.1', port: smtp.port, secure: false, require_tls: false, from: 'huiyin@example.cn' },
    },
    files: { 'a.csv': plainCsv([{ complaint_id: 'A', received_at: '2026-01-05 10:00:00', category: '配送延迟' }]) },
  })
  const child = spawn(process.execPath, [CLI, 'up', '--workspace', workspace.folder, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  child.stdout.on('data', (piece) => {
    out += String(piece)
  })
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  try {
    while (smtp.mails.length === 0) {
      expect(child.exitCode, out).toBeNull()
      await wait(200)
    }
    const { url } = JSON.parse(out) as { url: string }
    expect(await (await fetch(url)).text()).toContain('<html')
  } finally {
    child.kill('SIGTERM')
  }
  expect(await ended).toBe(0)

  const [mail] = smtp.mails
  expect(mail?.to).toEqual(['quality@example.cn', 'audit@example.cn'])
  const message = await PostalMime.parse(mail?.raw ?? '')
  expect(message.subject).toContain('Test')
  expect(message.attachments.map((file) => file.filename?.replace(/\d{4}-W\d{2}/, 'W'))).toEqual([
    'weekly_W_zh-CN.pdf',
    'weekly_W_en.pdf',
  ])
  const issued = await listIssued(workspace.paths.published)
  for (const file of message.attachments) {
    const bytes = Buffer.from(file.content as ArrayBuffer)
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(issued.map((entry) => entry.sha256)).toContain(createHash('sha256').update(bytes).digest('hex'))
  }

  await using warehouse = await openWarehouse(workspace, 'test')
  const runs = await listRuns(warehouse.connection, 100)
  expect(runs.at(-1)).toMatchObject({
    outcome: 'done',
    trigger_name: 'schedule: weekly "* * * * * *"',
    mail: 'sent to quality@example.cn, audit@example.cn',
  })
  expect(runs.every((run) => run.outcome === 'done')).toBe(true)
  expect(
    (await readFile(join(workspace.paths.out, runs.at(-1)?.report_files?.split(', ')[0] ?? ''))).length,
  ).toBeGreaterThan(10_000)
})
