import { startOfDay } from '../core/zone-offsets.ts'
import { literal } from '../warehouse/query.ts'
import type { LimitRow, LimitUnit } from './limit-rows.ts'

const MICROSECONDS_AN_HOUR = 3_600_000_000

/** The choices among contradicting clauses that change limits. */
export interface LimitChoices {
  /** K2: whether the limit of the level or of the problem type comes first, or the shorter one. */
  readonly resolutionLimit: 'level' | 'type' | 'strictest'
  /** K6: where the resolution clock starts. */
  readonly resolutionStart: 'acceptance' | 'receipt'
}

/**
 * Macros by which the facts read the limits, made from the rows of the norms: the limit of a clock for a case of this
 * level, nature and problem type whose start event fell at this instant, or null where there is none.
 */
export function limitMacros(rows: readonly LimitRow[], choices: LimitChoices, timezone: string): string[] {
  const macro = (name: string, unit: LimitUnit, scale: number, type: string) => {
    const ofUnit = rows.filter((row) => row.unit === unit)
    const clocks = [...new Set(ofUnit.map((row) => row.clock))]
    const cases = clocks.flatMap((clock) =>
      casesOf(
        clock,
        ofUnit.filter((row) => row.clock === clock),
        { choices, scale, timezone },
      ),
    )
    const body = cases.length === 0 ? `cast(null as ${type})` : `cast(case ${cases.join(' ')} end as ${type})`
    return `create or replace macro control.${name}(clock, level, nature, problem_type, start_us) as ${body}`
  }
  const start = choices.resolutionStart === 'receipt' ? 'received_us' : 'coalesce(accepted_us, received_us)'
  return [
    macro('limit_us', 'hours', MICROSECONDS_AN_HOUR, 'bigint'),
    macro('limit_days', 'days', 1, 'bigint'),
    macro('limit_working_days', 'working_days', 1, 'integer'),
    `create or replace macro control.resolution_start_us(received_us, accepted_us) as ${start}`,
  ]
}

interface CaseOptions {
  readonly choices: LimitChoices
  readonly scale: number
  readonly timezone: string
}

function casesOf(clock: string, rows: readonly LimitRow[], options: CaseOptions): string[] {
  const sql = (kind: (row: LimitRow) => boolean) => firstThatApplies(rows.filter(kind), options)
  const byLevel = sql((row) => row.problemType === null && row.nature === null)
  const byType = sql((row) => row.problemType !== null)
  const byNature = sql((row) => row.nature !== null)
  const shorter = (limit: string) => (byNature === 'null' ? limit : `least(${limit}, ${byNature})`)
  const when = (name: string, limit: string) => `when clock = ${literal(name)} then ${shorter(limit)}`
  if (byType === 'null')
    return [when(clock, byLevel), ...(clock === 'resolution' ? [when('resolution_level', byLevel)] : [])]
  return [
    when(clock, combined(byLevel, byType, options.choices)),
    when(`${clock}_level`, byLevel),
    when(`${clock}_type`, byType),
  ]
}

/** K2. A level that is known and has no limit is not given one by the problem type. */
function combined(byLevel: string, byType: string, { resolutionLimit }: LimitChoices): string {
  if (resolutionLimit === 'type') return `coalesce(${byType}, ${byLevel})`
  if (resolutionLimit === 'strictest') return `least(${byLevel}, ${byType})`
  return `(case when coalesce(level, 'unmapped') <> 'unmapped' then ${byLevel} else ${byType} end)`
}

/** The amount of the first row that binds the case, the latest policies first. */
function firstThatApplies(rows: readonly LimitRow[], { scale, timezone }: CaseOptions): string {
  if (rows.length === 0) return 'null'
  const latest = rows.toSorted((a, b) => (b.validFrom ?? '').localeCompare(a.validFrom ?? ''))
  const cases = latest.map((row) => {
    const conditions = [
      ...(row.level === null ? [] : [`level = ${literal(row.level)}`]),
      ...(row.problemType === null ? [] : [`problem_type = ${literal(row.problemType)}`]),
      ...(row.nature === null ? [] : [`nature = ${literal(row.nature)}`]),
      ...(row.validFrom === null ? [] : [`start_us >= ${startOfDay(timezone, row.validFrom) * 1000}`]),
      ...(row.validTo === null ? [] : [`start_us < ${startOfDay(timezone, row.validTo) * 1000}`]),
    ]
    const amount = `${Math.round(row.amount * scale)}`
    return { condition: conditions.join(' and '), amount }
  })
  const always = cases.findIndex(({ condition }) => condition === '')
  const [before, fallback] = always < 0 ? [cases, 'null'] : [cases.slice(0, always), cases[always]?.amount ?? 'null']
  if (before.length === 0) return fallback
  return `(case ${before.map(({ condition, amount }) => `when ${condition} then ${amount}`).join(' ')} else ${fallback} end)`
}
