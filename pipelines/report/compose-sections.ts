// snapshot ── figures/* ──▶ figures, numbered and hashed ── sections/* ──▶ words ── templates/report/*.hbs ──▶ HTML
import type { Snapshot } from '../warehouse/snapshot.ts'
import type { Figure } from './figure.ts'
import { type FigureContext, figureContext } from './figures/figure-context.ts'
import type { ReportDefinition } from './report-definition.ts'
import type { ReportWeek } from './report-week.ts'
import type { PreparedSection } from './section.ts'
import { appendixSection } from './sections/appendix.ts'
import { coverSection } from './sections/cover.ts'
import { headlineSection } from './sections/headline.ts'
import { limitsSection } from './sections/limits.ts'
import { openCasesSection } from './sections/open-cases.ts'
import { questionsSection } from './sections/questions.ts'
import { trendsSection } from './sections/trends.ts'
import { whatSection } from './sections/what.ts'

/** A report whose figures are computed, the same for all languages. */
export interface PreparedReport {
  readonly definition: ReportDefinition
  readonly run: Snapshot['run']
  readonly week: ReportWeek
  readonly figures: readonly Figure[]
  readonly sections: readonly PreparedSection[]
}

/** Computes every figure of a report, in the order of its sections. */
export async function prepareReport(
  snapshot: Snapshot,
  definition: ReportDefinition,
  week: ReportWeek,
): Promise<PreparedReport> {
  const context = await figureContext(snapshot, week)
  const sections: PreparedSection[] = []
  for (const options of definition.sections) sections.push(await prepareSection(context, definition, options))
  return { definition, run: snapshot.run, week, figures: context.book.figures, sections }
}

function prepareSection(
  context: FigureContext,
  definition: ReportDefinition,
  options: ReportDefinition['sections'][number],
): Promise<PreparedSection> {
  switch (options.section) {
    case 'cover':
      return coverSection(context, definition.report)
    case 'headline':
      return headlineSection(context, options)
    case 'trends':
      return trendsSection(context, options)
    case 'what':
      return whatSection(context, options)
    case 'limits':
      return limitsSection(context)
    case 'open_cases':
      return openCasesSection(context, options)
    case 'questions':
      return questionsSection(context, options)
    case 'appendix':
      return appendixSection(context, options, definition)
  }
}
