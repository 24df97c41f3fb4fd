import { isKnown, type Series } from '../charts/control-chart.ts'

/**
 * Adjusted p-values of Benjamini & Hochberg 1995: p₍ᵢ₎·m/i, running minimum from the largest, at most 1, in the order
 * given. Missing p-values stay missing and are not counted in m.
 */
export function benjaminiHochberg(p: Series): Series {
  return stepUp(p, 1)
}

/** Adjusted p-values of Benjamini & Yekutieli 2001, which hold under any dependence: as above, times Σ1/i. */
export function benjaminiYekutieli(p: Series): Series {
  const m = p.filter(isKnown).length
  let harmonic = 0
  for (let i = 1; i <= m; i += 1) harmonic += 1 / i
  return stepUp(p, harmonic)
}

/** Bonferroni's adjustment, for comparison. */
export function bonferroni(p: Series): Series {
  const m = p.filter(isKnown).length
  return p.map((value) => (isKnown(value) ? Math.min(1, value * m) : null))
}

function stepUp(p: Series, factor: number): Series {
  const ordered = p
    .flatMap((value, index) => (isKnown(value) ? [{ value, index }] : []))
    .sort((a, b) => b.value - a.value)
  const adjusted: (number | null)[] = p.map(() => null)
  let least = 1
  for (const [place, { value, index }] of ordered.entries()) {
    least = Math.min(least, value * factor * (ordered.length / (ordered.length - place)))
    adjusted[index] = least
  }
  return adjusted
}
