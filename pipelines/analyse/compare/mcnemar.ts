import { chiSquaredUpper } from '../../metrics/distributions.ts'
import type { ChiSquared } from './two-proportions.ts'

/**
 * McNemar's test for the same customers asked twice: `b` changed one way, `c` the other. With continuity correction by
 * default, as R prints it. Null where nobody changed.
 */
export function mcnemar(b: number, c: number, correct = true): ChiSquared | null {
  if (b + c <= 0) return null
  const apart = Math.max(0, Math.abs(b - c) - (correct ? 1 : 0))
  const chisq = apart ** 2 / (b + c)
  return { chisq, pValue: chiSquaredUpper(chisq, 1) }
}
