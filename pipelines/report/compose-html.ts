import { readFileSync } from 'node:fs'
import type { Locale } from '../core/locale.ts'
import type { PreparedReport } from './compose-sections.ts'
import { renderTemplate } from './report-templates.ts'
import { type Words, wordsFor } from './words.ts'

const STYLE = new URL('../../templates/report/report.css', import.meta.url)

/** A report in one language: its body, and what stands around it on each page. */
export interface ComposedReport {
  readonly locale: Locale
  readonly words: Words
  readonly title: string
  /** `<style>` and `<main>`, without fonts: those come with the page that it is printed from. */
  readonly html: string
  readonly header: string
  /** With `{page}` and `{pages}`, which the printer fills. */
  readonly pageNumber: string
}

/** Puts a prepared report into words: the same report and locale give the same bytes. */
export async function composeHtml(report: PreparedReport, locale: Locale): Promise<ComposedReport> {
  const words = wordsFor(locale, report.run, report.period, report.definition)
  const parts = await numberedParts(report, words)
  const entries = contentsOf(parts)
  const bodies = parts.map(({ id, template, view }) => {
    const body = renderTemplate(template, template === 'contents' ? { ...view, entries } : view).trim()
    return `<div class="part" id="${id}">\n${body}\n</div>`
  })
  const { reportTitle: title, periodTitle: period } = words
  const mark = report.incomplete.length === 0 ? '' : watermark(words)
  const main = `<main lang="${locale}">\n${mark}${bodies.join('\n\n')}\n</main>\n`
  return {
    locale,
    words,
    title: words.say('document_title', { title, period, organisation: words.organisation }),
    html: `<style>\n${readFileSync(STYLE, 'utf8')}</style>\n${main}`,
    header: words.say('header', {
      organisation: words.organisation,
      title,
      period,
      as_of: words.instant(report.run.asOf),
    }),
    pageNumber: words.say('page'),
  }
}

interface Part {
  readonly id: string
  readonly template: string
  readonly view: Readonly<Record<string, unknown>>
}

async function numberedParts(report: PreparedReport, words: Words): Promise<Part[]> {
  const parts: Part[] = []
  let number = 0
  for (const { template, isNumbered, view } of report.sections) {
    if (isNumbered) number += 1
    const filled = { ...(await view(words)), number: isNumbered ? String(number) : '' }
    parts.push({ id: `part-${parts.length + 1}`, template, view: filled })
  }
  return parts
}

/** What the table of contents lists: every section with a heading of its own. */
function contentsOf(parts: readonly Part[]) {
  return parts
    .filter(({ template }) => template !== 'cover' && template !== 'contents')
    .flatMap(({ id, view }) => {
      const [title, number] = [String(view['title'] ?? ''), String(view['number'])]
      return title === '' ? [] : [{ id, title, number, heading: `${number} ${title}`.trim() }]
    })
}

/** Stands on every page of a report of which parts are not written yet (requirement R233). */
function watermark(words: Words): string {
  return `<p class="watermark" aria-hidden="true">${words.say('written.incomplete')}</p>\n`
}
