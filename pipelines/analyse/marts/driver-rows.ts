import type { MartRow } from '../../warehouse/fill-mart.ts'
import { BOOTSTRAP_SEED, BOOTSTRAPS } from '../drivers/bootstrap-coefficients.ts'
import { type Driver, type Drivers, LEAST_EVENTS, PENALTY } from '../drivers/find-drivers.ts'

/** The rows of `marts.driver`: associated ones first, then by p-value. None where held-out answers are not told apart. */
export function driverRows(found: Drivers, falseDiscoveryRate: number): MartRow[] {
  if (!isUsable(found)) return []
  const told = found.terms.filter(({ kind }) => kind !== 'rest')
  const isAssociated = (term: Driver) => term.adjusted <= falseDiscoveryRate && term.low * term.high > 0
  return [...told]
    .sort((a, b) => Number(isAssociated(b)) - Number(isAssociated(a)) || a.pValue - b.pValue)
    .map((term) => ({
      feature: term.feature.name,
      step: term.kind === 'number' ? term.feature.step : 'member',
      member: term.member,
      is_unknown: term.kind === 'unknown',
      reference: term.reference,
      answer_count: term.rows,
      dissatisfied_count: term.dissatisfied,
      coefficient: term.coefficient,
      odds_ratio: Math.exp(term.coefficient / term.unit),
      odds_low: Math.exp(term.low / term.unit),
      odds_high: Math.exp(term.high / term.unit),
      p_value: term.pValue,
      adjusted_p: term.adjusted,
      tests: found.terms.length,
      is_associated: isAssociated(term),
    }))
}

/** The row of `marts.driver_quality`. */
export function driverQualityRow(found: Drivers): MartRow {
  const { quality } = found
  return {
    outcome: 'dissatisfied',
    answers_total: found.answers,
    dissatisfied_total: found.dissatisfied,
    least_events: LEAST_EVENTS,
    answers_fitted: found.fitted,
    term_count: found.terms.length,
    penalty: quality === null ? null : PENALTY,
    folds: quality?.folds ?? null,
    bootstraps: quality === null ? null : BOOTSTRAPS,
    seed: quality === null ? null : BOOTSTRAP_SEED,
    auc: quality?.auc?.auc ?? null,
    auc_low: quality?.auc?.low ?? null,
    auc_high: quality?.auc?.high ?? null,
    brier: quality?.brier ?? null,
    brier_baseline: quality?.brierBaseline ?? null,
    calibration_intercept: quality?.calibrationIntercept ?? null,
    calibration_slope: quality?.calibrationSlope ?? null,
    calibration_error: quality?.calibrationError ?? null,
    is_usable: isUsable(found),
    obstacle: found.obstacle ?? (isUsable(found) ? null : 'no_better_than_chance'),
  }
}

/** Held-out dissatisfied answers are told from others better than by chance. */
function isUsable({ quality }: Drivers): boolean {
  return (quality?.auc?.low ?? 0) > 0.5
}
