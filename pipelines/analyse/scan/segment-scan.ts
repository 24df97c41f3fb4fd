import { normalTwoSided, Z_975 } from '../../metrics/distributions.ts'
import { isKnown } from '../charts/control-chart.ts'
import { fisherExact } from '../compare/fisher-exact.ts'
import { newcombeDifference, type ProportionDifference, proportionTest } from '../compare/two-proportions.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'

/** A segment's numerator and denominator in the reference period (0) and in the period looked at (1). */
export interface ScanSegment {
  readonly id: string
  readonly x0: number
  readonly n0: number
  readonly x1: number
  readonly n1: number
  /** Of a mean or a rate: the difference and its standard error; without it the parts are those of a share. */
  readonly contrast?: Contrast
}

export interface Contrast {
  /** Period 1 minus reference. */
  readonly difference: number
  readonly standardError: number
}

export interface ScanOptions {
  /** Segments with fewer in either period are not tested, and not counted among the tests. */
  readonly minN?: number
  /** Share of false findings that is accepted among the flagged. */
  readonly q?: number
  readonly test?: 'fisher' | 'fitting'
}

export interface ScanFinding extends ScanSegment {
  /** Period 1 minus reference, with its interval; null where a period is empty. */
  readonly effect: Pick<ProportionDifference, 'difference' | 'low' | 'high'> | null
  readonly pValue: number | null
  readonly adjusted: number | null
  readonly isFlagged: boolean
}

export interface SegmentScan<Segment extends ScanSegment = ScanSegment> {
  /** In the order given; `ranked` puts flagged findings first. */
  readonly findings: readonly (Segment & ScanFinding)[]
  readonly tested: number
}

/**
 * Tests every segment that is large enough for a change of its share, and flags by Benjamini–Hochberg (metric-spec M29).
 * The loudest percentages of tiny segments are thereby not findings.
 */
export function segmentScan<Segment extends ScanSegment>(
  segments: readonly Segment[],
  options: ScanOptions = {},
): SegmentScan<Segment> {
  const { minN = 30, q = 0.05, test = 'fisher' } = options
  const pValues = segments.map(({ x0, n0, x1, n1, contrast }) => {
    if (n0 < minN || n1 < minN || n0 <= 0 || n1 <= 0) return null
    if (contrast !== undefined) return contrastTest(contrast)
    if (test === 'fisher') return fisherExact(x0, n0 - x0, x1, n1 - x1)
    return proportionTest(x0, n0, x1, n1)?.pValue ?? null
  })
  const adjusted = benjaminiHochberg(pValues)
  const findings = segments.map((segment, index) => {
    const own = adjusted[index] ?? null
    return {
      ...segment,
      effect: effectOf(segment),
      pValue: pValues[index] ?? null,
      adjusted: own,
      isFlagged: own !== null && own <= q,
    }
  })
  return { findings, tested: pValues.filter(isKnown).length }
}

function effectOf({ x0, n0, x1, n1, contrast }: ScanSegment): ScanFinding['effect'] {
  if (contrast === undefined) return newcombeDifference(x1, n1, x0, n0)
  const { difference, standardError } = contrast
  return { difference, low: difference - Z_975 * standardError, high: difference + Z_975 * standardError }
}

/** Two-sided, by the normal distribution; null where nothing varies. */
function contrastTest({ difference, standardError }: Contrast): number | null {
  return standardError > 0 ? normalTwoSided(difference / standardError) : null
}

/** Flagged first, then by p-value, since effects of shares, scores and rates do not compare; then by id. */
export function ranked<Finding extends ScanFinding>(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) => Number(b.isFlagged) - Number(a.isFlagged) || (a.pValue ?? 1) - (b.pValue ?? 1) || (a.id < b.id ? -1 : 1),
  )
}
