import type { Statement } from '../../metrics/metric-query.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from './figure-context.ts'

/** A cause on a bone of the fishbone (marts.fishbone). */
export type FishboneRow = {
  readonly bone_dimension: string
  readonly bone: string | null
  readonly cause: string | null
  readonly span_from: string
  readonly span_to: string
  readonly case_count: number
  readonly bone_count: number
  readonly coded_count: number
  readonly total_count: number
}

/** How far a second coder agrees (marts.coder_agreement). */
export type AgreementRow = {
  readonly field: string
  readonly first_source: string
  readonly second_source: string
  readonly case_count: number
  readonly agreed_count: number
  readonly kappa: number | null
  readonly kappa_low: number | null
  readonly kappa_high: number | null
  readonly least_cases: number
  readonly least_kappa: number
  readonly verdict: string
}

/** A unit on a funnel plot (marts.funnel). */
export type FunnelRow = {
  readonly metric: string
  readonly unit: string
  readonly member: string | null
  readonly staff: string | null
  readonly span_from: string
  readonly span_to: string
  readonly numerator: number
  readonly denominator: number
  readonly share: number | null
  readonly centre: number
  readonly low_998: number | null
  readonly high_998: number | null
  readonly dispersion: number
  readonly is_too_small: boolean
  readonly is_outside: boolean
  readonly judgement: string | null
}

/** Complaints by exposure of a member of a dimension, the worst rate first (marts.pareto). */
export type RateRow = {
  readonly dimension: string
  readonly weighting: string
  readonly member: string | null
  readonly span_from: string
  readonly span_to: string
  readonly case_count: number
  readonly exposure: number | null
  readonly rate_metric: string
  readonly weight: number | null
  readonly rate_low: number | null
  readonly rate_high: number | null
}

/** A feature of handling and the odds of a dissatisfied answer (marts.driver). */
export type DriverRow = {
  readonly feature: string
  readonly step: string
  readonly member: string | null
  readonly reference: string | null
  readonly answer_count: number
  readonly dissatisfied_count: number
  readonly odds_ratio: number
  readonly odds_low: number
  readonly odds_high: number
  readonly adjusted_p: number
  readonly is_associated: boolean
}

/** How well held-out answers are told, or why there is no model (marts.driver_quality). */
export type DriverQualityRow = {
  readonly answers_total: number
  readonly dissatisfied_total: number
  readonly least_events: number
  readonly answers_fitted: number
  readonly term_count: number
  readonly auc: number | null
  readonly auc_low: number | null
  readonly auc_high: number | null
  readonly obstacle: string | null
}

/** Causes of the latest weeks as a tree, largest bone first. Null where none is coded, or where the report is filtered. */
export function fishboneFigure(context: FigureContext): Promise<Figure<FishboneRow> | null> {
  return martFigure<FishboneRow>(context, { figure: 'fishbone' }, { sql: FISHBONE, parameters: {} })
}

/** Agreement of coders on causes. Null where nothing was coded twice. */
export function agreementFigure(context: FigureContext): Promise<Figure<AgreementRow> | null> {
  return martFigure<AgreementRow>(context, { figure: 'agreement' }, { sql: AGREEMENT, parameters: {} })
}

/** One kind of unit by one metric, largest first. Null as `fishboneFigure`, or where there are fewer than three units. */
export function funnelFigure(
  context: FigureContext,
  { metric, unit }: { metric: string; unit: string },
): Promise<Figure<FunnelRow> | null> {
  const name = { figure: 'funnel', metric, dimension: unit }
  return martFigure<FunnelRow>(context, name, { sql: FUNNEL, parameters: { metric, unit } })
}

/** Rates by one dimension. Null as `fishboneFigure`, or where the exposure is not known by the dimension. */
export function rateFigure(context: FigureContext, dimension: string): Promise<Figure<RateRow> | null> {
  return martFigure<RateRow>(context, { figure: 'rates', dimension }, { sql: RATES, parameters: { dimension } })
}

/** What goes with dissatisfied answers, associated first. Null as `fishboneFigure`, or where there is no model. */
export function driverFigure(context: FigureContext, most: number): Promise<Figure<DriverRow> | null> {
  return martFigure<DriverRow>(context, { figure: 'drivers' }, { sql: DRIVERS, parameters: { most } })
}

/** Null where nothing was analysed. */
export function driverQualityFigure(context: FigureContext): Promise<Figure<DriverQualityRow> | null> {
  return martFigure<DriverQualityRow>(context, { figure: 'driver_quality' }, { sql: DRIVER_QUALITY, parameters: {} })
}

/** The rows of a mart of the whole: a report that is filtered has none. */
async function martFigure<Row extends Figure['rows'][number]>(
  context: FigureContext,
  name: Figure['name'],
  statement: Statement,
): Promise<Figure<Row> | null> {
  if (Object.keys(context.definition.filters).length > 0) return null
  const rows = await context.rows<Row>(statement)
  return rows.length === 0 ? null : context.book.add(name, rows, [statement])
}

const FISHBONE = `select
    bone_dimension,
    bone,
    cause,
    cast(span_from as varchar) as span_from,
    cast(span_to as varchar) as span_to,
    case_count,
    bone_count,
    coded_count,
    total_count
from marts.fishbone
order by fishbone_no`

const AGREEMENT = `select
    field,
    first_source,
    second_source,
    case_count,
    agreed_count,
    kappa,
    kappa_low,
    kappa_high,
    least_cases,
    least_kappa,
    verdict
from marts.coder_agreement
where field in ('cause_group', 'cause', 'fishbone_branch')
order by agreement_no`

const FUNNEL = `select
    metric,
    unit,
    member,
    staff,
    cast(span_from as varchar) as span_from,
    cast(span_to as varchar) as span_to,
    numerator,
    denominator,
    share,
    centre,
    low_998,
    high_998,
    dispersion,
    is_too_small,
    is_outside,
    judgement
from marts.funnel
where metric = $metric
    and unit = $unit
order by funnel_no`

const RATES = `select
    dimension,
    weighting,
    member,
    cast(span_from as varchar) as span_from,
    cast(span_to as varchar) as span_to,
    case_count,
    exposure,
    rate_metric,
    weight,
    rate_low,
    rate_high
from marts.pareto
where weighting = 'rate'
    and dimension = $dimension
    and exposure > 0
order by pareto_no`

const DRIVERS = `select
    feature,
    step,
    member,
    reference,
    answer_count,
    dissatisfied_count,
    odds_ratio,
    odds_low,
    odds_high,
    adjusted_p,
    is_associated
from marts.driver
order by driver_no
limit cast($most as integer)`

const DRIVER_QUALITY = `select
    answers_total,
    dissatisfied_total,
    least_events,
    answers_fitted,
    term_count,
    auc,
    auc_low,
    auc_high,
    obstacle
from marts.driver_quality
order by quality_no`
