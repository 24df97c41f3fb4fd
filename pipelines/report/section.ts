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
  /** Whether it suppresses small cells where the report is an outward copy; others cannot stand in one. */
  readonly isOutward: boolean
  /** What stands in `reports/*.yaml`: `section` and the options. */
  readonly schema: z.ZodObject<{ section: z.ZodLiteral<string> }, z.core.$strict>
  /** Computes its figures. The entry has been through the schema. */
  prepare(context: FigureContext, entry: SectionEntry): Promise<PreparedSection>
}

/**
 * Defines a kind of section: the one place that knows its options. Name metrics and dimensions in them by `metricName`
 * and `dimensionName`, so that a definition is refused where it names one that there is not.
 * `isOutward`: its figures suppress small cells themselves where `context.definition.is_outward` is set.
 * To add one: this file, its template, and a line in section-kinds.ts.
 * @param template default: the name with - for _; `blocks` for what consists of text, charts and tables
 */
export function sectionKind<Shape extends z.core.$ZodLooseShape>(
  section: string,
  shape: Shape,
  prepare: (context: FigureContext, options: z.infer<z.ZodObject<Shape, z.core.$strict>>) => Promise<PreparedSection>,
  { template = section.replaceAll('_', '-'), isOutward = false }: { template?: string; isOutward?: boolean } = {},
): SectionKind {
  const options = z.strictObject(shape)
  return {
    section,
    template,
    isOutward,
    schema: z.strictObject({ ...shape, section: z.literal(section) }),
    prepare: (context, { section: _kind, ...given }) => prepare(context, options.parse(given)),
  }
}
