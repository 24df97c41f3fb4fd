import { z } from 'zod'
import { HuiyinError } from '../core/errors.ts'
import { LOCALES } from '../core/locale.ts'
import { dimensionCatalogue, metricDefinition } from '../metrics/catalogue.ts'
import { checkDay, PERIODS, type PeriodUnit } from '../metrics/periods.ts'
import {
  MOST_DIMENSIONS,
  MOST_METRICS,
  PAGE_DIMENSIONS,
  PAGE_METRICS,
  PAGES,
  PARTS,
  type PageName,
  type Part,
} from './api/pages.ts'

/** What a request asks for, checked; days are local and both inside. */
export interface PageState {
  readonly page: PageName
  readonly from: string | undefined
  readonly to: string | undefined
  /** Left out, the server chooses a unit that suits the range. */
  readonly period: PeriodUnit | undefined
  readonly metrics: readonly string[]
  readonly by: readonly string[]
  readonly where: Readonly<Record<string, readonly string[]>>
}

export interface CaseState extends PageState {
  readonly part: Part
  /** From 1. */
  readonly number: number
}

const MOST_VALUES = 200
const MOST_CHARACTERS = 200
const MOST_FILTERS = 12
const FILTER = 'where.'

const single = z.array(z.string().max(1000)).max(1).default([])
const filter = z.array(z.string().min(1).max(MOST_CHARACTERS)).min(1).max(MOST_VALUES)
const parameters = z.strictObject({
  page: z.array(z.enum(PAGES)).max(1).default([]),
  lang: z.array(z.enum(LOCALES)).max(1).default([]),
  from: single,
  to: single,
  period: single,
  metrics: single,
  by: single,
  where: z.record(z.string(), filter),
})
const caseParameters = parameters.extend({
  part: z.array(z.enum(PARTS)).max(1).default([]),
  number: z
    .array(z.string().regex(/^[1-9]\d{0,6}$/))
    .max(1)
    .default([]),
})

/**
 * Reads the query string of `/api/page`. Throws HY-C-001 for an unknown or repeated parameter, HY-M-001/002/003 for a
 * wrong metric, dimension, day or period.
 */
export function readPageState(search: URLSearchParams): PageState {
  return stateOf(parse(parameters, search))
}

/** As `readPageState`, for `/api/cases`: also which part of the metric's cases, and which page of them. */
export function readCaseState(search: URLSearchParams): CaseState {
  const given = parse(caseParameters, search)
  return { ...stateOf(given), part: given.part[0] ?? 'all', number: Number(given.number[0] ?? 1) }
}

function stateOf(given: z.infer<typeof parameters>): PageState {
  const page = given.page[0] ?? 'overview'
  const metrics = listOf(given.metrics[0], MOST_METRICS, 'metrics')
  const by = listOf(given.by[0], MOST_DIMENSIONS, 'by')
  const where = Object.fromEntries(
    Object.entries(given.where).map(([name, values]) => [name, [...new Set(values)].sort()]),
  )
  for (const name of by) checkDimension(name)
  return {
    page,
    from: given.from[0] === undefined ? undefined : checkDay(given.from[0], 'from'),
    to: given.to[0] === undefined ? undefined : checkDay(given.to[0], 'to'),
    period: given.period[0] === undefined ? undefined : periodUnit(given.period[0]),
    metrics: (metrics.length > 0 ? metrics : PAGE_METRICS[page]).map((name) => metricDefinition(name).metric),
    by: by.length > 0 ? by : PAGE_DIMENSIONS[page],
    where,
  }
}

function parse<Shape extends z.ZodType>(schema: Shape, search: URLSearchParams): z.infer<Shape> {
  const given: Record<string, unknown> = Object.create(null)
  const where: Record<string, string[]> = Object.create(null)
  for (const name of new Set(search.keys())) {
    if (name.startsWith(FILTER)) where[name.slice(FILTER.length)] = search.getAll(name)
    else given[name] = search.getAll(name)
  }
  if (Object.keys(where).length > MOST_FILTERS) throw wrong(`where: ≤ ${MOST_FILTERS}`)
  for (const name of Object.keys(where)) checkDimension(name)
  if ('where' in given) throw wrong('where.<dimension>=…')
  const result = schema.safeParse({ ...given, where: { ...where } })
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw wrong(
    issue?.code === 'unrecognized_keys'
      ? `${issue.keys.join(', ')}? (${Object.keys(caseParameters.shape).join(', ')})`
      : `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
  )
}

function listOf(text: string | undefined, most: number, option: string): string[] {
  const names = [...new Set((text ?? '').split(',').filter((name) => name !== ''))]
  if (names.length > most) throw new HuiyinError('HY-M-003', { option, got: names.length, expected: `≤ ${most}` })
  return names
}

function checkDimension(name: string): void {
  if (dimensionCatalogue().has(name)) return
  const expected = [...dimensionCatalogue().keys()].join(', ')
  throw new HuiyinError('HY-M-002', { dimension: name, metric: 'by, where', expected })
}

function periodUnit(text: string): PeriodUnit {
  const unit = PERIODS.find((name) => name === text)
  if (unit === undefined)
    throw new HuiyinError('HY-M-003', { option: 'period', got: text, expected: PERIODS.join(', ') })
  return unit
}

function wrong(reason: string): HuiyinError {
  return new HuiyinError('HY-C-001', { reason, usage: 'huiyin dashboard' })
}
