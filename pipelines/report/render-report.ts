import { basename, join } from 'node:path'
import { HuiyinError } from '../core/errors.ts'
import { sha256 } from '../core/hash.ts'
import type { Locale } from '../core/locale.ts'
import { makeFolder, writeFileAtomically } from '../core/write-file.ts'
import { enterIssued } from '../warehouse/issued-reports.ts'
import { openSnapshot } from '../warehouse/snapshot.ts'
import { type OpenedBrowser, openBrowser } from './browser.ts'
import { type ComposedReport, composeHtml } from './compose-html.ts'
import { type PreparedReport, prepareReport } from './compose-sections.ts'
import { departmentVersions } from './department-versions.ts'
import { issuePdf, type UnsignedPdf } from './issue-pdf.ts'
import { printablePage } from './printable-page.ts'
import { readDefinition } from './read-definition.ts'
import type { ReportDefinition } from './report-definition.ts'
import type { ReportFormat } from './report-formats.ts'
import { reportPeriod } from './report-period.ts'
import { withRestatement } from './restatement/with-restatement.ts'
import type { Role } from './seal/roles.ts'
import { sealIssued } from './seal/seal-issued.ts'
import type { SealKey } from './seal/seal-pdf.ts'
import { warmBrowser } from './warm-browser.ts'
import { withWrittenParts } from './written-parts.ts'

/** While two reports are printed, each by a page of its own, the next is computed. */
const PRINTED_AHEAD = 2

export interface ReportRequest {
  readonly published: string
  readonly runId?: string | undefined
  /** A file of definitions, without its extension. */
  readonly name: string
  /** The workspace's own definitions. */
  readonly definitions?: string | undefined
  /** Its name, such as `2026-W46` or `2026-Q3`, or any of its days; default the last that was over at the as-of. */
  readonly period?: string | undefined
  readonly locales: readonly Locale[]
  /** One report for each value of this dimension, with small cells suppressed. */
  readonly each?: string | undefined
  readonly formats: readonly ReportFormat[]
  readonly folder: string
  /** For the ledger only: nothing in a report depends on when it was made. */
  readonly now: Date
  /** One that is open already, or opens beside other work, and stays open. */
  readonly browser?: OpenedBrowser | Promise<OpenedBrowser>
  /** Who seals PDFs, and with what; without it they are unsigned drafts. */
  readonly seal?: { readonly role: Role; readonly key: SealKey } | undefined
}

export interface RenderedReport {
  readonly locale: Locale
  readonly runId: string
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly bytes: number }[]
  readonly figures: number
  readonly period: { readonly name: string; readonly from: string; readonly to: string }
  /** The report's name for people, in this language. */
  readonly title: string
  /** Of the dimension asked for by `each`. */
  readonly value: string | null
  /** What its pages tried to load from outside, and did not get. */
  readonly refused: readonly string[]
}

/**
 * Renders a report in each language from one snapshot, with the same numbers in all, and enters every file in the
 * ledger of issued reports. The same snapshot gives the same bytes. Throws HY-R-001/002/003/004, HY-M-003 (period),
 * HY-C-003/004 (definition), HY-C-001 (each), HY-R-005, HY-M-002 (filters), HY-W-004, HY-V-003, HY-C-007, HY-E-001/003/004/005 (seal).
 */
export async function renderReport(request: ReportRequest): Promise<RenderedReport[]> {
  const definition = await readDefinition(request.name, request.definitions)
  if (request.seal === undefined && definition.seal.is_required && request.formats.includes('pdf')) {
    throw new HuiyinError('HY-E-005', { report: definition.report })
  }
  const own = request.browser === undefined && request.formats.includes('pdf') ? openBrowser() : undefined
  own?.catch(() => undefined)
  try {
    const browser = own ?? request.browser
    return await renderEach({ ...request, ...(browser === undefined ? {} : { browser }) }, definition)
  } finally {
    await own?.then(
      (browser) => browser.kill(),
      () => undefined,
    )
  }
}

async function renderEach(request: ReportRequest, definition: ReportDefinition): Promise<RenderedReport[]> {
  const browser =
    request.formats.includes('pdf') && request.browser ? warmed(request.browser, request.locales) : undefined
  browser?.catch(() => undefined)
  await using snapshot = await openSnapshot(request.published, request.runId)
  const period = reportPeriod(definition.period, request.period, snapshot.run)
  const written = await withWrittenParts(definition, request.definitions, period)
  const versions =
    request.each === undefined
      ? [{ definition: written, value: null, slug: '' }]
      : await departmentVersions(snapshot, written, request.each)
  await makeFolder(request.folder)
  const rendered: Promise<RenderedReport>[] = []
  for (const { definition: version, value, slug } of versions) {
    const restated = await withRestatement(version, request.published, snapshot, period)
    const report = await prepareReport(snapshot, restated, period)
    for (const locale of request.locales) {
      const composed = await composeHtml(report, locale)
      const printing = browser === undefined ? undefined : issuePdf(report, composed, await browser)
      rendered.push(writeFormats({ ...request, slug, value }, report, composed, printing, rendered.at(-1)))
      for (const promise of [printing, rendered.at(-1)]) promise?.catch(() => undefined)
      await rendered.at(-1 - PRINTED_AHEAD)
    }
  }
  return await Promise.all(rendered)
}

async function warmed(opening: OpenedBrowser | Promise<OpenedBrowser>, locales: readonly Locale[]) {
  const opened = await opening
  await warmBrowser(opened, locales)
  return opened
}

type VersionRequest = ReportRequest & { readonly slug: string; readonly value: string | null }

/** Writes a report's files once those of the report before are written: the ledger has one writer. */
async function writeFormats(
  request: VersionRequest,
  report: PreparedReport,
  composed: ComposedReport,
  printing: Promise<UnsignedPdf> | undefined,
  before: Promise<unknown> | undefined,
): Promise<RenderedReport> {
  const printed = await printing
  await before
  const { locale } = composed
  const files: RenderedReport['files'][number][] = []
  for (const format of request.formats) {
    files.push(
      format === 'html' || printed === undefined
        ? await writeReport(request, report, locale, 'html', htmlBytes(composed))
        : await writePdf(request, report, locale, printed),
    )
  }
  const { name, start, end } = report.period
  const period = { name, from: start, to: end }
  return {
    locale,
    runId: report.run.runId,
    files,
    figures: report.figures.length,
    period,
    title: composed.words.reportTitle,
    value: request.value,
    refused: printed?.refused ?? [],
  }
}

/** The unsigned report is entered first: a seal is appended to it, and its bytes stay in front. */
async function writePdf(request: VersionRequest, report: PreparedReport, locale: Locale, printed: UnsignedPdf) {
  const { published, seal, now } = request
  const { pdf, manifest } = printed
  const written = await writeReport(request, report, locale, 'pdf', pdf, manifest)
  if (seal === undefined) return written
  return await sealIssued({ published, path: written.path, pdf, browser: await request.browser, now, ...seal })
}

function htmlBytes(composed: ComposedReport): Uint8Array {
  return new TextEncoder().encode(printablePage(composed.html, composed))
}

async function writeReport(
  request: VersionRequest,
  report: PreparedReport,
  locale: Locale,
  format: ReportFormat,
  bytes: Uint8Array,
  manifest?: Uint8Array,
) {
  const parts = [report.definition.report, report.period.name, request.slug, locale].filter((part) => part !== '')
  const path = join(request.folder, `${parts.join('_')}.${format}`)
  const hash = sha256(bytes)
  await writeFileAtomically(path, bytes)
  const entry = {
    report: report.definition.report,
    locale,
    run_id: report.run.runId,
    file: basename(path),
    sha256: hash,
    issued_at: request.now.toISOString(),
    bytes: bytes.length,
    period: report.period.name,
  }
  await enterIssued(request.published, entry, manifest)
  return { path, sha256: hash, bytes: bytes.length }
}
