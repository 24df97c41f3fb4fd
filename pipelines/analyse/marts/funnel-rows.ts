import { metricDefinition } from '../../metrics/catalogue.ts'
import type { MartRow } from '../../warehouse/fill-mart.ts'
import type { Span } from '../effect/comparison-windows.ts'
import { variationOf } from '../rules/verdicts.ts'
import { funnel } from '../scan/funnel.ts'
import { overdispersion } from '../scan/overdispersion.ts'
import type { UnitShare } from '../scan/unit-shares.ts'

/** Units that a funnel needs; the limits of fewer come from the unit itself. */
const LEAST_UNITS = 3

/**
 * The rows of `marts.funnel`: each unit with `smallest` cases or more against what all of these units have together, with
 * limits widened by over-dispersion (metric-spec M30). Units with fewer cases follow, without a judgement.
 */
export function funnelRows(shares: readonly UnitShare[], span: Span, smallest: number): MartRow[] {
  const groups = Map.groupBy(shares, ({ metric, unit }) => `${metric} ${unit}`)
  return [...groups.values()].flatMap((all) => {
    const own = all.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n || (a.member < b.member ? -1 : 1))
    const plotted = own.filter(({ n }) => n >= smallest)
    const spread = plotted.length < LEAST_UNITS ? null : overdispersion(plotted)
    const found = spread === null ? null : funnel(plotted, { phi: spread.phiWinsorised })
    if (found === null || spread === null) return []
    return own.map((one, place) => {
      const point = place < plotted.length ? found.points[place] : undefined
      const direction = point === undefined ? 0 : Math.sign((point.share ?? found.target) - found.target)
      return {
        metric: one.metric,
        unit: one.unit,
        member: one.unit === 'owner' ? null : one.member,
        staff: one.unit === 'owner' ? one.member : null,
        span_from: span.from,
        span_to: span.to,
        numerator: one.x,
        denominator: one.n,
        share: point?.share ?? null,
        centre: found.target,
        low_95: point?.low95 ?? null,
        high_95: point?.high95 ?? null,
        low_998: point?.low998 ?? null,
        high_998: point?.high998 ?? null,
        sigmas: point?.z ?? null,
        dispersion: spread.phiWinsorised,
        unit_count: plotted.length,
        is_too_small: point === undefined,
        is_outside: point?.isOutside ?? false,
        judgement:
          point?.isOutside === true && direction !== 0
            ? variationOf(direction > 0 ? 1 : -1, metricDefinition(one.metric).direction)
            : null,
      }
    })
  })
}
