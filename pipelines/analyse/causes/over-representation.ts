import { type ShareRatio, shareRatio } from '../compare/share-ratio.ts'
import { proportionTest } from '../compare/two-proportions.ts'
import { benjaminiHochberg } from '../scan/benjamini-hochberg.ts'

/** A part x₁ of n₁ cases, held against a part x₀ of n₀. */
export interface Parts {
  readonly x1: number
  readonly n1: number
  readonly x0: number
  readonly n0: number
}

export interface OverRepresentation {
  /** Share by share, with its interval; null where a part is empty. */
  readonly index: ShareRatio | null
  /** Null where there are too few to be tested. */
  readonly pValue: number | null
  readonly adjusted: number | null
  readonly tests: number
  readonly isFlagged: boolean
}

export interface OverRepresentationOptions {
  /** Cases that both sides need. */
  readonly smallest: number
  readonly falseDiscoveryRate: number
}

/** Whether parts are larger or smaller than what they are held against; tested together (metric-spec M20, M29). */
export function overRepresentation(
  parts: readonly Parts[],
  { smallest, falseDiscoveryRate }: OverRepresentationOptions,
): OverRepresentation[] {
  const pValues = parts.map(({ x1, n1, x0, n0 }) =>
    n1 < smallest || n0 < smallest || x1 + x0 === 0 || x1 + x0 === n1 + n0
      ? null
      : (proportionTest(x1, n1, x0, n0)?.pValue ?? null),
  )
  const adjusted = benjaminiHochberg(pValues)
  const tests = pValues.filter((value) => value !== null).length
  return parts.map(({ x1, n1, x0, n0 }, place) => {
    const own = adjusted[place] ?? null
    return {
      index: shareRatio(x1, n1, x0, n0),
      pValue: pValues[place] ?? null,
      adjusted: own,
      tests,
      isFlagged: own !== null && own <= falseDiscoveryRate,
    }
  })
}
