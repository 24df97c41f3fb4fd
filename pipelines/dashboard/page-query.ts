import { z } from 'zod'
import { HuiyinError } from '../core/errors.ts'
import { LOCALES } from '../core/locale.ts'
import { metricDefinition } from '../metrics/catalogue.ts'
import { checkDay, PERIODS, type PeriodUnit } from '../metrics/periods.ts'
import { COMPARED_DIMENSIONS, type ComparedDimension, type FilterDimension, RANKED_METRIC } from './page-content.ts'

/** What one request of the page asks for; days are local and both inside. */
export interface PageQuery {
  readonly from: string | undefined
  readonly to: string | undefined
  /** Left out, the server chooses a unit that suits the range. */
  readonly period: PeriodUnit | undefined
  /** The metric of the trend. */
  readonly metric: string
  readonly by: ComparedDimension
  readonly where: Readonly<Record<FilterDimension, readonly string[]>>
}

const MOST_VALUES = 200
const MOST_CHARACTERS = 200

const single = z.array(z.string().max(MOST_CHARACTERS)).max(1).default([])
const several = z.array(z.string().min(1).max(MOST_CHARACTERS)).max(MOST_VALUES).default([])
const parameters = z.strictObject({
  lang: z.array(z.enum(LOCALES)).max(1).default([]),
  from: single,
  to: single,
  period: single,
  metric: single,
  by: single,
  channel: several,
  category: several,
  department: several,
})

/**
 * Reads the query string of `/api/data`; a filter that is repeated means any of its values.
 * Throws HY-C-001 for an unknown or repeated parameter, HY-M-001/002/003 for a wrong metric, dimension, day or period.
 */
export function readPageQuery(search: URLSearchParams): PageQuery {
  const result = parameters.safeParse(Object.fromEntries([...search.keys()].map((key) => [key, search.getAll(key)])))
  if (!result.success) throw wrongParameter(result.error)
  const { from, to, period, metric, by, channel, category, department } = result.data
  return {
    from: from[0] === undefined ? undefined : checkDay(from[0], 'from'),
    to: to[0] === undefined ? undefined : checkDay(to[0], 'to'),
    period: period[0] === undefined ? undefined : periodUnit(period[0]),
    metric: metricDefinition(metric[0] ?? RANKED_METRIC).metric,
    by: comparedDimension(by[0] ?? COMPARED_DIMENSIONS[0]),
    where: { channel: distinct(channel), category: distinct(category), department: distinct(department) },
  }
}

/** The same filters without one dimension: what a chart of that dimension shows, its own selection aside. */
export function withoutDimension(query: PageQuery, dimension: FilterDimension): PageQuery['where'] {
  return { ...query.where, [dimension]: [] }
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}

function periodUnit(text: string): PeriodUnit {
  const unit = PERIODS.find((name) => name === text)
  if (unit === undefined)
    throw new HuiyinError('HY-M-003', { option: 'period', got: text, expected: PERIODS.join(', ') })
  return unit
}

function comparedDimension(text: string): ComparedDimension {
  const dimension = COMPARED_DIMENSIONS.find((name) => name === text)
  if (dimension === undefined) {
    throw new HuiyinError('HY-M-002', { dimension: text, metric: 'by', expected: COMPARED_DIMENSIONS.join(', ') })
  }
  return dimension
}

function wrongParameter(error: z.ZodError): HuiyinError {
  const [issue] = error.issues
  const name = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : (issue?.path.join('.') ?? '')
  const expected = `${Object.keys(parameters.shape).join(', ')}`
  return new HuiyinError('HY-C-001', {
    reason: issue?.code === 'unrecognized_keys' ? `${name}? (${expected})` : `${name}: ${issue?.message ?? ''}`,
    usage: 'huiyin dashboard',
  })
}
