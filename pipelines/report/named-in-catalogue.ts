import { z } from 'zod'
import { dimensionCatalogue, metricCatalogue } from '../metrics/catalogue.ts'

/** Names offered where one is unknown. */
const MOST_OFFERED = 8

/** The name of a metric; others are refused, and like ones offered. */
export const metricName = z.string().superRefine((name, issues) => {
  const known = [...metricCatalogue().keys()]
  if (!known.includes(name)) issues.addIssue({ code: 'custom', message: expected('metric', name, known) })
})

/** The name of a dimension of any fact; others are refused, and like ones offered. */
export const dimensionName = z.string().superRefine((name, issues) => {
  const known = [...dimensionCatalogue().keys()]
  if (!known.includes(name)) issues.addIssue({ code: 'custom', message: expected('dimension', name, known) })
})

/** Such as `a metric, not "csat": csat_mean, csat_top2, …`: those that share most pairs of letters with it first. */
export function expected(kind: string, got: string, known: readonly string[]): string {
  const pairs = pairsOf(got)
  const likeness = (name: string) => {
    const own = pairsOf(name)
    return (2 * [...own].filter((pair) => pairs.has(pair)).length) / (own.size + pairs.size || 1)
  }
  const liked = known.toSorted((a, b) => likeness(b) - likeness(a) || (a < b ? -1 : 1))
  const offered = liked.slice(0, MOST_OFFERED).join(', ')
  return `a ${kind}, not "${got}": ${offered}${liked.length > MOST_OFFERED ? ', …' : ''}`
}

function pairsOf(name: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, name.length - 1) }, (_item, at) => name.slice(at, at + 2)))
}
