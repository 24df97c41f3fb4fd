import type { Statement } from '../../metrics/metric-query.ts'
import { addDays } from '../../metrics/periods.ts'
import type { Figure } from '../figure.ts'
import { periodHolding } from '../report-period.ts'
import type { FigureContext } from './figure-context.ts'

/** One inspection, audit, evaluation or meeting; of a quarter without a quarterly inspection, a row without a number. */
export type InspectionRow = {
  /** Such as `2026-Q3`. */
  readonly quarter: string
  readonly inspection_id: string | null
  readonly inspection_kind: string | null
  readonly inspected_on: string | null
  readonly inspected_unit: string | null
  readonly inspector_role: string | null
  readonly evaluator: string | null
  readonly inspection_method: string | null
  readonly audit_stage: string | null
  readonly sample_count: number | null
  readonly correct_count: number | null
  readonly score: number | null
  readonly score_scale: number | null
  readonly covers_process: boolean | null
  readonly covers_complaints: boolean | null
  readonly covers_training: boolean | null
  readonly covers_feedback: boolean | null
  readonly reported_on: string | null
  readonly signed_on: string | null
  readonly is_signed: boolean | null
}

/**
 * The quarterly inspections of the last `quarters` quarters up to the period's end, oldest first, and a row without a
 * number for each quarter that has none and was over at the as-of (requirement R219).
 */
export async function quarterlyFigure(context: FigureContext, quarters: number): Promise<Figure<InspectionRow>> {
  const names = lastQuarters(context, quarters)
  const statement = inspectionStatement(context, names, "inspection_kind = 'quarterly'")
  const found = await context.rows<InspectionRow>(statement)
  const rows = names.flatMap((quarter) => {
    const own = found.filter((row) => row.quarter === quarter)
    return own.length === 0 ? [{ ...NOT_INSPECTED, quarter }] : own
  })
  return context.book.add({ figure: 'quarterly_inspections' }, rows, [statement])
}

/** What outside bodies found in the same quarters, named with each (requirement R222). */
export async function thirdPartyFigure(context: FigureContext, quarters: number): Promise<Figure<InspectionRow>> {
  const kind = "(inspection_kind = 'third_party' or inspector_role = 'third_party' or evaluator is not null)"
  return await inspectionFigure(
    context,
    'third_party',
    inspectionStatement(context, lastQuarters(context, quarters), kind),
  )
}

/** Audits, special inspections and supervision meetings of the same quarters (requirements R229, R230). */
export async function otherInspectionFigure(context: FigureContext, quarters: number): Promise<Figure<InspectionRow>> {
  const kind =
    "coalesce(inspection_kind, '') not in ('quarterly', 'third_party') and coalesce(inspector_role, '') <> 'third_party' and evaluator is null"
  return await inspectionFigure(
    context,
    'other_inspections',
    inspectionStatement(context, lastQuarters(context, quarters), kind),
  )
}

async function inspectionFigure(context: FigureContext, figure: string, statement: Statement) {
  return context.book.add({ figure }, await context.rows<InspectionRow>(statement), [statement])
}

/** Names of the quarters up to the one in which the period ends, oldest first. */
function lastQuarters({ period }: FigureContext, count: number): string[] {
  const names: string[] = []
  let quarter = periodHolding(period.end, 'quarter')
  while (names.length < count) {
    names.unshift(quarter.name)
    quarter = periodHolding(addDays(quarter.start, -1), 'quarter')
  }
  return names
}

const NOT_INSPECTED: InspectionRow = {
  quarter: '',
  inspection_id: null,
  inspection_kind: null,
  inspected_on: null,
  inspected_unit: null,
  inspector_role: null,
  evaluator: null,
  inspection_method: null,
  audit_stage: null,
  sample_count: null,
  correct_count: null,
  score: null,
  score_scale: null,
  covers_process: null,
  covers_complaints: null,
  covers_training: null,
  covers_feedback: null,
  reported_on: null,
  signed_on: null,
  is_signed: null,
}

function inspectionStatement(context: FigureContext, quarters: readonly string[], condition: string): Statement {
  const filter = context.filter('inspection')
  return {
    sql: `select coalesce(quarter, cast(year(inspected_on) as varchar) || '-Q' || cast(quarter(inspected_on) as varchar)) as quarter,
    inspection_id, inspection_kind, cast(inspected_on as varchar) as inspected_on, inspected_unit,
    inspector_role, evaluator, inspection_method, audit_stage, sample_count, correct_count,
    cast(score as double) as score, cast(score_scale as double) as score_scale,
    is_process_covered as covers_process, is_complaints_covered as covers_complaints,
    is_training_covered as covers_training, is_feedback_covered as covers_feedback,
    cast(reported_on as varchar) as reported_on, cast(signed_on as varchar) as signed_on, is_signed
from facts.inspection
where ${condition} and ${filter.sql}
    and coalesce(quarter, cast(year(inspected_on) as varchar) || '-Q' || cast(quarter(inspected_on) as varchar))
        between $first_quarter and $last_quarter
order by 1, inspected_on, inspection_id`,
    parameters: { ...filter.parameters, first_quarter: quarters[0] ?? '', last_quarter: quarters.at(-1) ?? '' },
  }
}
