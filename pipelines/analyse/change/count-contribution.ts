export interface CountContribution {
  readonly label: string
  readonly before: number
  readonly after: number
  readonly change: number
  /** Part of the net change: negative, or above 1, where segments move against each other. Null where the net is 0. */
  readonly shareOfNet: number | null
}

export interface CountContributions {
  readonly totalChange: number
  readonly contributions: readonly CountContribution[]
}

/** What each segment adds to the change of a count (metric-spec M21). A segment of one period only counts 0 in the other. */
export function countContributions(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): CountContributions {
  const labels = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changes = labels.map((label) => ({
    label,
    before: before[label] ?? 0,
    after: after[label] ?? 0,
    change: (after[label] ?? 0) - (before[label] ?? 0),
  }))
  const totalChange = changes.reduce((sum, { change }) => sum + change, 0)
  return {
    totalChange,
    contributions: changes.map((one) => ({ ...one, shareOfNet: totalChange === 0 ? null : one.change / totalChange })),
  }
}
