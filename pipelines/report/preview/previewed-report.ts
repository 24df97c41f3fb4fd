import { HuiyinError } from '../../core/errors.ts'
import { canonicalJson } from '../../core/hash.ts'
import type { Locale } from '../../core/locale.ts'
import { message } from '../../core/messages.ts'
import { openSnapshot } from '../../warehouse/snapshot.ts'
import { composeHtml } from '../compose-html.ts'
import { type PreparedReport, prepareReport } from '../compose-sections.ts'
import { printablePage } from '../printable-page.ts'
import { readDefinition } from '../read-definition.ts'
import { reportPeriod } from '../report-period.ts'
import { withWrittenParts } from '../written-parts.ts'

export interface PreviewRequest {
  readonly published: string
  readonly name: string
  readonly definitions: string
  readonly period?: string | undefined
}

/**
 * The report as its definition and templates are now, as a page for a screen. What is wrong with a definition is told
 * on the page itself. Figures are computed anew only where the definition has changed.
 */
export function previewedReport(request: PreviewRequest): (locale: Locale) => Promise<string> {
  let known: { key: string; report: PreparedReport } | undefined
  return async (locale) => {
    try {
      known = await prepared(request, known)
      const composed = await composeHtml(known.report, locale)
      return printablePage(composed.html, composed)
    } catch (error) {
      return printablePage(`<main lang="${locale}"><pre>${escapeHtml(explained(error, locale))}</pre></main>`, {
        locale,
        title: request.name,
      })
    }
  }
}

async function prepared(request: PreviewRequest, known: { key: string; report: PreparedReport } | undefined) {
  const definition = await readDefinition(request.name, request.definitions)
  await using snapshot = await openSnapshot(request.published)
  const period = reportPeriod(definition.period, request.period, snapshot.run)
  const written = await withWrittenParts(definition, request.definitions, period)
  const key = canonicalJson([written, period.name, snapshot.run.runId])
  return key === known?.key ? known : { key, report: await prepareReport(snapshot, written, period) }
}

function explained(error: unknown, locale: Locale): string {
  if (!(error instanceof HuiyinError)) return error instanceof Error ? error.message : String(error)
  const text = (part: string) => message(locale, 'core', `errors.${error.code}.${part}`, error.details)
  return `${error.code}  ${text('what')}\n${text('fix')}`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
