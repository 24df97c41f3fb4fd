import fc from 'fast-check'
import { expect } from 'vitest'

// What the property tests compute with: none of it is the product's.

/** Equal to so many digits after the point, relative to numbers above 1. */
export function near(got: number | null | undefined, expected: number, digits = 9): void {
  const scale = Math.max(1, Math.abs(expected))
  expect((got ?? Number.NaN) / scale).toBeCloseTo(expected / scale, digits)
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** k of n, n from 1 to `most`. */
export function part(most: number): fc.Arbitrary<[number, number]> {
  return fc.integer({ min: 1, max: most }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
}

/** Simpson's rule. */
export function integral(f: (x: number) => number, from: number, to: number, steps = 2000): number {
  const width = (to - from) / steps
  const inner = Array.from({ length: steps - 1 }, (_, i) => (i % 2 === 0 ? 4 : 2) * f(from + (i + 1) * width))
  return ((f(from) + sum(inner) + f(to)) * width) / 3
}

/** Where a function changes its sign, by halving. */
export function root(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  const rises = f(low) < f(high)
  for (let i = 0; i < 100; i += 1) {
    const middle = (low + high) / 2
    if (f(middle) < 0 === rises) low = middle
    else high = middle
  }
  return (low + high) / 2
}
