/** The share that the vital few make together, in per cent (metric-spec M19). */
const VITAL_PER_CENT = 80
const OTHER = /^(others?|其他|其它)$/i

/** Whether a value of a dimension names something: a blank, a value without a code and "other" do not. */
export function isNamed(value: string | null): boolean {
  return value !== null && value !== 'unmapped' && !OTHER.test(value)
}

/**
 * How many of the largest counts (given largest first) it takes to hold 80 % of the total (or `perCent`), with the one that
 * crosses it, compared as whole numbers; 0 where all of them together hold less, or where all are equal and nothing
 * stands out.
 */
export function vitalFew(counts: readonly number[], total: number, perCent = VITAL_PER_CENT): number {
  if (counts.length > 1 && counts[0] === counts.at(-1)) return 0
  let sum = 0
  for (const [index, count] of counts.entries()) {
    sum += count
    if (100 * sum >= perCent * total) return index + 1
  }
  return 0
}
