import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBrowser } from '../../pipelines/report/browser.ts'
import { renderReport } from '../../pipelines/report/render-report.ts'
import { sealIssued } from '../../pipelines/report/seal/seal-issued.ts'
import { makeCredentials } from '../pipelines/report/seal/test-credentials.ts'
import { publishWeeklyRetailer } from '../pipelines/report/weekly-retailer.ts'
import type { Issued } from './tamper-report.ts'

const NOW = new Date('2026-01-12T01:00:00Z')

/** A workspace with an unsigned report, one signed by its author, and one signed by author and reviewer. */
export async function issueReports(): Promise<Issued & { remove(): Promise<void> }> {
  const [retailer, browser] = await Promise.all([publishWeeklyRetailer(), openBrowser()])
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-issued-'))
  try {
    const { published } = retailer
    const { p12 } = await makeCredentials({ name: '王编制', password: 'x' })
    const key = { p12, path: 'a.p12', password: 'x' }
    const request = { published, name: 'weekly', formats: ['pdf'], folder, now: NOW, browser } as const
    const unsigned = await renderReport({ ...request, locales: ['zh-CN'] })
    const sealed = await renderReport({ ...request, locales: ['zh-TW', 'en'], seal: { role: 'author', key } })
    const paths = [...unsigned, ...sealed].map(({ files }) => files[0]?.path ?? '')
    const last = paths.at(-1) ?? ''
    await sealIssued({ published, path: last, pdf: await readFile(last), role: 'reviewer', key, now: NOW, browser })
    const names = ['unsigned', 'signed', 'signed by two']
    const files = await Promise.all(
      paths.map(async (path, index) => ({ name: names[index] ?? '', pdf: await readFile(path) })),
    )
    return { published, runId: retailer.runId, files, remove: () => retailer.remove() }
  } finally {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  }
}
