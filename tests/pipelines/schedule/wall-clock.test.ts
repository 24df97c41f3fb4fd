import { describe, expect, test } from 'vitest'
import { instantOf, wallTime } from '../../../pipelines/schedule/wall-clock.ts'

describe('instants of wall times', () => {
  test.each([
    ['Asia/Shanghai', '2026-11-16T08:00:00', '2026-11-16T00:00:00Z', 'no daylight saving'],
    ['Asia/Kathmandu', '2026-11-16T08:00:00', '2026-11-16T02:15:00Z', 'quarter hours'],
    ['Europe/Berlin', '2026-03-29T01:59:59', '2026-03-29T00:59:59Z', 'before the gap'],
    ['Europe/Berlin', '2026-03-29T02:00:00', '2026-03-29T01:00:00Z', 'begin of the gap'],
    ['Europe/Berlin', '2026-03-29T02:59:59', '2026-03-29T01:00:00Z', 'end of the gap'],
    ['Europe/Berlin', '2026-03-29T03:00:00', '2026-03-29T01:00:00Z', 'after the gap'],
    ['Europe/Berlin', '2026-10-25T01:59:59', '2026-10-24T23:59:59Z', 'before the repeated hour'],
    ['Europe/Berlin', '2026-10-25T02:30:00', '2026-10-25T00:30:00Z', 'shown twice: the first'],
    ['Europe/Berlin', '2026-10-25T03:00:00', '2026-10-25T02:00:00Z', 'after the repeated hour'],
    ['America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:00:00Z', 'gap west of Greenwich'],
    ['America/New_York', '2026-11-01T01:30:00', '2026-11-01T05:30:00Z', 'twice west of Greenwich'],
    ['Australia/Lord_Howe', '2026-10-04T02:15:00', '2026-10-03T15:30:00Z', 'gap of half an hour'],
    ['Pacific/Apia', '2011-12-30T12:00:00', '2011-12-30T10:00:00Z', 'a day that a country left out'],
  ])('%s %s is %s (%s)', (timezone, wall, instant) => {
    expect(new Date(instantOf(Date.parse(`${wall}Z`), timezone))).toEqual(new Date(instant))
  })

  test('never run backwards, and show what they came from outside gaps', () => {
    let before = Number.NEGATIVE_INFINITY
    for (let wall = Date.parse('2026-03-28T20:00Z'); wall < Date.parse('2026-03-29T10:00Z'); wall += 300_000) {
      const instant = instantOf(wall, 'Europe/Berlin')
      expect(instant).toBeGreaterThanOrEqual(before)
      expect(wallTime(instant, 'Europe/Berlin')).toBeGreaterThanOrEqual(wall)
      before = instant
    }
  })

  test('milliseconds survive', () => {
    expect(wallTime(Date.parse('2026-11-16T00:00:00.123Z'), 'Asia/Shanghai')).toBe(
      Date.parse('2026-11-16T08:00:00.123Z'),
    )
  })
})
