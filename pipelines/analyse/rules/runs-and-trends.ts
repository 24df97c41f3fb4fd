import { directionOf, type RuleHits, runs } from './rule-hits.ts'

/** `length` points in a row on one side of the centre; a point on it breaks the run. `deviations` are from the centre. */
export function onOneSide(deviations: readonly number[], length: number): RuleHits {
  return runs(deviations.map(directionOf), length)
}

/** `length` points in a row, each above (or each below) the one before; a tie breaks the trend. */
export function trend(values: readonly number[], length: number): RuleHits {
  return runs(
    values.map((value, index) => (index === 0 ? 0 : directionOf(value - (values[index - 1] ?? value)))),
    length - 1,
    1,
  )
}
