import type { Statement } from '../../metrics/metric-query.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext } from './figure-context.ts'
import { isSmall } from './outward-counts.ts'

/**
 * Open cases of one age at the as-of; `to_day` is null for the last bucket, which has no end. Where `from_day` is null
 * the row counts the cases of which the export does not tell whether they are open.
 */
export type AgeRow = {
  readonly from_day: number | null
  readonly to_day: number | null
  readonly open: number
  /** Null where an outward copy does not show so few. */
  readonly overdue: number | null
}

export type OpenCaseRow = {
  readonly complaint_id: string
  readonly received_on: string
  readonly level: string | null
  readonly category: string | null
  readonly department: string | null
  readonly status: string | null
  /** Whole hours since receipt. */
  readonly open_hours: number
  /** Whole hours since the limit passed; null where it has not, or there is none. */
  readonly overdue_hours: number | null
}

/** First day of each age bucket (metric-spec M13). */
const AGE_FROM = [0, 2, 4, 8, 31]

/** All open cases by age, whenever received. Null where the export cannot tell which are open, or none is. */
export async function ageFigure(context: FigureContext): Promise<Figure<AgeRow> | null> {
  if (context.coverage.with_resolution === 0) return null
  const { sql: filter, parameters } = context.filter('complaint')
  const statement: Statement = { sql: ageSql(filter), parameters }
  const found = await context.rows<{ from_day: number | null; open: number; overdue: number }>(statement)
  const unknown = found.filter((row) => row.from_day === null).map((row) => ({ ...row, to_day: null }))
  if (found.length === unknown.length) return null
  const buckets = AGE_FROM.map((from, index) => {
    const { open = 0, overdue = 0 } = found.find((row) => row.from_day === from) ?? {}
    const next = AGE_FROM[index + 1]
    return { from_day: from, to_day: next === undefined ? null : next - 1, open, overdue }
  })
  const rows = context.definition.is_outward ? outwardAges(buckets) : [...buckets, ...unknown]
  return rows === null ? null : context.book.add<AgeRow>({ figure: 'open_by_age' }, rows, [statement])
}

/** In an outward copy: all ages together where one of them is small, and nothing where they are small together. */
function outwardAges(buckets: readonly { from_day: number; to_day: number | null; open: number; overdue: number }[]) {
  const isSafe = buckets.every(({ open, overdue }) => ![open, overdue, open - overdue].some(isSmall))
  if (isSafe) return [...buckets]
  const sum = (part: 'open' | 'overdue') => buckets.reduce((total, row) => total + row[part], 0)
  const [open, overdue] = [sum('open'), sum('overdue')]
  if (isSmall(open)) return null
  return [{ from_day: 0, to_day: null, open, overdue: isSmall(overdue) || isSmall(open - overdue) ? null : overdue }]
}

/** The open cases themselves: overdue ones first, the longest overdue on top, then the oldest. */
export async function openListFigure(
  context: FigureContext,
  options: { readonly most: number },
): Promise<Figure<OpenCaseRow>> {
  const filter = context.filter('complaint')
  const parameters = { ...filter.parameters, as_of: context.run.asOf, most: options.most }
  const statement: Statement = { sql: listSql(filter.sql), parameters }
  return context.book.add({ figure: 'open_list' }, await context.rows<OpenCaseRow>(statement), [statement])
}

function ageSql(filter: string): string {
  const buckets = AGE_FROM.slice(1).map((from, index) => `when open_hours < ${24 * from} then ${AGE_FROM[index]}`)
  return [
    `select case when is_resolved is null then null ${buckets.join(' ')} else ${AGE_FROM.at(-1)} end as from_day,`,
    '    count(*) as open,',
    "    count(*) filter (where resolution_status = 'overdue_open') as overdue",
    'from facts.complaint',
    `where is_resolved is distinct from true and ${filter}`,
    'group by 1',
    'order by 1 nulls last',
  ].join('\n')
}

function listSql(filter: string): string {
  return `select complaint_id, cast(received_on as varchar) as received_on, level, category, department, status,
    cast(floor(open_hours) as integer) as open_hours,
    case when resolution_status = 'overdue_open'
        then cast(date_diff('second', resolution_due_at, cast($as_of as timestamptz)) // 3600 as integer) end as overdue_hours
from facts.complaint
where is_resolved = false and ${filter}
order by case when resolution_status = 'overdue_open' then resolution_due_at end nulls last, received_at, complaint_id
limit cast($most as integer)`
}
