// snapshot ── figures/* ──▶ figures, numbered and hashed ── sections/* ──▶ words ── templates/report/*.hbs ──▶ HTML
import { HuiyinError } from '../core/errors.ts'
import { unlessColumnMissing } from '../warehouse/missing-column.ts'
import type { Snapshot } from '../warehouse/snapshot.ts'
import type { Figure } from './figure.ts'
import { figureContext } from './figures/figure-context.ts'
import type { ReportDefinition } from './report-definition.ts'
import type { ReportPeriod } from './report-period.ts'
import type { PreparedSection } from './section.ts'
import { sectionKindNamed } from './section-kinds.ts'
import { notHeldSection } from './sections/not-held.ts'

/** A report whose figures are computed, the same for all languages. */
export interface PreparedReport {
  readonly definition: ReportDefinition
  readonly run: Snapshot['run']
  readonly period: ReportPeriod
  readonly figures: readonly Figure[]
  /** Parts that are not written yet (`written.parts.*`): every page says so, and the report may not be sealed. */
  readonly incomplete: readonly string[]
  readonly sections: readonly (PreparedSection & { readonly template: string })[]
}

/**
 * Computes every figure of a report, in the order of its sections. One that asks for a table or column that the
 * snapshot, being of an earlier version, has not, says so and has no figures.
 */
export async function prepareReport(
  snapshot: Snapshot,
  definition: ReportDefinition,
  period: ReportPeriod,
): Promise<PreparedReport> {
  const context = await figureContext(snapshot, definition, period)
  const sections: PreparedReport['sections'][number][] = []
  for (const entry of definition.sections) {
    const { template, prepare, isOutward } = sectionKindNamed(entry.section)
    if (definition.is_outward && !isOutward)
      throw new HuiyinError('HY-R-005', { report: definition.report, section: entry.section })
    const before = context.book.figures.length
    const prepared = await unlessColumnMissing(() => prepare(context, entry), undefined)
    if (prepared === undefined) context.book.keep(before)
    sections.push(prepared === undefined ? notHeldSection(entry.section) : { ...prepared, template })
  }
  const incomplete = [...new Set(sections.flatMap((section) => section.incomplete ?? []))]
  return { definition, run: snapshot.run, period, figures: context.book.figures, incomplete, sections }
}
