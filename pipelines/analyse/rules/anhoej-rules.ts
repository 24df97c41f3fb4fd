import { binomialQuantile } from '../../metrics/distributions.ts'
import { isKnown, type Series } from '../charts/control-chart.ts'
import { directionOf } from './rule-hits.ts'

/** What chance allows with so many useful observations: a longer run, or fewer crossings, is a signal. */
export interface AnhoejLimits {
  readonly longestRunMax: number
  readonly crossingsMin: number
}

export interface AnhoejResult extends AnhoejLimits {
  /** Points that are not on the centre line. */
  readonly usefulObservations: number
  readonly longestRun: number
  readonly crossings: number
  readonly isSignal: boolean
}

/**
 * Run-chart rules of Anhøj: longest run above round(log₂ n) + 3, or fewer crossings than the 5 % quantile of
 * Binomial(n − 1, ½). Source: Anhøj & Olesen 2014, PLoS ONE 9:e113825. Null with fewer than one useful observation.
 */
export function anhoejLimits(usefulObservations: number): AnhoejLimits | null {
  if (usefulObservations < 1) return null
  return {
    longestRunMax: Math.round(Math.log2(usefulObservations)) + 3,
    crossingsMin: binomialQuantile(0.05, usefulObservations - 1, 0.5),
  }
}

/** Applies the rules around a centre, usually the median; points on the centre are passed over. */
export function anhoejRules(values: Series, centre: number): AnhoejResult | null {
  const sides = values.filter(isKnown).map((value) => directionOf(value - centre))
  const useful = sides.filter((side) => side !== 0)
  const limits = anhoejLimits(useful.length)
  if (limits === null) return null
  let [longestRun, crossings, run] = [0, 0, 0]
  for (const [index, side] of useful.entries()) {
    const isCrossing = index > 0 && side !== useful[index - 1]
    if (isCrossing) crossings += 1
    run = isCrossing ? 1 : run + 1
    longestRun = Math.max(longestRun, run)
  }
  const isSignal = longestRun > limits.longestRunMax || crossings < limits.crossingsMin
  return { ...limits, usefulObservations: useful.length, longestRun, crossings, isSignal }
}
