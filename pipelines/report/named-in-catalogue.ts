import { z } from 'zod'
import { likeNames } from '../core/like-names.ts'
import { dimensionCatalogue, metricCatalogue } from '../metrics/catalogue.ts'

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

/** Such as `a metric, not "csat": csat_mean, csat_top2, …`: those that are most like it first. */
export function expected(kind: string, got: string, known: readonly string[]): string {
  return `a ${kind}, not "${got}": ${likeNames(got, known)}`
}
