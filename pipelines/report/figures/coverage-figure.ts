import type { Coverage, CoverageRow, CoverageState } from '../../norms/coverage.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from './figure-context.ts'

/** One requirement of the norms as it stands in the snapshot. */
export type RequirementRow = {
  readonly requirement: string
  readonly section: string
  readonly clause: string
  readonly state: CoverageState
  readonly limit_comparator: string | null
  readonly limit_value: number | null
  readonly limit_unit: string | null
  /** What shows it: a metric, a slice of one, a check, a register … */
  readonly shown_by: string | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly n: number | null
  readonly verdict: string | null
  readonly reason: string
  readonly missing_fields: string
  readonly stated_by: string | null
  readonly stated_on: string | null
  readonly is_switched_off: boolean
}

/** One chapter: how its requirements stand. */
export type ChapterRow = {
  readonly section: string
  readonly requirements: number
  readonly measured: number
  readonly attested: number
  readonly not_measurable: number
  /** Of those measured: kept, missed, and those where the interval leaves it open. */
  readonly met: number
  readonly below: number
  readonly not_distinguishable: number
}

export function coverageFigure(context: FigureContext, figure: string, coverage: Coverage): Figure<RequirementRow> {
  return context.book.add({ figure }, coverage.rows.map(requirementRow), coverage.statements)
}

export function chapterFigure(context: FigureContext, coverage: Coverage): Figure<ChapterRow> {
  const chapters = Map.groupBy(coverage.rows, ({ requirement }) => requirement.section)
  const rows = [...chapters].map(([section, own]) => {
    const state = (name: CoverageState) => own.filter((row) => row.state === name).length
    const verdict = (name: string) => own.filter(({ figures }) => figures[0]?.verdict === name).length
    return {
      section,
      requirements: own.length,
      measured: state('measured'),
      attested: state('attested'),
      not_measurable: state('not_measurable'),
      met: verdict('met'),
      below: verdict('below'),
      not_distinguishable: verdict('not_distinguishable'),
    }
  })
  return context.book.add({ figure: 'chapters' }, rows, coverage.statements)
}

function requirementRow(row: CoverageRow): RequirementRow {
  const { requirement, state, reason, missingFields, attestation, switchedOff } = row
  const [figure] = row.figures
  return {
    requirement: requirement.id,
    section: requirement.section,
    clause: requirement.clause.join('; '),
    state,
    limit_comparator: requirement.limit?.comparator ?? null,
    limit_value: requirement.limit?.value ?? null,
    limit_unit: requirement.limit?.unit ?? null,
    shown_by: figure === undefined ? null : `${figure.kind}: ${figure.subject}`,
    numerator: figure?.numerator ?? null,
    denominator: figure?.denominator ?? null,
    value: figure?.value ?? null,
    low: figure?.interval?.low ?? null,
    high: figure?.interval?.high ?? null,
    n: figure?.n ?? null,
    verdict: figure?.verdict ?? null,
    reason: reason.code,
    missing_fields: missingFields.join(' '),
    stated_by: attestation?.by ?? null,
    stated_on: attestation?.on ?? null,
    is_switched_off: switchedOff !== null,
  }
}
