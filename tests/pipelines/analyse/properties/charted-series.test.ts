import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChartedPeriod, chartedSeries } from '../../../../pipelines/analyse/charts/charted-series.ts'
import type { Measure } from '../../../../pipelines/analyse/charts/choose-chart.ts'
import { part } from './computing.ts'

fc.configureGlobal({ seed: 20261125 })

const parts = (least: number) => fc.array(part(400), { minLength: least, maxLength: 30 })

describe('a series as it is charted (M22)', () => {
  const measures: readonly Measure[] = ['share', 'rate', 'count', 'value']
  const day = (i: number) => new Date(Date.UTC(2024, 0, 1 + 7 * i)).toISOString().slice(0, 10)
  const periodsOf = (measure: Measure, pairs: readonly (readonly [number, number])[]): ChartedPeriod[] =>
    pairs.map(([x, n], i) => ({ period: day(i), x, n, value: measure === 'share' || measure === 'rate' ? x / n : x }))

  test.each([
    [1, 'run'],
    [7, 'run'],
    [8, 'trial'],
    [11, 'trial'],
    [12, 'locked'],
    [30, 'locked'],
  ] as const)('%i points: %s', (points, stage) => {
    const pairs = Array.from({ length: points }, (_, i) => [40 + ((7 * i) % 11), 100] as const)
    for (const measure of measures) {
      const { phases, points: drawn } = chartedSeries(measure, periodsOf(measure, pairs))
      expect(phases).toMatchObject([{ stage, points }])
      expect(drawn.every(({ upper }) => (upper === null) === (stage === 'run'))).toBe(true)
    }
  })

  test('what is set aside is drawn, and else like a gap, however far out it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...measures), parts(8), fc.nat(29), (measure, pairs, place) => {
        const at = Math.min(place, pairs.length - 1)
        const replaced = (by: Partial<ChartedPeriod>) =>
          periodsOf(measure, pairs).map((period, i) => (i === at ? { ...period, ...by } : period))
        const ghost = chartedSeries(measure, replaced({ x: 400, n: 400, value: 1e6, isSetAside: true }))
        const gap = chartedSeries(measure, replaced({ x: null, n: null, value: null }))
        expect(ghost.phases).toEqual(gap.phases)
        expect(ghost.points[at]).toMatchObject({
          value: 1e6,
          lower: null,
          upper: null,
          z: null,
          rules: [],
          direction: 0,
        })
        expect(ghost.points.toSpliced(at, 1)).toEqual(gap.points.toSpliced(at, 1))
      }),
    )
  })

  test('after a rebase a chart is what the periods from that day on alone would give', () => {
    fc.assert(
      fc.property(fc.constantFrom(...measures), parts(2), fc.nat(29), (measure, pairs, place) => {
        const periods = periodsOf(measure, pairs)
        const at = Math.min(place, pairs.length - 1)
        const rebases = [{ from: day(at), reason: 'new policy' }]
        const { points, phases } = chartedSeries(measure, periods, { rebases })
        const alone = [periods.slice(0, at), periods.slice(at)].flatMap((some) => chartedSeries(measure, some).points)
        expect(points.map(({ phase: _, ...point }) => point)).toEqual(alone.map(({ phase: _, ...point }) => point))
        expect(phases.map(({ reason }) => reason)).toEqual(at === 0 ? ['new policy'] : [null, 'new policy'])
      }),
    )
  })
})
