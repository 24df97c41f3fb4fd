import type { SectionKind } from './section.ts'
import { actionsSection } from './sections/actions.ts'
import { appendixSection } from './sections/appendix.ts'
import { auditBackgroundSection } from './sections/audit-background.ts'
import { byPeriodSection } from './sections/by-period.ts'
import { changesSection } from './sections/changes.ts'
import { chaptersSection } from './sections/chapters.ts'
import { contentsSection } from './sections/contents.ts'
import { coverSection } from './sections/cover.ts'
import { coverageSection } from './sections/coverage.ts'
import { decisionsSection } from './sections/decisions.ts'
import { driversSection } from './sections/drivers.ts'
import { effectsSection } from './sections/effects.ts'
import { findingsSection } from './sections/findings.ts'
import { fishboneSection } from './sections/fishbone.ts'
import { followUpSection } from './sections/follow-up.ts'
import { funnelSection } from './sections/funnel.ts'
import { headlineSection } from './sections/headline.ts'
import { inspectionsSection } from './sections/inspections.ts'
import { limitsSection } from './sections/limits.ts'
import { openCasesSection } from './sections/open-cases.ts'
import { problemsSection } from './sections/problems.ts'
import { questionsSection } from './sections/questions.ts'
import { ratesSection } from './sections/rates.ts'
import { readingsSection } from './sections/readings.ts'
import { recommendationsSection } from './sections/recommendations.ts'
import { restatementSection } from './sections/restatement.ts'
import { signOffSection } from './sections/sign-off.ts'
import { summarySection } from './sections/summary.ts'
import { trainingsSection } from './sections/trainings.ts'
import { trendsSection } from './sections/trends.ts'
import { whatSection } from './sections/what.ts'

/** Every kind of section that a report can be composed of, one line each. */
export const SECTION_KINDS: readonly SectionKind[] = [
  appendixSection,
  changesSection,
  contentsSection,
  actionsSection,
  auditBackgroundSection,
  byPeriodSection,
  chaptersSection,
  coverageSection,
  decisionsSection,
  driversSection,
  effectsSection,
  findingsSection,
  fishboneSection,
  followUpSection,
  funnelSection,
  inspectionsSection,
  problemsSection,
  ratesSection,
  readingsSection,
  recommendationsSection,
  restatementSection,
  signOffSection,
  trainingsSection,
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
