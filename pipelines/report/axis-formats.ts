import type { Unit } from '../metrics/format-value.ts'

/** How an axis writes numbers of a unit, as formats of d3. */
export const AXIS_FORMATS: Readonly<Record<Unit, string>> = {
  share: '.0%',
  count: ',d',
  points: 'd',
  score: '.1f',
  hours: ',d',
  days: ',d',
  per_thousand: '.1f',
  ratio: '.2f',
  amount: ',d',
}
