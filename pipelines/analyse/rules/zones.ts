import { type Direction, directionOf, type RuleHits } from './rule-hits.ts'

/** Points strictly beyond the limits. */
export function outsideLimits(z: readonly number[]): RuleHits {
  const hits = z.map((value): Direction => (Math.abs(value) > 3 ? directionOf(value) : 0))
  return { completes: hits, part: hits }
}

/**
 * `count` of `length` points in a row beyond `sigmas` on the same side; the last of them is beyond and completes the
 * pattern (Western Electric zones A and B; Nelson 5 and 6).
 */
export function beyondZone(z: readonly number[], count: number, length: number, sigmas: number): RuleHits {
  const completes = z.map((): Direction => 0)
  const part = z.map((): Direction => 0)
  for (const side of [1, -1] as const) {
    const beyond = z.map((value) => side * value > sigmas)
    for (let end = length - 1; end < z.length; end += 1) {
      const start = end - length + 1
      if (beyond[end] !== true || beyond.slice(start, end + 1).filter(Boolean).length < count) continue
      completes[end] = side
      for (let i = start; i <= end; i += 1) if (beyond[i] === true) part[i] = side
    }
  }
  return { completes, part }
}

/**
 * Two of three points in a row in the outer third (between two and three sigmas), all three on the same side: the NHS
 * form. `isClose` tells which points are in the outer third, `side` on which side of the centre each one is. The third
 * point completes the pattern, the close ones are part of it.
 */
export function twoOfThreeOuter(isClose: readonly boolean[], side: readonly Direction[]): RuleHits {
  const completes = side.map((_own, end) => windowSide(isClose, side, end))
  const window = twoOfThreeWindows(isClose, side)
  return { completes, part: window.map((own, index): Direction => (isClose[index] === true ? own : 0)) }
}

/** All points of the windows of three in which the pattern of `twoOfThreeOuter` holds. */
export function twoOfThreeWindows(isClose: readonly boolean[], side: readonly Direction[]): Direction[] {
  const window = side.map((): Direction => 0)
  for (const end of side.keys()) {
    const own = windowSide(isClose, side, end)
    if (own !== 0) window.fill(own, end - 2, end + 1)
  }
  return window
}

function windowSide(isClose: readonly boolean[], side: readonly Direction[], end: number): Direction {
  const window = [end - 2, end - 1, end]
  const own = side[end] ?? 0
  if (end < 2 || own === 0 || window.some((index) => side[index] !== own)) return 0
  return window.filter((index) => isClose[index] === true).length >= 2 ? own : 0
}
