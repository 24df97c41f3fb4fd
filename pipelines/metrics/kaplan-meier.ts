import { checkCounts } from './checked-count.ts'

/** Cases that share one duration: how many ended then, and how many were still open (right-censored) then. */
export interface DurationCount {
  readonly time: number
  readonly events: number
  readonly censored: number
}

/** One step of the curve: at a time at which at least one case ended. */
export interface SurvivalStep {
  readonly time: number
  readonly atRisk: number
  readonly events: number
  /** Share still open just after `time`. */
  readonly survival: number
  /** Greenwood's standard error of `survival`. */
  readonly standardError: number
}

export interface SurvivalCurve {
  readonly columns: StepColumns
  /** The columns' rows. */
  readonly steps: readonly SurvivalStep[]
  /** All cases, and those that ended. */
  readonly n: number
  readonly events: number
  /** The longest time observed; null without cases. */
  readonly longest: number | null
  /** Durations that are negative or no number: data errors, left out. */
  readonly excluded: number
}

/** Cases at distinct durations from 0 on, in ascending order: `length` of each column count. */
export interface DurationColumns {
  readonly length: number
  readonly times: Float64Array
  readonly events: Float64Array
  readonly censored: Float64Array
}

/** The steps of a curve in columns, of which `length` rows count. */
export interface StepColumns {
  readonly length: number
  readonly times: Float64Array
  readonly atRisk: Float64Array
  readonly events: Float64Array
  readonly survival: Float64Array
  /** Greenwood's sum, so that the standard error is survival times its root. */
  readonly greenwood: Float64Array
}

/** Memory for the steps of one curve after the other. */
export type StepMemory = Omit<StepColumns, 'length'>

/** Counts of durations from single cases; `ended` false means that the case was open when last seen. */
export function durationCounts(times: readonly number[], ended: readonly boolean[]): DurationCount[] {
  const counts = new Map<number, { time: number; events: number; censored: number }>()
  for (const [index, time] of times.entries()) {
    const count = counts.get(time) ?? { time, events: 0, censored: 0 }
    counts.set(time, count)
    if (ended[index] === true) count.events += 1
    else count.censored += 1
  }
  return [...counts.values()]
}

/**
 * Product-limit estimate of the share still open, from counts at distinct durations in any order (Kaplan & Meier
 * 1958; metric-spec M7). Where cases end and are censored at the same time, the ends come first. Throws a RangeError for
 * what is no count.
 */
export function kaplanMeier(durations: Iterable<DurationCount>): SurvivalCurve {
  const counts = [...durations]
  let all = 0
  for (const { events, censored } of counts) {
    const size = events + censored
    if (!(events >= 0 && censored >= 0 && size < Number.POSITIVE_INFINITY)) checkCounts({ events, censored })
    all += size
  }
  const sorted = counts.filter(({ time }) => time >= 0).sort((a, b) => a.time - b.time)
  const curve = productLimit({
    length: sorted.length,
    times: Float64Array.from(sorted, ({ time }) => time),
    events: Float64Array.from(sorted, ({ events }) => events),
    censored: Float64Array.from(sorted, ({ censored }) => censored),
  })
  return withSteps({ ...curve, excluded: all - curve.n })
}

/** As `kaplanMeier`, from columns. With memory of at least as many rows as durations, the curve holds until its next use. */
export function productLimit(durations: DurationColumns, memory = stepMemory(durations.length)): SurvivalCurve {
  const { length } = durations
  let n = 0
  for (let index = 0; index < length; index += 1)
    n += (durations.events[index] as number) + (durations.censored[index] as number)
  let [atRisk, survival, greenwood, ended, steps] = [n, 1, 0, 0, 0]
  for (let index = 0; index < length; index += 1) {
    const events = durations.events[index] as number
    if (events > 0) {
      survival *= 1 - events / atRisk
      if (atRisk > events) greenwood += events / (atRisk * (atRisk - events))
      ended += events
      memory.times[steps] = durations.times[index] as number
      memory.atRisk[steps] = atRisk
      memory.events[steps] = events
      memory.survival[steps] = survival
      memory.greenwood[steps] = greenwood
      steps += 1
    }
    atRisk -= events + (durations.censored[index] as number)
  }
  const longest = length === 0 ? null : (durations.times[length - 1] as number)
  return withSteps({ columns: { ...memory, length: steps }, n, events: ended, longest, excluded: 0 })
}

export function stepMemory(length: number): StepMemory {
  const column = () => new Float64Array(length)
  return { times: column(), atRisk: column(), events: column(), survival: column(), greenwood: column() }
}

function withSteps(curve: Omit<SurvivalCurve, 'steps'>): SurvivalCurve {
  return {
    ...curve,
    get steps() {
      return Array.from({ length: curve.columns.length }, (_step, index) => stepAt(curve.columns, index))
    },
  }
}

/** One step of a curve. */
export function stepAt(columns: StepColumns, index: number): SurvivalStep {
  const survival = columns.survival[index] as number
  return {
    time: columns.times[index] as number,
    atRisk: columns.atRisk[index] as number,
    events: columns.events[index] as number,
    survival,
    standardError: survival * Math.sqrt(columns.greenwood[index] as number),
  }
}

/** The last step up to `time`; null before the first. */
export function lastStep({ columns }: SurvivalCurve, time: number): SurvivalStep | null {
  const after = firstIndex(columns.length, (index) => (columns.times[index] as number) > time)
  return after === 0 ? null : stepAt(columns, after - 1)
}

/** Share of cases still open after `time`. */
export function survivalAt(curve: SurvivalCurve, time: number): number {
  return lastStep(curve, time)?.survival ?? 1
}

/** How a quantile is read where the curve runs level at exactly that height: `first` time, or the `midpoint` that R and SAS report. */
export type PlateauConvention = 'first' | 'midpoint'

/** The time by which the share `p` has ended: the smallest with S(t) ≤ 1 − p. Null where it is not reached. */
export function survivalQuantile(curve: SurvivalCurve, p: number, plateau: PlateauConvention = 'first'): number | null {
  const { columns } = curve
  const index = firstAtOrBelow(columns, 1 - p + 1e-9)
  if (index === columns.length) return null
  const time = columns.times[index] as number
  const isLevel = Math.abs((columns.survival[index] as number) - (1 - p)) < 1e-9 && index + 1 < columns.length
  return plateau === 'midpoint' && isLevel ? (time + (columns.times[index + 1] as number)) / 2 : time
}

/** The first step at which a curve is down to a share; the number of steps where it never is. */
export function firstAtOrBelow({ length, survival }: StepColumns, share: number): number {
  return firstIndex(length, (index) => (survival[index] as number) <= share)
}

/** The first of so many places from which on something holds. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Mean time open within the first `limit`: the area under the curve. */
export function restrictedMean({ columns }: SurvivalCurve, limit: number): number {
  let [area, time, survival] = [0, 0, 1]
  for (let index = 0; index < columns.length; index += 1) {
    const next = columns.times[index] as number
    if (next >= limit) break
    area += survival * (next - time)
    time = next
    survival = columns.survival[index] as number
  }
  return area + survival * (limit - time)
}
