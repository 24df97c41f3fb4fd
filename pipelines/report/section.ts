import { z } from 'zod'
import type { FigureContext } from './figures/figure-context.ts'
import type { SectionEntry } from './report-definition.ts'
import type { Words } from './words.ts'

/** A section whose figures are computed, ready to be put into words in any language. */
export interface PreparedSection {
  /** Whether the section has a number; cover and appendix have none. */
  readonly isNumbered: boolean
  /** What the department still has to write, by the names of the parts (`written.parts.*`): no seal until it has. */
  readonly incomplete?: readonly string[]
  /** What its template shows: plain text, and charts. */
  view(words: Words): Promise<object>
}

/** A kind of section, as a report's definition may name it. */
export interface SectionKind {
  readonly section: string
  /** Its template: `templates/report/<template>.hbs`. */
  readonly template: string
  /** What stands in `reports/*.yaml`: `section` and the options. */
  readonly schema: z.ZodObject<{ section: z.ZodLiteral<string> }, z.core.$strict>
  /** Computes its figures. The entry has been through the schema. */
  prepare(context: FigureContext, entry: SectionEntry): Promise<PreparedSection>
}

/**
 * Defines a kind of section: the one place that knows its options. Name metrics and dimensions in them by `metricName`
 * and `dimensionName`, so that a definition is refused where it names one that there is not.
 * To add one: this file, its template, and a line in section-kinds.ts.
 * @param template default: the name with - for _; `blocks` for what consists of text, charts and tables
 */
export function sectionKind<Shape extends z.core.$ZodLooseShape>(
  section: string,
  shape: Shape,
  prepare: (context: FigureContext, options: z.infer<z.ZodObject<Shape, z.core.$strict>>) => Promise<PreparedSection>,
  template = section.replaceAll('_', '-'),
): SectionKind {
  const options = z.strictObject(shape)
  return {
    section,
    template,
    schema: z.strictObject({ ...shape, section: z.literal(section) }),
    prepare: (context, { section: _kind, ...given }) => prepare(context, options.parse(given)),
  }
}
