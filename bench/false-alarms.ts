// 200 stable years, seeded: nothing changes in them, so that every signal is a false alarm. Writes bench/false-alarms.md.
import { writeFileSync } from 'node:fs'
import { type ChartedPeriod, chartedSeries, type RuleSetName } from '../pipelines/analyse/charts/charted-series.ts'
import type { Measure } from '../pipelines/analyse/charts/choose-chart.ts'
import { binomialQuantile, normalQuantile } from '../pipelines/metrics/distributions.ts'

export const YEARS = 200
const WEEKS = 52
/** Further years, for charts of 24 points only, that tell a share more closely. */
const LONG_YEARS = 3000
/** Shares of charts of 24 stable points with a false alarm, limits from the data, as metric-spec M25 states them. */
export const BOUNDS: Readonly<Record<RuleSetName | 'outside_limits', number | null>> = {
  outside_limits: 0.06,
  nhs: 0.17,
  western_electric: 0.15,
  nelson: 0.21,
  anhoej: null,
}
const RULES: readonly RuleSetName[] = ['nhs', 'western_electric', 'nelson', 'anhoej']
const MEASURES: readonly Measure[] = ['share', 'count', 'value']

export interface Alarms {
  readonly measure: Measure
  readonly rules: RuleSetName | 'outside_limits'
  /** Charts of 24 points, limits from the same points. */
  readonly of24: number
  /** Charts of the whole year, limits locked at the first 24 points. */
  readonly ofYear: number
  /** Single points of the year. */
  readonly ofPoints: number
}

/** The share that stays the same, in the long run, of most metrics; and one that is not skewed. */
const [USUAL_SHARE, EVEN_SHARE] = [0.93, 0.5]

/** Shares of `years` stable years that show a false alarm, for one kind of metric and one set of rules. */
export function falseAlarms(
  measure: Measure,
  rules: Alarms['rules'],
  years = YEARS,
  seed = 1,
  share = USUAL_SHARE,
): Alarms {
  let [of24, ofYear, points] = [0, 0, 0]
  for (let year = 0; year < years; year += 1) {
    const periods = stableYear(measure, seed + year, share)
    const whole = alarmsOf(measure, rules, periods)
    if (alarmsOf(measure, rules, periods.slice(0, 24)) > 0) of24 += 1
    if (whole > 0) ofYear += 1
    points += whole
  }
  return { measure, rules, of24: of24 / years, ofYear: ofYear / years, ofPoints: points / years / WEEKS }
}

function alarmsOf(measure: Measure, rules: Alarms['rules'], periods: readonly ChartedPeriod[]): number {
  const { points } = chartedSeries(measure, periods, { rules: rules === 'outside_limits' ? 'nhs' : rules })
  const isAlarm = (names: readonly string[]) => (rules === 'outside_limits' ? names.includes(rules) : names.length > 0)
  return points.filter((point) => isAlarm(point.rules)).length
}

/** 52 weeks of about 120 complaints: a share, their count, or a mean, each without any change. */
function stableYear(measure: Measure, seed: number, share: number): ChartedPeriod[] {
  const next = random(seed)
  return Array.from({ length: WEEKS }, (_week, index) => {
    const period = new Date(Date.UTC(2026, 0, 5 + 7 * index)).toISOString().slice(0, 10)
    const n = Math.round(120 + 11 * normalQuantile(next()))
    const x = binomialQuantile(next(), n, share)
    if (measure === 'share') return { period, x, n, value: x / n }
    return { period, x: null, n: null, value: measure === 'count' ? n : 4 + 0.1 * normalQuantile(next()) }
  })
}

/** Uniform numbers in (0, 1): mulberry32. */
function random(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4_294_967_296
  }
}

if (import.meta.main) {
  const rows = MEASURES.flatMap((measure) =>
    (['outside_limits', ...RULES] as const).map((rules) => falseAlarms(measure, rules)),
  )
  console.table(rows)
  writeFileSync(new URL('false-alarms.md', import.meta.url), report(rows))
}

function report(rows: readonly Alarms[]): string {
  const perCent = (share: number) => `${(100 * share).toFixed(1)} %`
  const lines = rows.map((row) => {
    const bound = BOUNDS[row.rules]
    const long = falseAlarms(row.measure, row.rules, LONG_YEARS, YEARS + 1).of24
    return `| ${row.measure} | ${row.rules} | ${perCent(row.of24)} | ${perCent(long)} | ${bound === null ? '–' : perCent(bound)} | ${perCent(row.ofYear)} | ${perCent(row.ofPoints)} |`
  })
  const even = RULES.filter((rules) => BOUNDS[rules] !== null).map((rules) => {
    const { of24 } = falseAlarms('share', rules, LONG_YEARS, YEARS + 1, EVEN_SHARE)
    return `${rules} ${perCent(of24)}`
  })
  return `# False alarms in ${YEARS} stable years

Written by \`node bench/false-alarms.ts\`. Each year has 52 weeks of about 120 complaints in which nothing changes; seeds 1 to ${YEARS}.
*24 weeks*: the share of charts of 24 points, limits from the same points, with at least one signal; M25 states the share
that its own simulation of 20,000 such series gave. With ${YEARS} years a share of 17 % is known to about ± 5 points,
with the ${LONG_YEARS.toLocaleString('en')} further years of the next column to about ± 1.3.
*Year*: the chart as Huiyin draws it, 52 points with limits locked at the first 24. It shows more, because it looks at more points
and because limits from 24 points are themselves uncertain. *Points*: the share of single weeks that carry a signal, which is how often
the reading of a stable metric in a weekly report speaks of one.

| metric | rules | 24 weeks | further years | M25 | year | points |
| ------ | ----- | -------: | ------------: | --: | ---: | -----: |
${lines.join('\n')}

M25's shares are of values that are normally distributed. A share of ${100 * USUAL_SHARE} % of 120 cases is not: weeks with many failures are
commoner than the limits, which are as far above as below, expect, and more so the rules for two and four points. Of a share of
${100 * EVEN_SHARE} %, which is not skewed, the same code alarms in ${LONG_YEARS.toLocaleString('en')} years of 24 weeks: ${even.join(', ')}.
`
}
