import type { TemplateName } from './report-templates.ts'
import type { Words } from './words.ts'

/** A section whose figures are computed, ready to be put into words in any language. */
export interface PreparedSection {
  readonly template: TemplateName
  /** Whether the section has a number; cover and appendix have none. */
  readonly isNumbered: boolean
  /** What its template shows: plain text, and charts. */
  view(words: Words): Promise<object>
}
