import { appendFile, mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { enterIssued, type IssuedReport, issuedRuns, listIssued } from '../../../pipelines/warehouse/issued-reports.ts'

const report = (number: number): IssuedReport => ({
  report: 'weekly',
  locale: 'zh-CN',
  run_id: `run-${number}`,
  file: `周报-${number}.pdf`,
  sha256: String(number).repeat(64),
  issued_at: '2026-01-05T00:00:00Z',
})

test('an entry that a crash cut off is no entry, and the next one takes its place', async () => {
  const published = await mkdtemp(join(tmpdir(), 'huiyin-issued-'))
  expect(await listIssued(published)).toEqual([])
  await enterIssued(published, report(1))
  const whole = Buffer.from(JSON.stringify(report(9)))
  const entered = [report(1)]
  for (const [index, length] of [1, 60, whole.length].entries()) {
    await appendFile(join(published, 'issued.jsonl'), whole.subarray(0, length))
    expect(await issuedRuns(published)).toEqual(new Set(entered.map((entry) => entry.run_id)))
    entered.push(report(index + 2))
    await enterIssued(published, report(index + 2))
    expect(await listIssued(published)).toEqual(entered)
  }
  expect((await readFile(join(published, 'issued.jsonl'), 'utf8')).endsWith('\n')).toBe(true)
})
