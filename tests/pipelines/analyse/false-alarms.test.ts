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

test('a share that is not skewed keeps the bound of normal values closely', () => {
  const [years, bound] = [1500, BOUNDS.western_electric ?? 0]
  const chance = Math.sqrt((bound * (1 - bound)) / years)
  expect(falseAlarms('share', 'western_electric', years, 1, 0.5).of24).toBeLessThan(bound + chance)
})
