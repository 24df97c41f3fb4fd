import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { customerEffort } from '../../../../pipelines/metrics/customer-effort.ts'
import { studentCdf } from '../../../../pipelines/metrics/distributions.ts'
import { meanInterval, npsInterval } from '../../../../pipelines/metrics/intervals.ts'
import {
  answersForMargin,
  classifyPromoters,
  netPromoterScore,
  promoterDifference,
} from '../../../../pipelines/metrics/net-promoter.ts'
import { responseRate } from '../../../../pipelines/metrics/response-rate.ts'
import { satisfaction, scoreCounts } from '../../../../pipelines/metrics/satisfaction.ts'

const scores = (min: number, max: number) => fc.array(fc.integer({ min, max }), { minLength: 1, maxLength: 60 })
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
fc.configureGlobal({ seed: 20261124 })

const near = (got: number | null | undefined, expected: number, digits = 9) =>
  expect((got ?? Number.NaN) / Math.max(1, Math.abs(expected))).toBeCloseTo(
    expected / Math.max(1, Math.abs(expected)),
    digits,
  )
const share = (values: readonly number[], test: (value: number) => boolean) =>
  values.filter(test).length / values.length

describe('satisfaction (M1)', () => {
  test('is what counting answer by answer gives, on five points and on ten', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(5, 7, 10).chain((max) => fc.tuple(fc.constant(max), scores(1, max))),
        ([max, answers]) => {
          const answer = satisfaction(scoreCounts(answers), { min: 1, max })
          near(answer.mean, mean(answers))
          near(answer.index, (100 * (mean(answers) - 1)) / (max - 1))
          near(
            answer.top(2).share,
            share(answers, (score) => score >= max - 1),
          )
          near(
            answer.top(3).share,
            share(answers, (score) => score >= max - 2),
          )
          near(
            answer.bottom(2).share,
            share(answers, (score) => score <= 2),
          )
          near((answer.top(max - 2).share ?? 0) + (answer.bottom(2).share ?? 0), 1)
        },
      ),
    )
  })

  test('of a scale on which 1 is best is that of the mirrored answers', () => {
    fc.assert(
      fc.property(scores(1, 5), (answers) => {
        const low = satisfaction(scoreCounts(answers), { min: 1, max: 5 }, true)
        const mirrored = satisfaction(scoreCounts(answers.map((score) => 6 - score)), { min: 1, max: 5 })
        near(low.mean, mirrored.mean ?? Number.NaN)
        expect(low.top(2)).toEqual(mirrored.top(2))
      }),
    )
  })

  test('its interval holds 95 % of Student’s t around the mean, with n − 1 in the deviation', () => {
    fc.assert(
      fc.property(scores(1, 10), (answers) => {
        const [n, centre] = [answers.length, mean(answers)]
        const interval = meanInterval(
          n,
          answers.reduce((sum, x) => sum + x, 0),
          answers.reduce((sum, x) => sum + x * x, 0),
        )
        if (n === 1) {
          expect(interval).toBeNull()
          return
        }
        const deviation = Math.sqrt(answers.reduce((sum, x) => sum + (x - centre) ** 2, 0) / (n - 1))
        near(((interval?.low ?? 0) + (interval?.high ?? 0)) / 2, centre)
        if (deviation === 0) {
          expect(interval?.high).toBe(interval?.low)
          return
        }
        near(studentCdf(((interval?.high ?? 0) - centre) / (deviation / Math.sqrt(n)), n - 1), 0.975)
      }),
    )
  })

  test('a billion equal answers, none, and what is no count', () => {
    const billion = satisfaction(new Map([[4, 1e9]]), { min: 1, max: 5 })
    expect(billion).toMatchObject({ n: 1e9, mean: 4, index: 75, meanInterval: { low: 4, high: 4 } })
    expect(billion.top(2)).toMatchObject({ share: 1, interval: { high: 1 } })
    const none = satisfaction(new Map(), { min: 1, max: 5 })
    expect(none).toMatchObject({ n: 0, mean: null, index: null, meanInterval: null })
    expect(none.top(2)).toEqual({ share: null, interval: null })
    for (const [score, count] of [
      [0, 1],
      [6, 1],
      [1.5, 1],
      [Number.NaN, 1],
      [5, -1],
      [5, Number.NaN],
    ] as const)
      expect(() => satisfaction(new Map([[score, count]]), { min: 1, max: 5 })).toThrow(RangeError)
    expect(meanInterval(3, Number.NaN, 1)).toBeNull()
  })
})

describe('net promoter score (M2)', () => {
  const answers = scores(0, 10)

  test('is the mean of 100, 0 and −100, and its variance theirs', () => {
    fc.assert(
      fc.property(answers, (list) => {
        const points: number[] = list.map((score) => (score >= 9 ? 1 : score <= 6 ? -1 : 0))
        const answer = netPromoterScore(classifyPromoters(list))
        near(answer.score, 100 * mean(points))
        near(answer.variance, mean(points.map((point) => (point - mean(points)) ** 2)))
        near(answer.standardError, 100 * Math.sqrt((answer.variance ?? 0) / list.length))
      }),
    )
  })

  test('its interval is Wald’s of three answers more, three quarters of each end, cut at ±100', () => {
    fc.assert(
      fc.property(answers, (list) => {
        const { promoters, passives, detractors } = classifyPromoters(list)
        const [p, d, n] = [promoters + 0.75, detractors + 0.75, list.length + 3]
        const variance = p / n + d / n - ((p - d) / n) ** 2
        const half = 195.9963984540054 * Math.sqrt(variance / n)
        const answer = netPromoterScore({ promoters, passives, detractors })
        near(answer.interval?.low, Math.max(-100, (100 * (p - d)) / n - half))
        near(answer.interval?.high, Math.min(100, (100 * (p - d)) / n + half))
      }),
    )
  })

  test('changes its sign where promoters and detractors change places', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.nat(1e9), (promoters, passives, detractors) => {
        const [one, other] = [
          netPromoterScore({ promoters, passives, detractors }),
          netPromoterScore({ promoters: detractors, passives, detractors: promoters }),
        ]
        if (one.score === null) {
          expect(other.score).toBeNull()
          return
        }
        near(one.score, -(other.score ?? Number.NaN))
        near(one.interval?.low, -(other.interval?.high ?? Number.NaN))
        const difference = promoterDifference(
          { promoters, passives, detractors },
          { promoters: detractors, passives, detractors: promoters },
        )
        near(difference?.difference, 2 * one.score)
        if ((one.standardError ?? 0) > 0)
          near(difference?.z, (2 * one.score) / (Math.SQRT2 * (one.standardError ?? Number.NaN)))
      }),
    )
  })

  test.each([
    ['one promoter', { promoters: 1, passives: 0, detractors: 0 }, 100, -48.5, 98.5],
    ['twenty promoters', { promoters: 20, passives: 0, detractors: 0 }, 100, 69.7, 100],
    ['twelve passives', { promoters: 0, passives: 12, detractors: 0 }, 0, -16, 16],
    ['a small sample', { promoters: 19, passives: 8, detractors: 9 }, 27.8, -0.4, 51.7],
  ])('%s', (_name, counts, score, low, high) => {
    const answer = netPromoterScore(counts)
    near(answer.score, score, 1)
    near(answer.interval?.low, low, 1)
    near(answer.interval?.high, high, 1)
  })

  test.each([
    [10, 0.5, 193],
    [10, 0.75, 289],
    [10, 1, 385],
    [5, 0.5, 769],
    [5, 0.75, 1153],
    [5, 1, 1537],
    [10, 0, 0],
  ])('± %i points at a variance of %f take %i answers', (margin, variance, n) => {
    expect(answersForMargin(margin, variance)).toBe(n)
  })

  test('no answers, other scales and what is no count', () => {
    expect(netPromoterScore({ promoters: 0, passives: 0, detractors: 0 })).toMatchObject({ n: 0, score: null })
    expect(npsInterval(2, 2, 3)).toBeNull()
    expect(npsInterval(Number.NaN, 0, 3)).toBeNull()
    expect(
      promoterDifference({ promoters: 0, passives: 0, detractors: 0 }, { promoters: 1, passives: 0, detractors: 0 }),
    ).toBeNull()
    for (const off of [-1, 11, 9.5, Number.NaN]) expect(() => classifyPromoters([9, off])).toThrow(RangeError)
    expect(() => netPromoterScore({ promoters: -1, passives: 3, detractors: 0 })).toThrow(RangeError)
    expect(() => netPromoterScore({ promoters: Number.NaN, passives: 3, detractors: 0 })).toThrow(RangeError)
    for (const [margin, variance] of [
      [0, 1],
      [Number.NaN, 1],
      [5, 1.5],
      [5, Number.NaN],
    ] as const)
      expect(() => answersForMargin(margin, variance)).toThrow(RangeError)
  })
})

test('customer effort (M3): the three scorings, answer by answer', () => {
  fc.assert(
    fc.property(scores(1, 7), (list) => {
      const answer = customerEffort(scoreCounts(list))
      near(answer.mean, mean(list))
      near(
        answer.easy,
        share(list, (score) => score >= 5),
      )
      near(answer.index, 100 * (share(list, (score) => score >= 6) - share(list, (score) => score <= 3)))
    }),
  )
  expect(customerEffort(new Map())).toMatchObject({ n: 0, mean: null, easy: null, index: null })
  expect(() => customerEffort(new Map([[10, 1]]))).toThrow(RangeError)
})

test('response rate (M4): invitation by invitation, those still open in neither part', () => {
  const invitation = fc.record({
    isDelivered: fc.boolean(),
    isMature: fc.boolean(),
    answer: fc.constantFrom('none', 'partial', 'complete'),
  })
  fc.assert(
    fc.property(fc.array(invitation, { maxLength: 60 }), (all) => {
      const sent = all.map((item) => (item.isDelivered ? item : { ...item, isMature: true, answer: 'none' }))
      const count = (test: (item: (typeof sent)[number]) => boolean) => sent.filter(test).length
      const got = responseRate({
        sent: sent.length,
        undeliverable: count(({ isDelivered }) => !isDelivered),
        windowOpen: count(({ isMature }) => !isMature),
        complete: count(({ answer }) => answer === 'complete'),
        completeInWindowOpen: count(({ answer, isMature }) => answer === 'complete' && !isMature),
        partial: count(({ answer, isMature }) => answer === 'partial' && isMature),
      })
      const eligible = sent.filter(({ isDelivered, isMature }) => isDelivered && isMature)
      expect(got.eligible).toBe(eligible.length)
      if (eligible.length === 0) {
        expect(got).toMatchObject({ rate: null, interval: null, rateWithPartials: null })
        return
      }
      near(got.rate, eligible.filter(({ answer }) => answer === 'complete').length / eligible.length)
      near(got.rateWithPartials, eligible.filter(({ answer }) => answer !== 'none').length / eligible.length)
    }),
  )
})
