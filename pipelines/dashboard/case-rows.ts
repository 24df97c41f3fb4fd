import { HuiyinError } from '../core/errors.ts'
import { componentsOf, type FactMetric, metricDefinition } from '../metrics/catalogue.ts'
import { hasOverdue } from '../metrics/cube/write-overdue.ts'
import { filterOf } from '../metrics/metric-query.ts'
import { queryRows } from '../warehouse/query.ts'
import { CASE } from './api/case-tables.ts'
import { CASES_A_PAGE, type Part } from './api/pages.ts'
import type { CaseRow } from './api/tables.ts'
import type { Asking } from './asking.ts'
import { ofSnapshot, tableRows } from './mart-rows.ts'

const COMPLAINT = { metric: 'complaints_received', fact: 'complaint' } as const
const LONGEST_TEXT = 2000
/** Beyond so many cases the ids are put in order first: to sort millions of whole cases takes gigabytes. */
const FAR = 5000

export interface CasePage {
  readonly rows: readonly CaseRow[]
  readonly total: number
}

/**
 * The masked cases behind a mark: those that a metric counts in the state's range and filters, or a part of them, newest
 * first. For a metric of the surveys, the complaints that its answers belong to. Throws HY-M-003 where the metric's fact has
 * no cases.
 */
export async function caseRows(asking: Asking, metric: string, part: Part, number: number): Promise<CasePage> {
  const { conditions, parameters } = conditionsOf(asking, metric, part)
  return casePage(asking, conditions, parameters, 'received_on desc, complaint_id', number)
}

/** The cases beyond their limit and still open, the longest overdue first. */
export async function overdueCases(asking: Asking, most: number): Promise<CaseRow[]> {
  const filter = filterOf({ metrics: [], where: asking.where }, COMPLAINT)
  const { connection, run, where } = asking
  const isListed = await ofSnapshot(run, 'overdue listed', () => hasOverdue(connection))
  const [table, conditions, order] = isListed
    ? (['cube.overdue', ['true'], 'overdue_no'] as const)
    : (['facts.complaint', ["resolution_status = 'overdue_open'"], 'resolution_due_at, complaint_id'] as const)
  const rest = `${order} limit ${Math.trunc(most)}`
  // Whatever range is looked at: what is overdue is so at the as-of.
  return ofSnapshot(run, JSON.stringify(['overdue', where, rest]), () =>
    rowsOf(asking, [...conditions, ...filter.conditions], filter.parameters, rest, table),
  )
}

async function casePage(
  asking: Asking,
  conditions: readonly string[],
  parameters: Readonly<Record<string, string>>,
  order: string,
  number: number,
): Promise<CasePage> {
  const [count] = await queryRows<{ n: number }>(
    asking.connection,
    `select count(*) as n from facts.complaint where ${conditions.join(' and ')}`,
    parameters,
    'dashboard: cases',
  )
  const offset = (number - 1) * CASES_A_PAGE
  const page = `${order} limit ${CASES_A_PAGE} offset ${offset}`
  const ids = `select complaint_id from facts.complaint where ${conditions.join(' and ')} order by ${page}`
  const isFar = offset > FAR
  const own = isFar ? [`complaint_id in (${ids})`] : conditions
  const rows = await rowsOf(asking, own, parameters, isFar ? order : page)
  return { rows, total: count?.n ?? 0 }
}

async function rowsOf(
  { connection }: Asking,
  conditions: readonly string[],
  parameters: Readonly<Record<string, string>>,
  order: string,
  table = 'facts.complaint',
): Promise<CaseRow[]> {
  const rest = `where ${conditions.join(' and ')} order by ${order}`
  const rows = await tableRows(connection, table, CASE, rest, parameters)
  return rows.map((row) => ({ ...row, body: row.body === null ? null : row.body.slice(0, LONGEST_TEXT) }))
}

function conditionsOf(asking: Asking, metric: string, part: Part) {
  const [definition] = componentsOf(metricDefinition(metric))
  if (definition?.fact !== 'complaint' && definition?.fact !== 'survey') throw wrong('metrics', metric)
  const filter = filterOf({ metrics: [], where: asking.where }, { metric, fact: definition.fact })
  const own = [
    `${definition.period_by} between cast($from as date) and cast($to as date)`,
    ...filter.conditions,
    ...partOf(definition, part),
  ]
  const { from, to } = asking.state
  const parameters = { ...filter.parameters, from, to }
  if (definition.fact === 'complaint') return { conditions: own, parameters }
  const ids = `select survey.complaint_id from facts.survey where ${own.join(' and ')}`
  return { conditions: [`complaint_id in (${ids})`], parameters }
}

/** The conditions of the catalogue for a part of a metric's cases. */
function partOf(definition: FactMetric, part: Part): string[] {
  const scope = definition.where === undefined ? [] : [`(${definition.where})`]
  if (definition.kind !== 'share') {
    if (part === 'all') return scope
    throw wrong('part', part)
  }
  const denominator = [...scope, `(${definition.denominator})`]
  switch (part) {
    case 'all':
    case 'denominator':
      return denominator
    case 'numerator':
      return [...denominator, `(${definition.numerator})`]
    case 'missed':
      return [...denominator, `not coalesce((${definition.numerator}), false)`]
    case 'pending':
      if (definition.pending === undefined) throw wrong('part', part)
      return [...scope, `(${definition.pending})`]
  }
}

function wrong(option: string, got: string): HuiyinError {
  return new HuiyinError('HY-M-003', {
    option,
    got,
    expected: 'a part of a share of the complaints or surveys; else all',
  })
}
