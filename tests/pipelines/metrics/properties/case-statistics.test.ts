import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, isWorkingDay, readWorkCalendar } from '../../../../pipelines/core/work-calendar.ts'
import { businessHours, countWorkingDays, workingDayDeadline } from '../../../../pipelines/core/working-days.ts'
import { AGE_BUCKETS, backlogAgeing } from '../../../../pipelines/metrics/backlog-ageing.ts'
import { compliance, readClock } from '../../../../pipelines/metrics/clock-status.ts'
import { completeness } from '../../../../pipelines/metrics/completeness.ts'
import { firstContactResolution } from '../../../../pipelines/metrics/first-contact.ts'
import {
  durationCounts,
  kaplanMeier,
  restrictedMean,
  survivalAt,
  survivalQuantile,
} from '../../../../pipelines/metrics/kaplan-meier.ts'
import { logRank } from '../../../../pipelines/metrics/log-rank.ts'
import { meanOf, quantile } from '../../../../pipelines/metrics/quantile.ts'
import { countRepeats } from '../../../../pipelines/metrics/repeat-complaints.ts'
import { resolutionViews } from '../../../../pipelines/metrics/resolution-views.ts'
import { survivalLimits, survivalQuantileLimits } from '../../../../pipelines/metrics/survival-limits.ts'

fc.configureGlobal({ seed: 20261124 })

const near = (got: number | null | undefined, expected: number, digits = 9) =>
  expect((got ?? Number.NaN) / Math.max(1, Math.abs(expected))).toBeCloseTo(
    expected / Math.max(1, Math.abs(expected)),
    digits,
  )
const day = (number: number) => new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10)
const hour = (number: number) => new Date(Date.UTC(2026, 0, 1) + number * 3_600_000)

const observed = fc.array(fc.record({ time: fc.nat(20), isEnded: fc.boolean() }), { minLength: 1, maxLength: 40 })
type Observed = readonly { readonly time: number; readonly isEnded: boolean }[]
const curveOf = (cases: Observed) =>
  kaplanMeier(
    durationCounts(
      cases.map(({ time }) => time),
      cases.map(({ isEnded }) => isEnded),
    ),
  )

/** The product over times, case by case, as the definition has it. */
function survivalByHand(cases: Observed, at: number): number {
  let survival = 1
  for (let time = 0; time <= at; time += 1) {
    const atRisk = cases.filter((item) => item.time >= time).length
    const ended = cases.filter((item) => item.time === time && item.isEnded).length
    if (atRisk > 0) survival *= 1 - ended / atRisk
  }
  return survival
}

describe('Kaplan–Meier (M7)', () => {
  test('is the product of the definition at each time, whatever the order of the cases', () => {
    fc.assert(
      fc.property(observed, (cases) => {
        const curve = curveOf(cases)
        for (let time = 0; time <= 21; time += 1) near(survivalAt(curve, time), survivalByHand(cases, time))
        expect(curveOf(cases.toReversed())).toEqual(curve)
        const first = (share: number) =>
          Array.from({ length: 21 }, (_, time) => time).find((time) => survivalByHand(cases, time) <= 1 - share + 1e-9)
        expect(survivalQuantile(curve, 0.5)).toBe(first(0.5) ?? null)
        expect(survivalQuantile(curve, 0.9)).toBe(first(0.9) ?? null)
        const area = Array.from({ length: 15 }, (_, time) => survivalByHand(cases, time)).reduce((sum, s) => sum + s, 0)
        near(restrictedMean(curve, 15), area)
      }),
    )
  })

  test('without open cases is the share of the cases beyond, and Greenwood’s error that of a share', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 60 }), (times) => {
        const curve = kaplanMeier(
          durationCounts(
            times,
            times.map(() => true),
          ),
        )
        for (const { time, survival, standardError } of curve.steps) {
          const share = times.filter((other) => other > time).length / times.length
          near(survival, share)
          near(standardError, Math.sqrt((share * (1 - share)) / times.length))
        }
        expect(survivalQuantile(curve, 0.5)).toBe(quantile(times, 0.5, 'nearest_rank'))
      }),
    )
  })

  test('has limits around it, inside 0 … 1', () => {
    fc.assert(
      fc.property(observed, (cases) => {
        const curve = curveOf(cases)
        for (const step of curve.steps) {
          const limits = survivalLimits(step)
          if (limits === null) {
            expect([0, 1]).toContain(step.survival)
            continue
          }
          const z = (bound: number) =>
            ((Math.log(-Math.log(bound)) - Math.log(-Math.log(step.survival))) *
              Math.log(step.survival) *
              step.survival) /
            step.standardError
          near(z(limits.low), -1.959963984540054, 6)
          near(z(limits.high), 1.959963984540054, 6)
        }
        const median = survivalQuantile(curve, 0.5)
        const { low, high } = survivalQuantileLimits(curve, 0.5)
        if (low !== null && median !== null) expect(low).toBeLessThanOrEqual(median)
        if (high !== null && median !== null) expect(high).toBeGreaterThanOrEqual(median)
      }),
    )
  })

  test('limits of its quantiles are those of going through all its steps', () => {
    const long = fc.array(fc.record({ time: fc.nat(3000), isEnded: fc.boolean() }), { minLength: 1, maxLength: 1500 })
    fc.assert(
      fc.property(long, fc.constantFrom(0.1, 0.5, 0.9), fc.constantFrom('log_log', 'log'), (cases, p, scale) => {
        const curve = curveOf(cases)
        const first = (side: 'low' | 'high') =>
          curve.steps.find((step) => (survivalLimits(step, scale)?.[side] ?? 1) <= 1 - p + 1e-9)?.time ?? null
        expect(survivalQuantileLimits(curve, p, scale)).toEqual({ low: first('low'), high: first('high') })
      }),
      { numRuns: 60 },
    )
  })

  test('of nothing, of open cases alone, of impossible times, of a thousand million', () => {
    const nothing = kaplanMeier([])
    expect(nothing).toMatchObject({ steps: [], n: 0, events: 0, longest: null, excluded: 0 })
    expect([survivalAt(nothing, 5), survivalQuantile(nothing, 0.5)]).toEqual([1, null])
    const open = kaplanMeier([{ time: 12, events: 0, censored: 3 }])
    expect([survivalQuantile(open, 0.5), open.longest, open.n]).toEqual([null, 12, 3])
    const dirty = kaplanMeier(durationCounts([-1, Number.NaN, 4], [true, true, true]))
    expect(dirty).toMatchObject({ n: 1, events: 1, excluded: 2 })
    const many = kaplanMeier([1, 2, 3, 4].map((time) => ({ time, events: 250_000_000, censored: 0 })))
    expect(many.steps.map(({ survival }) => survival)).toEqual([0.75, 0.5, 0.25, 0].map((s) => expect.closeTo(s, 12)))
    expect(survivalQuantile(many, 0.5)).toBe(2)
    expect(() => kaplanMeier([{ time: 1, events: -1, censored: 0 }])).toThrow(RangeError)
    expect(() => kaplanMeier([{ time: 1, events: Number.NaN, censored: 0 }])).toThrow(RangeError)
  })

  test('log-rank: two groups by observed less expected, the same for either first, 0 for twins', () => {
    const counts = (cases: Observed) =>
      durationCounts(
        cases.map(({ time }) => time),
        cases.map(({ isEnded }) => isEnded),
      )
    fc.assert(
      fc.property(observed, observed, (one, other) => {
        let [difference, variance] = [0, 0]
        for (let time = 0; time <= 20; time += 1) {
          const risk = (cases: Observed) => cases.filter((item) => item.time >= time).length
          const ends = (cases: Observed) => cases.filter((item) => item.time === time && item.isEnded).length
          const [n, d] = [risk(one) + risk(other), ends(one) + ends(other)]
          if (n === 0) continue
          difference += ends(one) - (d * risk(one)) / n
          if (n > 1) variance += (d * (n - d) * risk(one) * risk(other)) / (n * n * (n - 1))
        }
        const got = logRank([counts(one), counts(other)])
        if (got === null) {
          near(variance, 0)
          return
        }
        near(got.chiSquared, difference ** 2 / variance, 6)
        near(logRank([counts(other), counts(one)])?.chiSquared, got.chiSquared, 6)
        near(logRank([counts(one), counts(one)])?.chiSquared ?? 0, 0)
        expect(got.pValue).toBeLessThanOrEqual(1)
      }),
    )
    expect(logRank([counts([{ time: 1, isEnded: true }])])).toBeNull()
    expect(logRank([])).toBeNull()
  })
})

describe('clocks (M8)', () => {
  const pause = fc.tuple(fc.nat(40), fc.option(fc.nat(40)))

  test('hours are counted one by one, paused ones left out however they overlap', () => {
    fc.assert(
      fc.property(
        fc.option(fc.nat(30)),
        fc.option(fc.nat(40)),
        fc.nat(40),
        fc.array(pause, { maxLength: 4 }),
        fc.nat(30),
        (start, done, asOf, pauses, limitHours) => {
          const reading = readClock({
            start: start === null ? null : hour(start),
            done: done === null ? null : hour(done),
            asOf: hour(asOf),
            limitHours,
            pauses: pauses.map(([from, to]) => [hour(from), to === null ? null : hour(to)]),
          })
          if (start === null || start > asOf) {
            expect(reading.status).toBe('not_assessable')
            return
          }
          if (done !== null && done < start) {
            expect(reading.status).toBe('invalid_order')
            return
          }
          const end = done !== null && done <= asOf ? done : asOf
          const running = Array.from({ length: end - start }, (_, index) => start + index).filter(
            (at) => !pauses.some(([from, to]) => from <= at && at < (to ?? Number.POSITIVE_INFINITY)),
          )
          expect(reading.grossHours).toBe(end - start)
          expect(reading.netHours).toBe(running.length)
          const isDone = done !== null && done <= asOf
          const [inside, beyond] = isDone ? ['met', 'missed'] : ['pending', 'overdue_open']
          expect(reading.status).toBe(running.length <= limitHours ? inside : beyond)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('exactly the limit is met, a millisecond more is missed; an instant that is none is not assessable', () => {
    const at = (ms: number) =>
      readClock({ start: hour(0), done: new Date(hour(24).getTime() + ms), asOf: hour(99), limitHours: 24 })
    expect([at(0).status, at(1).status, at(-1).status]).toEqual(['met', 'missed', 'met'])
    const never = new Date(Number.NaN)
    for (const part of ['start', 'done', 'asOf'])
      expect(readClock({ start: hour(0), done: hour(1), asOf: hour(2), limitHours: 24, [part]: never }).status).toBe(
        'not_assessable',
      )
    expect(readClock({ start: hour(0), done: hour(0), asOf: hour(0), limitHours: 0 })).toMatchObject({
      status: 'met',
      netHours: 0,
    })
    expect(readClock({ start: hour(0), done: null, asOf: hour(5), limitHours: null }).status).toBe('no_limit')
  })

  test('compliance leaves out what is pending or cannot be assessed, and every status is somewhere', () => {
    const status = fc.constantFrom(
      'met',
      'missed',
      'overdue_open',
      'pending',
      'not_assessable',
      'invalid_order',
      'no_limit',
    )
    fc.assert(
      fc.property(fc.array(status), (statuses) => {
        const got = compliance(statuses)
        expect(got.denominator + got.pending + got.excluded).toBe(statuses.length)
        const judged = statuses.filter((item) => ['met', 'missed', 'overdue_open'].includes(item))
        if (judged.length === 0) expect(got.share).toBeNull()
        else near(got.share, judged.filter((item) => item === 'met').length / judged.length)
      }),
    )
  })
})

describe('working days (M9)', () => {
  test.each(['CN', 'TW'])('a deadline in %s is the n-th working day behind the day of receipt', (site) => {
    const calendar = readWorkCalendar(site, [])
    fc.assert(
      fc.property(fc.nat(600), fc.integer({ min: 1, max: 20 }), (from, term) => {
        const received = addDays('2024-01-01', from)
        const deadline = workingDayDeadline(calendar, received, term)
        expect(isWorkingDay(calendar, deadline)).toBe(true)
        expect(countWorkingDays(calendar, addDays(received, 1), deadline)).toBe(term)
      }),
      { numRuns: 60 },
    )
    for (const term of [0, -1, 1.5, Number.NaN])
      expect(() => workingDayDeadline(calendar, '2025-03-03', term)).toThrow(RangeError)
  })

  test('working hours are those of the quarter hours inside', () => {
    const calendar = readWorkCalendar('CN', [])
    const wall = (quarter: number) => new Date(Date.UTC(2026, 1, 10) + quarter * 900_000).toISOString().slice(0, 16)
    fc.assert(
      fc.property(fc.nat(1400), fc.nat(900), (start, length) => {
        let quarters = 0
        for (let at = start; at < start + length; at += 1) {
          const time = wall(at)
          const isOpen = time.slice(11) >= '09:00' && time.slice(11) < '18:00'
          if (isOpen && isWorkingDay(calendar, time.slice(0, 10))) quarters += 1
        }
        near(
          businessHours(calendar, { open: '09:00', close: '18:00' }, wall(start), wall(start + length)),
          quarters / 4,
        )
      }),
      { numRuns: 40 },
    )
  })
})

describe('views and shares of cases (M6, M11 to M13, M34)', () => {
  const span = fc.tuple(fc.nat(60), fc.option(fc.nat(30))).map(([opened, wait]) => ({
    openedOn: day(opened),
    resolvedOn: wait === null ? null : day(opened + wait),
  }))

  test('the flow of a period adds up: open at the start + opened − closed = open at the end', () => {
    fc.assert(
      fc.property(fc.array(span), fc.nat(30), fc.nat(30), fc.nat(40), (cases, from, length, later) => {
        const got = resolutionViews(cases, day(from), day(from + length), day(from + length + later))
        expect(got.openAtStart + got.opened - got.closed).toBe(got.openAtEnd)
        if (got.opened === 0) expect([got.cohortShareAtAsOf, got.clearanceRatio]).toEqual([null, null])
        else expect(got.cohortShareAtAsOf).toBeGreaterThanOrEqual(got.cohortShareAtPeriodEnd ?? 1)
      }),
    )
  })

  test('quantiles by their definitions, in any order of the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 0, max: 100 }),
        (values, percent) => {
          const [sorted, p, n] = [values.toSorted((a, b) => a - b), percent / 100, values.length]
          const at = (position: number) => {
            const low = Math.min(n - 1, Math.max(0, Math.floor(position + 1e-9)))
            const high = Math.min(n - 1, low + 1)
            const fraction = Math.min(1, Math.max(0, position - low))
            return (sorted[low] ?? 0) * (1 - fraction) + (sorted[high] ?? 0) * fraction
          }
          near(quantile(values, p), at(p * (n - 1)))
          near(quantile(values, p, 'weibull'), at(Math.min(n - 1, Math.max(0, p * (n + 1) - 1))))
          const rank = sorted.find((value) => values.filter((other) => other <= value).length * 100 >= percent * n)
          expect(quantile(values, p, 'nearest_rank')).toBe(rank)
          expect(quantile(values.toReversed(), p)).toBe(quantile(values, p))
          near(meanOf(values), values.reduce((sum, value) => sum + value, 0) / n)
        },
      ),
    )
    expect([quantile([], 0.5), meanOf([]), quantile([7], 0.9)]).toEqual([null, null, 7])
    for (const p of [-0.1, 1.1, Number.NaN]) expect(() => quantile([1], p)).toThrow(RangeError)
    expect(() => quantile([1, Number.NaN], 0.5)).toThrow(RangeError)
  })

  test('ages of open cases fall into one bucket each, and cases of tomorrow into none', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 })), fc.nat(90), (opened, asOf) => {
        const got = backlogAgeing(opened.map(day), day(asOf))
        const ages = opened.map((from) => asOf - from).filter((age) => age >= 0)
        expect(got.counts).toEqual(
          AGE_BUCKETS.map(([from, to]) => ages.filter((age) => age >= from && age <= (to ?? 999)).length),
        )
        expect(got.counts.reduce((sum, count) => sum + count, 0) + got.futureDated).toBe(opened.length)
        expect(got.oldestDays).toBe(ages.length === 0 ? null : Math.max(...ages))
      }),
    )
  })

  test('repeats: by looking at every pair of records', () => {
    const record = fc.tuple(
      fc.constantFrom('A', 'B', '', null),
      fc.constantFrom('x', 'y'),
      fc.nat(60),
      fc.option(fc.nat(20)),
    )
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), fc.integer({ min: 1, max: 30 }), (records, window) => {
        const asOf = 80
        const cases = records.map(([customer, issue, opened, wait]) => ({
          customer,
          issue,
          openedOn: day(opened),
          closedOn: wait === null ? null : day(opened + wait),
        }))
        const eligible = records.filter(
          ([customer, , opened, wait]) => customer && wait !== null && opened + wait + window <= asOf,
        )
        const followed = eligible.filter(([customer, issue, opened, wait]) =>
          records.some((other) => {
            const gap = other[2] - opened - (wait ?? 0)
            return other[0] === customer && other[1] === issue && gap >= 1 && gap <= window
          }),
        )
        const got = countRepeats(cases, window, day(asOf))
        expect([got.eligible, got.followed]).toEqual([eligible.length, followed.length])
        expect(got.share).toBe(eligible.length === 0 ? null : followed.length / eligible.length)
        expect(got.eligible + got.windowNotElapsed + got.withoutCustomer + got.stillOpen).toBe(records.length)
      }),
    )
  })

  test('first contact and completeness: nothing to judge is no share', () => {
    expect(firstContactResolution([]).share).toBeNull()
    expect(
      firstContactResolution([
        { contacts: null, isResolved: true },
        { contacts: 0, isResolved: true },
      ]).share,
    ).toBeNull()
    expect(
      firstContactResolution([
        { contacts: 1, isResolved: true },
        { contacts: 1, isResolved: false },
        { contacts: 2, isResolved: true },
      ]),
    ).toEqual({ assessable: 3, resolved: 1, share: 1 / 3 })
    expect(completeness(['a', 'b'], [])).toMatchObject({ fieldShare: null, completeShare: null, worst: [] })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), { minLength: 1 }), (records) => {
        const got = completeness(['a', 'b', 'c'], records)
        near(got.fieldShare, records.flat().filter(Boolean).length / (3 * records.length))
        near(got.completeShare, records.filter((record) => record.every(Boolean)).length / records.length)
        const shares = got.fillByField.map(({ share }) => share ?? 0)
        for (const { field, share } of got.fillByField)
          expect(got.worst.includes(field)).toBe(share === Math.min(...shares) && share < 1)
      }),
    )
  })
})
