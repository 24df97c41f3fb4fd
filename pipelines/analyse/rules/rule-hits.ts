import { isKnown, type Series } from '../charts/control-chart.ts'

/** Which way a pattern points: 1 up, −1 down, 0 none. A pattern of both sides counts as 1. */
export type Direction = 1 | -1 | 0

/** What a rule says of each point: that it completes the pattern, and that it is part of one. As long as the series. */
export interface RuleHits {
  readonly completes: readonly Direction[]
  readonly part: readonly Direction[]
}

/**
 * The pattern "each of `length` points in a row has the same direction". It completes from the `length`-th point on;
 * all points of the run are part of it. `reach` more points in front belong to it where directions are differences.
 */
export function runs(directions: readonly Direction[], length: number, reach = 0): RuleHits {
  const completes = directions.map((): Direction => 0)
  const part = directions.map((): Direction => 0)
  let start = 0
  for (const [index, direction] of directions.entries()) {
    if (index > 0 && direction !== directions[index - 1]) start = index
    if (direction === 0 || index - start + 1 < length) continue
    completes[index] = direction
    for (let i = Math.max(0, start - reach); i <= index; i += 1) part[i] = direction
  }
  return { completes, part }
}

/** Applies a rule to the points that there are; a gap neither breaks nor feeds a pattern. */
export function overKnown(values: Series, rule: (known: readonly number[]) => RuleHits): RuleHits {
  const places = values.flatMap((value, index) => (isKnown(value) ? [index] : []))
  const hits = rule(values.filter(isKnown))
  const spread = (list: readonly Direction[]) => {
    const all = values.map((): Direction => 0)
    for (const [index, place] of places.entries()) all[place] = list[index] ?? 0
    return all
  }
  return { completes: spread(hits.completes), part: spread(hits.part) }
}

export function directionOf(value: number): Direction {
  return value > 0 ? 1 : value < 0 ? -1 : 0
}

/** Places of the points that complete a pattern, counted from 0. */
export function completedAt(hits: RuleHits): number[] {
  return hits.completes.flatMap((direction, index) => (direction === 0 ? [] : [index]))
}
