import type { SectionKind } from './section.ts'
import { appendixSection } from './sections/appendix.ts'
import { changesSection } from './sections/changes.ts'
import { contentsSection } from './sections/contents.ts'
import { coverSection } from './sections/cover.ts'
import { headlineSection } from './sections/headline.ts'
import { limitsSection } from './sections/limits.ts'
import { openCasesSection } from './sections/open-cases.ts'
import { questionsSection } from './sections/questions.ts'
import { summarySection } from './sections/summary.ts'
import { trendsSection } from './sections/trends.ts'
import { whatSection } from './sections/what.ts'

/** Every kind of section that a report can be composed of, one line each. */
export const SECTION_KINDS: readonly SectionKind[] = [
  appendixSection,
  changesSection,
  contentsSection,
  coverSection,
  headlineSection,
  limitsSection,
  openCasesSection,
  questionsSection,
  summarySection,
  trendsSection,
  whatSection,
]

export function sectionKindNamed(name: string): SectionKind {
  const kind = SECTION_KINDS.find(({ section }) => section === name)
  if (kind === undefined) throw new RangeError(`no section ${name}`)
  return kind
}
