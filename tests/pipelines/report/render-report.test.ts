import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HuiyinError } from '../../../pipelines/core/errors.ts'
import { LOCALES } from '../../../pipelines/core/locale.ts'
import { message } from '../../../pipelines/core/messages.ts'
import { answerMetrics } from '../../../pipelines/metrics/answer-metrics.ts'
import { metricCatalogue, metricDefinition, metricText, withDefinitions } from '../../../pipelines/metrics/catalogue.ts'
import { formatInterval, formatValue } from '../../../pipelines/metrics/format-value.ts'
import { metricTitle } from '../../../pipelines/metrics/labels.ts'
import { readAttachments } from '../../../pipelines/report/archive/attach-files.ts'
import { finishPdf } from '../../../pipelines/report/archive/finish-pdf.ts'
import { type OpenedBrowser, openBrowser } from '../../../pipelines/report/browser.ts'
import { MANIFEST, parseManifest } from '../../../pipelines/report/manifest.ts'
import { printPdf } from '../../../pipelines/report/print-pdf.ts'
import { type RenderedReport, renderReport } from '../../../pipelines/report/render-report.ts'
import { verifyReport } from '../../../pipelines/report/verify-report.ts'
import { openForWriting } from '../../../pipelines/warehouse/database.ts'
import { listIssued } from '../../../pipelines/warehouse/issued-reports.ts'
import { execute } from '../../../pipelines/warehouse/query.ts'
import { openSnapshot } from '../../../pipelines/warehouse/snapshot.ts'
import { accessProblems } from './access-problems.ts'
import { fontsOf, readPdf } from './read-pdf.ts'
import { publishWeeklyRetailer, type WeeklyRetailer } from './weekly-retailer.ts'

const WEEK = { from: '2026-01-05', to: '2026-01-11' }
const NOW = new Date('2026-01-12T01:00:00Z')

let retailer: WeeklyRetailer
let browser: OpenedBrowser
let folder: string
let rendered: RenderedReport[]
const pdfs = new Map<string, Uint8Array>()
beforeAll(async () => {
  ;[retailer, browser] = await Promise.all([publishWeeklyRetailer(), openBrowser()])
  folder = await mkdtemp(join(tmpdir(), 'huiyin-reports-'))
  rendered = await renderReport({ ...request(), locales: LOCALES })
  for (const { locale, files } of rendered) pdfs.set(locale, new Uint8Array(await readFile(files[0]?.path ?? '')))
})
afterAll(async () => {
  await browser.close()
  await retailer.remove()
  await rm(folder, { recursive: true, force: true })
})

function request() {
  const { published } = retailer
  return { published, name: 'weekly', locales: ['en'] as const, formats: ['pdf'] as const, folder, now: NOW, browser }
}

function pdfIn(locale: string): Uint8Array {
  return pdfs.get(locale) ?? new Uint8Array()
}

describe.each(LOCALES)('the weekly report in %s', (locale) => {
  test('shows the numbers that a query gives, formatted in its language', async () => {
    const { pages } = await readPdf(pdfIn(locale))
    const text = (pages[2] ?? '').replaceAll(/\s/g, '')
    await using snapshot = await openSnapshot(retailer.published)
    const metrics = [
      'complaints_received',
      'on_time_resolution',
      'first_response_on_time',
      'csat_top2',
      'csat_mean',
      'nps',
    ]
    const { rows } = await answerMetrics(snapshot.database.connection, snapshot.run, { metrics, ...WEEK })
    expect(rows).toHaveLength(metrics.length)
    for (const row of rows) {
      const definition = metricDefinition(row.metric)
      expect(text).toContain(metricTitle(locale, row.metric).replaceAll(/\s/g, ''))
      expect(text, row.metric).toContain(formatValue(locale, definition, row.value))
      if (row.interval !== null) expect(text, row.metric).toContain(formatInterval(locale, definition, row.interval))
    }
  })

  test('is tagged, with bookmarks, header, page numbers, and text alternatives of all charts', async () => {
    const pdf = pdfIn(locale)
    const { pages, outline, language, created } = await readPdf(pdf)
    const say = (key: string) => message(locale, 'report', key)
    expect(language).toBe(locale)
    expect(created).toBe("D:20260112000000+00'00'")
    expect(outline.slice(0, 4)).toEqual([
      say('reports.weekly'),
      `1 ${say('sections.summary')}`,
      `2 ${say('sections.headline')}`,
      `3 ${say('sections.trends')}`,
    ])
    const total = pages.length
    pages.forEach((page, index) => {
      expect(page).toContain(
        say('page')
          .replace('{page}', `${index + 1}`)
          .replace('{pages}', `${total}`),
      )
      if (index > 0) expect(page).toContain(say('reports.weekly'))
    })
    const figures = await figuresOf(pdf)
    expect(figures.length).toBeGreaterThanOrEqual(6)
    for (const alternative of figures) expect(alternative).toMatch(/\d.*[。.]$/)
  })

  test('keeps what PDF/UA-1 asks for', async () => {
    expect(await accessProblems(pdfIn(locale))).toEqual([])
  })

  test('has a table of contents whose numbers are the pages of the headings', async () => {
    const { pages } = await readPdf(pdfIn(locale))
    const plain = (text: string) => text.replaceAll(/\s/g, '')
    const sections = ['summary', 'headline', 'trends', 'what', 'changes', 'limits', 'open_cases'].map(
      (section) => `sections.${section}`,
    )
    const titles = [...sections, 'readings.titles.watch', 'sections.questions'].map((key, index) =>
      plain(`${index + 1} ${message(locale, 'report', key)}`),
    )
    const contents = plain(pages[1] ?? '')
    const times = (text: string, title: string) => plain(text).split(title).length - 1
    for (const title of titles) {
      // The second page names them all once, in the table itself.
      const page = 1 + pages.findIndex((text, at) => at > 0 && times(text, title) > (at === 1 ? 1 : 0))
      expect(contents, title).toContain(`${title}${page}`)
    }
  })

  test('embeds all fonts', () => {
    const fonts = fontsOf(pdfIn(locale))
    expect(fonts.length).toBeGreaterThan(0)
    expect(fonts.filter((font) => !font.embedded)).toEqual([])
  })

  test('carries every figure with its data', async () => {
    const files = await readAttachments(pdfIn(locale))
    const manifest = parseManifest(new TextDecoder().decode(files.get(MANIFEST)))
    expect(manifest?.figures.length).toBe(rendered[0]?.figures)
    expect([...files.keys()].filter((name) => name.endsWith('.csv')).sort()).toEqual(
      manifest?.figures.map((figure) => figure.csv).sort(),
    )
    const text = (await readPdf(pdfIn(locale))).pages.join('').replaceAll(/\s/g, '')
    for (const figure of manifest?.figures ?? []) expect(text).toContain(figure.sha256)
  })

  test('is proven, and entered in the ledger once', async () => {
    const file = join(folder, `weekly_2026-W02_${locale}.pdf`)
    const verified = await verifyReport({ published: retailer.published, file })
    expect(verified).toMatchObject({
      report: 'weekly',
      locale,
      period: '2026-W02',
      runId: retailer.runId,
      issued: true,
    })
    expect(verified.figures.filter((figure) => !figure.ok)).toEqual([])
    expect(verified.figures).toHaveLength(rendered[0]?.figures ?? 0)
    const issued = await listIssued(retailer.published)
    expect(issued.filter((entry) => entry.file === basename(file))).toHaveLength(1)
  })
})

test('rendered again it has the same bytes', async () => {
  const [again] = await renderReport({ ...request(), now: new Date('2030-01-01T00:00:00Z') })
  expect(again?.files[0]?.sha256).toBe(createHash('sha256').update(pdfIn('en')).digest('hex'))
})

test('as HTML it stands alone, and loads nothing', async () => {
  const [report] = await renderReport({ ...request(), formats: ['html'] })
  const html = await readFile(report?.files[0]?.path ?? '', 'utf8')
  expect(report?.files.map((file) => basename(file.path))).toEqual(['weekly_2026-W02_en.html'])
  expect(html).not.toMatch(/<(script|link|img|iframe)|https?:(?!\/\/www\.w3\.org\/)/)
})

describe('a report that was made with another definition of a metric', () => {
  let old: RenderedReport | undefined
  beforeAll(async () => {
    const texts = new Map([...metricCatalogue().keys()].map((metric) => [metric, metricText(metric) ?? '']))
    texts.set('csat_top2', (texts.get('csat_top2') ?? '').replace('csat_score >= 4', 'csat_score >= 5'))
    const folderOfOld = join(folder, 'old')
    ;[old] = await withDefinitions(texts, () => renderReport({ ...request(), folder: folderOfOld }))
  })

  test('is proven by that definition, and says that it is another one today', async () => {
    const verified = await verifyReport({ published: retailer.published, file: old?.files[0]?.path ?? '' })
    expect(verified).toMatchObject({ findings: [], redefined: ['csat_top2'], definitions: 'then' })
    expect(old?.files[0]?.sha256).not.toBe(rendered.find(({ locale }) => locale === 'en')?.files[0]?.sha256)
  })

  test('has a definition run only where it was issued: in a forged file it is that of today', async () => {
    const files = await readAttachments(await readFile(old?.files[0]?.path ?? ''))
    const file = await forge(new TextDecoder().decode(files.get(MANIFEST)), files)
    const verified = await verifyReport({ published: retailer.published, file })
    expect(verified).toMatchObject({ redefined: ['csat_top2'], definitions: 'today' })
    expect(verified.figures.filter(({ ok }) => !ok).length).toBeGreaterThan(0)
  })
})

describe('what is not right is found', () => {
  test('a number changed in the snapshot: the figures that rest on it, and the first cell', async () => {
    const published = await mkdtemp(join(tmpdir(), 'huiyin-tampered-'))
    await cp(retailer.published, published, { recursive: true })
    const database = await openForWriting(join(published, `${retailer.runId}.duckdb`))
    await execute(
      database.connection,
      "update held.survey set nps_score = 0 where answered_on between date '2026-01-05' and date '2026-01-11'",
    )
    database.close()
    const verified = await verifyReport({ published, file: join(folder, 'weekly_2026-W02_en.pdf') })
    const wrong = verified.figures.filter((figure) => !figure.ok)
    expect(wrong.map((figure) => figure.title)).toEqual(['Key figures of the week, compared', 'Net promoter score'])
    expect(wrong[0]?.difference?.where).toEqual({ row: 8, column: 'numerator' })
    expect(wrong[0]?.expected).not.toBe(wrong[0]?.got)
    await rm(published, { recursive: true })
  })

  test('a number changed in the report: the figure, the cell and both values; and the file is none that was issued', async () => {
    const manifest = parseManifest(new TextDecoder().decode((await readAttachments(pdfIn('en'))).get(MANIFEST)))
    const figure = manifest?.figures[2]
    const row = figure?.rows[0]
    if (manifest === undefined || row === undefined) throw new Error('no figure')
    const before = row['value'] ?? null
    row['value'] = 12
    const file = await forge(JSON.stringify(manifest), await readAttachments(pdfIn('en')))
    const verified = await verifyReport({ published: retailer.published, file })
    expect(verified.issued).toBe(false)
    expect(verified.figures.filter((each) => !each.ok)).toMatchObject([
      {
        ref: 'F3',
        difference: { where: { row: 1, column: 'value' }, reported: 12, recomputed: before },
      },
    ])
  })

  test('a figure left out of the report, and data that is not that of its figure', async () => {
    const files = await readAttachments(pdfIn('en'))
    const manifest = parseManifest(new TextDecoder().decode(files.get(MANIFEST)))
    if (manifest === undefined) throw new Error('no manifest')
    manifest.figures.splice(3, 1)
    files.set('F01_sources.csv', new TextEncoder().encode('source\n'))
    const verified = await verifyReport({
      published: retailer.published,
      file: await forge(JSON.stringify(manifest), files),
    })
    const wrong = verified.figures.filter((each) => !each.ok)
    expect(wrong.map(({ ref, difference }) => [ref, difference?.where])).toEqual([
      ['F1', 'attachment'],
      ['F4', 'sha256'],
    ])
  })

  test.each([
    ['no PDF', async () => new TextEncoder().encode('hello')],
    ['a PDF of others', () => printPdf('<p>Hello</p>', { title: 'x', locale: 'en', asOf: NOW, browser })],
    ['a PDF with another manifest', async () => readFile(await forge('{"format":"x"}', new Map()))],
  ])('%s is no report of ours', async (_name, bytes) => {
    const file = join(folder, 'other.pdf')
    await writeFile(file, await bytes())
    await expect(verifyReport({ published: retailer.published, file })).rejects.toMatchObject({ code: 'HY-V-001' })
  })

  test('a report whose snapshot is gone', async () => {
    const published = await mkdtemp(join(tmpdir(), 'huiyin-gone-'))
    const file = join(folder, 'weekly_2026-W02_en.pdf')
    await expect(verifyReport({ published, file })).rejects.toMatchObject({ code: 'HY-V-003' })
  })
})

test.each([
  [{ name: 'monthly' }, 'HY-R-004'],
  [{ name: '../weekly' }, 'HY-R-004'],
  [{ period: '2026-W03' }, 'HY-M-003'],
  [{ period: '2026-W54' }, 'HY-M-003'],
  [{ period: 'yesterday' }, 'HY-M-003'],
])('%o is refused', async (wrong, code) => {
  const error = await renderReport({ ...request(), ...wrong }).catch((cause: unknown) => cause)
  expect(error).toBeInstanceOf(HuiyinError)
  expect(error).toMatchObject({ code })
})

/** A PDF with the given manifest and other attachments, as one who forges a report would make it. */
async function forge(manifest: string, files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const blank = await printPdf('<p>Forged</p>', { title: 'x', locale: 'en', asOf: NOW, browser })
  const all = new Map([...files, [MANIFEST, new TextEncoder().encode(manifest)]])
  const attached = [...all].map(([name, data]) => ({
    name,
    data,
    mime: 'text/plain',
    relationship: 'Data' as const,
    description: name,
  }))
  const file = join(folder, 'forged.pdf')
  const facts = { title: 'x', locale: 'en' as const, author: 'x', creator: 'x', asOf: NOW }
  await writeFile(file, await finishPdf(blank, { files: attached, facts }))
  return file
}

/** Text alternatives of all tags with the role of a figure; empty where one has none. */
async function figuresOf(pdf: Uint8Array): Promise<string[]> {
  const task = getDocument({ data: pdf.slice(), verbosity: 0 })
  const document = await task.promise
  const found: string[] = []
  interface Tag {
    role?: string
    alt?: string
    children?: object[]
  }
  const visit = (tag: Tag) => {
    if (tag.role === 'Figure') found.push(tag.alt ?? '')
    for (const child of tag.children ?? []) visit(child as Tag)
  }
  for (let number = 1; number <= document.numPages; number += 1) {
    const tree = await (await document.getPage(number)).getStructTree()
    if (tree !== null) visit(tree)
  }
  await task.destroy()
  return found
}
