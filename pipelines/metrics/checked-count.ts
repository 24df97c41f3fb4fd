/** Throws a RangeError where a count is no number, without end or below 0: a statistic of it would be none. */
export function checkCounts(counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts))
    if (!(count >= 0 && count < Number.POSITIVE_INFINITY)) throw new RangeError(`${name} is ${count}, and no count`)
}
