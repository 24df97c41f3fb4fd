import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyReport } from '../../pipelines/report/verify-report.ts'
import { seededRandom } from '../crash/random.ts'
import { issueReports } from './issued-reports.ts'
import { tamperCopies, verdictOn } from './tamper-report.ts'
import { TAMPERINGS } from './tampered-copy.ts'

let issued: Awaited<ReturnType<typeof issueReports>>
let folder: string
beforeAll(async () => {
  issued = await issueReports()
  folder = await mkdtemp(join(tmpdir(), 'huiyin-tamper-test-'))
}, 120_000)
afterAll(async () => {
  await issued.remove()
  await rm(folder, { recursive: true })
})

test('reports that nobody touched are proven: unsigned, signed, and signed by two', async () => {
  for (const { name, pdf } of issued.files) {
    const file = join(folder, `${name}.pdf`)
    await writeFile(file, pdf)
    expect(await verdictOn(issued.published, file), name).toBeNull()
  }
})

test('every way of tampering is found (npm run test:tamper takes 200 copies)', async () => {
  const tampered = await tamperCopies(issued, 16, 1)
  expect(tampered.filter(({ found }) => found === null)).toEqual([])
}, 120_000)

test('where no ledger knows the file, a page that was changed still says so, and what it read before', async () => {
  const [unsigned] = issued.files
  const tamper = TAMPERINGS['a glyph of a page, saved anew']
  const copy = await tamper?.(unsigned?.pdf ?? new Uint8Array(), seededRandom(5))
  const file = join(folder, 'glyph.pdf')
  await writeFile(file, copy ?? '')
  const { findings } = await verifyReport({ published: issued.published, file })
  const page = findings.find((finding) => finding.kind === 'page')
  expect(page).toBeDefined()
  expect(page?.kind === 'page' && page.expected !== page.got).toBe(true)
})
