export type Comparator = '>=' | '>' | '<=' | '<'

/** `below` means on the wrong side of the target, whichever that is. */
export type Verdict = 'met' | 'below' | 'not_distinguishable'

export interface Target {
  readonly value: number
  readonly comparator: Comparator
}

/** Whether a value meets the target, by unrounded values. */
export function meetsTarget({ value: target, comparator }: Target, value: number): boolean {
  switch (comparator) {
    case '>=':
      return value >= target
    case '>':
      return value > target
    case '<=':
      return value <= target
    case '<':
      return value < target
  }
}

/** The interval lies wholly on the right side of the target, wholly on the wrong one, or holds it (metric-spec M17). */
export function targetVerdict(target: Target, interval: { readonly low: number; readonly high: number }): Verdict {
  const [good, bad] = target.comparator.startsWith('>') ? [interval.low, interval.high] : [interval.high, interval.low]
  if (meetsTarget(target, good)) return 'met'
  return meetsTarget(target, bad) ? 'not_distinguishable' : 'below'
}
