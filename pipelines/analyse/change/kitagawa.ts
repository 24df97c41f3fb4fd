/** A segment of a ratio metric in two periods: its size (denominator) and its rate, null where its size is 0. */
export interface Segment {
  readonly label: string
  readonly size0: number
  readonly rate0: number | null
  readonly size1: number
  readonly rate1: number | null
}

export interface SegmentEffect {
  readonly label: string
  /** Change of its rate, at its mean weight. */
  readonly rate: number
  /** Change of its weight, times how far its mean rate is from the mean overall: the centred form. */
  readonly mix: number
  /** Change of its weight times its mean rate: only the sum over segments means anything. */
  readonly mixUncentred: number
}

export interface Decomposition {
  readonly rate0: number
  readonly rate1: number
  readonly difference: number
  readonly rate: number
  readonly mix: number
  readonly segments: readonly SegmentEffect[]
}

/**
 * Kitagawa's decomposition of the difference of two ratios into rate and mix, without a remainder (Kitagawa 1955; Das
 * Gupta 1993; metric-spec M21). A segment that one period lacks takes the rate of the other, so that all it does is mix.
 * Null where either period has no size.
 */
export function kitagawa(segments: readonly Segment[]): Decomposition | null {
  const present = segments
    .filter(({ size0, size1 }) => size0 > 0 || size1 > 0)
    .map(({ label, size0, size1, ...rates }) => ({ label, size0, size1, ...bothRates(rates, size0, size1) }))
  const total0 = present.reduce((sum, { size0 }) => sum + size0, 0)
  const total1 = present.reduce((sum, { size1 }) => sum + size1, 0)
  if (total0 <= 0 || total1 <= 0) return null
  const weighed = present.map((one) => ({ ...one, weight0: one.size0 / total0, weight1: one.size1 / total1 }))
  const rate0 = weighed.reduce((sum, one) => sum + one.weight0 * one.rate0, 0)
  const rate1 = weighed.reduce((sum, one) => sum + one.weight1 * one.rate1, 0)
  const overall = (rate0 + rate1) / 2
  const effects = weighed.map((one) => {
    const meanRate = (one.rate0 + one.rate1) / 2
    const shift = one.weight1 - one.weight0
    return {
      label: one.label,
      rate: ((one.rate1 - one.rate0) * (one.weight0 + one.weight1)) / 2,
      mix: shift * (meanRate - overall),
      mixUncentred: shift * meanRate,
    }
  })
  const total = (part: 'rate' | 'mix') => effects.reduce((sum, effect) => sum + effect[part], 0)
  return { rate0, rate1, difference: rate1 - rate0, rate: total('rate'), mix: total('mix'), segments: effects }
}

function bothRates(
  rates: Pick<Segment, 'rate0' | 'rate1'>,
  size0: number,
  size1: number,
): { rate0: number; rate1: number } {
  const rate0 = size0 > 0 ? rates.rate0 : null
  const rate1 = size1 > 0 ? rates.rate1 : null
  return { rate0: rate0 ?? rate1 ?? 0, rate1: rate1 ?? rate0 ?? 0 }
}
