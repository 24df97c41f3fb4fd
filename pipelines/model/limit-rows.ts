import type { Norm } from '../core/norm-schema.ts'

export type LimitUnit = 'hours' | 'days' | 'working_days'

/** One time limit in force: whom it binds (null: everybody), how long, and for cases that start on which days. */
export interface LimitRow {
  readonly clock: string
  readonly level: string | null
  readonly problemType: string | null
  readonly nature: string | null
  readonly amount: number
  readonly unit: LimitUnit
  readonly validFrom: string | null
  /** First day on which it no longer applies. */
  readonly validTo: string | null
  readonly requirement: string | null
  readonly changedReason: string | null
}

type Limit = Norm['limits'][number]
type Binding = Pick<LimitRow, 'level' | 'problemType' | 'nature' | 'amount' | 'unit'>

/** The limits of the norms, one a row; of norms that name the same clock, the first counts. */
export function limitRows(norms: readonly Norm[]): LimitRow[] {
  const taken = new Set<string>()
  return norms.flatMap((norm) => {
    const fresh = norm.limits.filter((limit) => !taken.has(limit.clock))
    for (const limit of fresh) taken.add(limit.clock)
    return fresh.flatMap(rowsOf)
  })
}

function rowsOf(limit: Limit): LimitRow[] {
  const shared = {
    clock: limit.clock,
    validFrom: limit.valid_from ?? null,
    validTo: limit.valid_to ?? null,
    requirement: limit.requirement ?? null,
    changedReason:
      limit.changed === undefined ? null : `${limit.changed.on} ${limit.changed.by}: ${limit.changed.reason}`,
  }
  return bindingsOf(limit).map((binding) => ({ ...shared, ...binding }))
}

function bindingsOf(limit: Limit): Binding[] {
  const everybody = { level: null, problemType: null, nature: null }
  if (limit.hours !== undefined) return [{ ...everybody, amount: limit.hours, unit: 'hours' }]
  if (limit.days !== undefined) return [{ ...everybody, amount: limit.days, unit: 'days' }]
  if (limit.working_days !== undefined) return [{ ...everybody, amount: limit.working_days, unit: 'working_days' }]
  const entries = (hours: Readonly<Record<string, number>> | undefined) => Object.entries(hours ?? {})
  return [
    ...entries(limit.hours_by_level).map(([level, amount]) => ({
      ...everybody,
      level,
      amount,
      unit: 'hours' as const,
    })),
    ...entries(limit.hours_by_type).map(([problemType, amount]) => ({
      ...everybody,
      problemType,
      amount,
      unit: 'hours' as const,
    })),
    ...entries(limit.hours_by_nature).map(([nature, amount]) => ({
      ...everybody,
      nature,
      amount,
      unit: 'hours' as const,
    })),
  ]
}
