import { chiSquaredUpper } from '../../metrics/distributions.ts'

/** How much more, or less, often a term occurs in the focus than in the reference. */
export interface Keyness {
  /** Cases expected with the term in focus and reference, were it as frequent in both. */
  readonly expectedFocus: number
  readonly expectedReference: number
  /** Log-likelihood over the two cells with the term (Rayson and Garside 2000). */
  readonly g2TwoCell: number
  /** Log-likelihood over all four cells (Dunning 1993). */
  readonly g2FourCell: number
  /** Probability of a G² of two cells as large by chance, from χ² with one degree of freedom. */
  readonly pValue: number
  /** log₂ of the ratio of the shares; a count of 0 is taken as ½ (Hardie 2014). */
  readonly logRatio: number
  readonly sign: '+' | '-' | '='
}

/**
 * Keyness of a term that `focus` of `focusTotal` cases and `reference` of `referenceTotal` cases contain.
 * x·ln x is 0 at 0. Null where one of the totals is 0.
 */
export function keyness(focus: number, reference: number, focusTotal: number, referenceTotal: number): Keyness | null {
  if (focusTotal <= 0 || referenceTotal <= 0) return null
  const share = (focus + reference) / (focusTotal + referenceTotal)
  const expectedFocus = focusTotal * share
  const expectedReference = referenceTotal * share
  const withTerm = surplus(focus, expectedFocus) + surplus(reference, expectedReference)
  const withoutTerm =
    surplus(focusTotal - focus, focusTotal - expectedFocus) +
    surplus(referenceTotal - reference, referenceTotal - expectedReference)
  const g2TwoCell = Math.max(0, 2 * withTerm)
  const ratio = (focus || 0.5) / focusTotal / ((reference || 0.5) / referenceTotal)
  const above = focus * referenceTotal - reference * focusTotal
  return {
    expectedFocus,
    expectedReference,
    g2TwoCell,
    g2FourCell: Math.max(0, 2 * (withTerm + withoutTerm)),
    pValue: chiSquaredUpper(g2TwoCell, 1),
    logRatio: focus + reference === 0 ? 0 : Math.log2(ratio),
    sign: above > 0 ? '+' : above < 0 ? '-' : '=',
  }
}

/** x · ln(x / expected), 0 where x is 0. */
function surplus(count: number, expected: number): number {
  return count <= 0 ? 0 : count * Math.log(count / expected)
}
