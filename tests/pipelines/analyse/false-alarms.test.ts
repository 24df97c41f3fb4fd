import { expect, test } from 'vitest'
import { BOUNDS, falseAlarms, YEARS } from '../../../bench/false-alarms.ts'

test.each([
  ['share', 'nhs'],
  ['share', 'western_electric'],
  ['count', 'nhs'],
  ['value', 'nhs'],
  ['value', 'western_electric'],
  ['value', 'nelson'],
] as const)('200 stable years: %s under %s rules alarm no more often than stated', (measure, rules) => {
  const bound = BOUNDS[rules] ?? 0
  const chance = 2 * Math.sqrt((bound * (1 - bound)) / YEARS)
  expect(falseAlarms(measure, rules).of24).toBeLessThan(bound + chance)
})
