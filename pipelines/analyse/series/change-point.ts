import { isKnown, type Series } from '../charts/control-chart.ts'

export interface ChangePoint {
  /** First point of the new level, counted from 0. */
  readonly index: number
  readonly before: number
  readonly after: number
  /** Weighted sum of squares that two levels explain beyond one. */
  readonly gain: number
}

/**
 * Where a level most probably changed: the split that leaves the least weighted squared deviation from two means, each
 * side with at least `least` points. Weights are denominators, so that it is the likelihood split of shares and counts up
 * to their variance. It says where, not whether: ask the run rules first. Null without two sides.
 */
export function changePoint(values: Series, weights?: Series, least = 3): ChangePoint | null {
  const points = values.flatMap((value, index) => {
    const weight = weights === undefined ? 1 : weights[index]
    return isKnown(value) && isKnown(weight) && weight > 0 ? [{ index, value, weight }] : []
  })
  const total = sums(points)
  const left = { weight: 0, sum: 0 }
  let best: ChangePoint | null = null
  for (const [place, { index, value, weight }] of points.entries()) {
    if (place >= least && place <= points.length - least) {
      const right = { weight: total.weight - left.weight, sum: total.sum - left.sum }
      const [before, after] = [left.sum / left.weight, right.sum / right.weight]
      const gain = ((left.weight * right.weight) / total.weight) * (after - before) ** 2
      if (best === null || gain > best.gain) best = { index, before, after, gain }
    }
    left.weight += weight
    left.sum += weight * value
  }
  return best
}

function sums(points: readonly { value: number; weight: number }[]) {
  return points.reduce((all, { value, weight }) => ({ weight: all.weight + weight, sum: all.sum + weight * value }), {
    weight: 0,
    sum: 0,
  })
}
