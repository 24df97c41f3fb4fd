import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answers } from './vector-answers.ts'

interface Vector {
  readonly id: string
  readonly metric: string
  readonly inputs: Record<string, unknown>
  readonly expected: Record<string, unknown>
  readonly tolerance: number
}

const path = new URL('../../../../shared/metrics/vectors.json', import.meta.url)
const vectors = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Vector[]) : []
const own = vectors.filter((vector) => Object.hasOwn(answers, vector.metric))

describe.skipIf(vectors.length === 0)('vectors of metric-spec M19 to M33 (skipped without ../shared/metrics)', () => {
  test('every kind that is answered here occurs', () => {
    expect(Object.keys(answers).filter((metric) => !own.some((vector) => vector.metric === metric))).toEqual([])
  })

  test.each(own)('$id', ({ metric, inputs, expected, tolerance }) => {
    const counts = inputs['count_ref'] === undefined ? undefined : vectors.find(({ id }) => id === inputs['count_ref'])
    const got = answers[metric]?.({ ...counts?.inputs, ...inputs }) ?? {}
    const misses = Object.entries(expected).flatMap(([key, value]) =>
      agrees(got[key], value, tolerance) ? [] : [{ key, got: got[key], expected: value }],
    )
    expect(misses).toEqual([])
  })
})

/** |got − expected| ≤ tolerance · max(1, |expected|), part by part. */
function agrees(got: unknown, expected: unknown, tolerance: number): boolean {
  if (typeof expected === 'number') {
    return typeof got === 'number' && Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(expected))
  }
  if (expected === null || typeof expected !== 'object') return got === expected
  if (got === null || typeof got !== 'object') return false
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(got)])]
  return keys.every((key) =>
    agrees((got as Record<string, unknown>)[key], (expected as Record<string, unknown>)[key], tolerance),
  )
}
