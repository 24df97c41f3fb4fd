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
  readonly effect: ProportionDifference | null
  readonly pValue: number | null
  readonly adjusted: number | null
  readonly isFlagged: boolean
}

export interface SegmentScan {
  /** In the order given; `ranked` puts flagged findings first, largest effect first. */
  readonly findings: readonly ScanFinding[]
  readonly tested: number
}

/**
 * Tests every segment that is large enough for a change of its share, and flags by Benjamini–Hochberg (metric-spec M29).
 * The loudest percentages of tiny segments are thereby not findings.
 */
export function segmentScan(segments: readonly ScanSegment[], options: ScanOptions = {}): SegmentScan {
  const { minN = 30, q = 0.05, test = 'fisher' } = options
  const pValues = segments.map(({ x0, n0, x1, n1 }) => {
    if (n0 < minN || n1 < minN || n0 <= 0 || n1 <= 0) return null
    if (test === 'fisher') return fisherExact(x0, n0 - x0, x1, n1 - x1)
    return proportionTest(x0, n0, x1, n1)?.pValue ?? null
  })
  const adjusted = benjaminiHochberg(pValues)
  const findings = segments.map((segment, index) => {
    const own = adjusted[index] ?? null
    return {
      ...segment,
      effect: newcombeDifference(segment.x1, segment.n1, segment.x0, segment.n0),
      pValue: pValues[index] ?? null,
      adjusted: own,
      isFlagged: own !== null && own <= q,
    }
  })
  return { findings, tested: pValues.filter(isKnown).length }
}

/** Flagged first, then by size of effect, then by id. */
export function ranked<Finding extends ScanFinding>(findings: readonly Finding[]): Finding[] {
  const size = (finding: ScanFinding) => Math.abs(finding.effect?.difference ?? 0)
  return [...findings].sort(
    (a, b) => Number(b.isFlagged) - Number(a.isFlagged) || size(b) - size(a) || (a.id < b.id ? -1 : 1),
  )
}
