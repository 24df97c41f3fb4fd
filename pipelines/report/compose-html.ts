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
  const bodies: string[] = []
  let number = 0
  for (const section of report.sections) {
    if (section.isNumbered) number += 1
    const view = { ...(await section.view(words)), number: section.isNumbered ? String(number) : '' }
    bodies.push(renderTemplate(section.template, view).trim())
  }
  const { reportTitle: title, periodTitle: period } = words
  const main = `<main lang="${locale}">\n${bodies.join('\n\n')}\n</main>\n`
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
