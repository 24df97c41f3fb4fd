import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import own from './own-vectors.json' with { type: 'json' }

export interface Vector {
  readonly id: string
  readonly metric: string
  // biome-ignore lint/suspicious/noExplicitAny: the shape of the inputs is each metric's own.
  readonly inputs: Record<string, any>
  readonly expected: Record<string, unknown>
  readonly tolerance: number
}

const SHARED = join(import.meta.dirname, '../../../../../shared/metrics/vectors.json')

/** The reference vectors of ../shared/metrics, or, where that is absent, the project's own copy of those it may carry. */
export function readVectors(): Vector[] {
  return existsSync(SHARED) ? (JSON.parse(readFileSync(SHARED, 'utf8')) as Vector[]) : (own as Vector[])
}

/** |got − expected| ≤ tolerance · max(1, |expected|), in every number of the expected value; all else is equal. */
export function expectWithin(got: unknown, expected: unknown, tolerance: number, path: string): void {
  if (typeof expected === 'number') {
    expect(typeof got, `${path} is ${String(got)}`).toBe('number')
    expect(Math.abs(Number(got) - expected), `${path}: ${got} for ${expected}`).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(expected)),
    )
  } else if (Array.isArray(expected)) {
    expect(Array.isArray(got) ? got.length : got, path).toBe(expected.length)
    for (const [index, item] of expected.entries())
      expectWithin((got as unknown[])[index], item, tolerance, `${path}[${index}]`)
  } else if (typeof expected === 'object' && expected !== null) {
    expect(Object.keys(got as object).sort(), path).toEqual(Object.keys(expected).sort())
    for (const [key, item] of Object.entries(expected))
      expectWithin((got as Record<string, unknown>)[key], item, tolerance, `${path}.${key}`)
  } else {
    expect(got, path).toBe(expected)
  }
}
