/** A category's share of the cases, and that share by the category's share of the reference. */
export interface ShareIndex {
  readonly label: string
  readonly count: number
  readonly share: number | null
  /** Above 1: more cases than its part of the reference would give. Null where either share is 0 by 0. */
  readonly index: number | null
}

/**
 * Over-representation of categories against a reference (users, orders, an earlier period; any unit), as in metric-spec
 * M15 and M20. Order as given.
 */
export function shareIndex(
  counts: Readonly<Record<string, number>>,
  reference: Readonly<Record<string, number>>,
): ShareIndex[] {
  const total = sum(counts)
  const referenceTotal = sum(reference)
  return Object.entries(counts).map(([label, count]) => {
    const share = total > 0 ? count / total : null
    const expected = referenceTotal > 0 ? (reference[label] ?? 0) / referenceTotal : null
    const index = share === null || expected === null || expected === 0 ? null : share / expected
    return { label, count, share, index }
  })
}

function sum(numbers: Readonly<Record<string, number>>): number {
  return Object.values(numbers).reduce((total, value) => total + value, 0)
}
