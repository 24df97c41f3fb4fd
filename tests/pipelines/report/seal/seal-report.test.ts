import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDF } from '@libpdf/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { finishPdf } from '../../../../pipelines/report/archive/finish-pdf.ts'
import { MANIFEST } from '../../../../pipelines/report/manifest.ts'
import { renderReport } from '../../../../pipelines/report/render-report.ts'
import { sealReport } from '../../../../pipelines/report/seal/seal-report.ts'

const NOW = new Date('2026-01-12T01:00:00Z')
const KEY = { p12: new Uint8Array(), path: 'a.p12', password: '' }
const HASH = 'a'.repeat(64)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiyin-seal-report-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A PDF that carries a manifest with parts that are not written yet. */
async function incompleteReport(incomplete: readonly string[]): Promise<Uint8Array> {
  const manifest = {
    format: 'huiyin-report/2',
    program: '0',
    locale: 'en',
    title: 'Audit',
    organisation: 'Quality',
    period: { unit: 'quarter', name: '2026-Q3', from: '2026-07-01', to: '2026-09-30' },
    run: { run_id: 'r', as_of: '2026-10-01T00:00:00.000Z', timezone: 'UTC' },
    definition: { report: 'audit', period: 'quarter', sections: [{ section: 'cover' }] },
    metrics: [],
    figures: [],
    attachments: [],
    printed: { bytes: 1, sha256: HASH, pages: [] },
    incomplete,
  }
  const document = PDF.create()
  document.addPage()
  const file = {
    name: MANIFEST,
    mime: 'application/json',
    data: new TextEncoder().encode(JSON.stringify(manifest)),
    relationship: 'Data' as const,
    description: 'm',
  }
  const facts = { title: 't', locale: 'en' as const, author: 'a', creator: 'c', asOf: NOW }
  return await finishPdf(await document.save(), { files: [file], facts })
}

test('a report of which parts are missing is not sealed, and the parts are named', async () => {
  const pdf = await incompleteReport(['audit_purpose'])
  const sealing = sealReport({ file: 'audit.pdf', pdf, role: 'author', key: KEY, now: NOW })
  await expect(sealing).rejects.toMatchObject({ code: 'HY-E-003', details: { file: 'audit.pdf' } })
  await expect(sealing).rejects.toHaveProperty('details.missing', expect.stringMatching(/./))
})

test('one that is whole gets as far as its certificate', async () => {
  const pdf = await incompleteReport([])
  const sealing = sealReport({ file: 'audit.pdf', pdf, role: 'author', key: KEY, now: NOW })
  await expect(sealing).rejects.toMatchObject({ code: 'HY-E-001' })
})

test('a report that must be sealed is not issued without a certificate, not even as a draft', async () => {
  const text =
    'report: sealed\ntitle: Sealed\nperiod: week\nseal: { is_required: true }\nsections: [{ section: cover }]\n'
  await writeFile(join(folder, 'sealed.yaml'), text)
  const request = { published: folder, name: 'sealed', definitions: folder, locales: ['en'] as const, folder, now: NOW }
  await expect(renderReport({ ...request, formats: ['pdf'] })).rejects.toMatchObject({ code: 'HY-E-005' })
  await expect(renderReport({ ...request, formats: ['html'] })).rejects.toMatchObject({ code: 'HY-W-004' })
})
