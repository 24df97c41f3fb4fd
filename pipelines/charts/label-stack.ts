/** A label beside a chart: where it would stand, as px from the top, and where it stands so that none covers another. */
export interface StackedLabel {
  readonly text: string
  readonly at: number
  readonly y: number
}

/**
 * Moves labels apart to `gap` px, by as little as possible, keeping their order and staying within 0 and `height`.
 * Labels that would not fit in all are kept in the order given, the last ones left out.
 */
export function stackLabels(
  labels: readonly { readonly text: string; readonly at: number }[],
  { gap, height }: { gap: number; height: number },
): StackedLabel[] {
  const room = Math.max(1, Math.floor(height / gap) + 1)
  const placed = labels
    .slice(0, room)
    .toSorted((a, b) => a.at - b.at)
    .map((label) => ({ ...label, y: Math.min(Math.max(label.at, 0), height) }))
  // Down until they are apart, then up from the end: what was pushed out returns, and pushes in turn.
  placed.forEach((label, index) => {
    const above = placed[index - 1]
    if (above !== undefined) label.y = Math.max(label.y, above.y + gap)
  })
  for (let index = placed.length - 1; index >= 0; index--) {
    const label = placed[index]
    const limit = index === placed.length - 1 ? height : (placed[index + 1]?.y ?? height) - gap
    if (label !== undefined) label.y = Math.min(label.y, limit)
  }
  return placed
}
