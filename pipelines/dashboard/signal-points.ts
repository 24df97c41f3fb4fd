import { assuranceReading, signalReading } from '../metrics/reading.ts'
import type { RowOf } from './api/columns.ts'
import { UNKNOWN } from './api/pages.ts'
import { POINT } from './api/signal-tables.ts'
import type { Asking, Filters } from './asking.ts'
import { martRows } from './mart-rows.ts'
import { scopeOf } from './viewer.ts'

export type PointRow = RowOf<typeof POINT>

/** A slice that control charts are drawn for: the whole, or one member of a dimension. */
export interface ChartSlice {
  readonly dimension: string | null
  readonly member: string | null
}

/** The slice that a filter comes down to, or null where it is narrower than any that charts are drawn for. */
export function sliceOfFilters(where: Filters): ChartSlice | null {
  const filters = Object.entries(where).filter(([, values]) => values.length > 0)
  const [first] = filters
  if (first === undefined) return { dimension: null, member: null }
  const [dimension, values] = first
  return filters.length === 1 && values.length === 1 ? { dimension, member: values[0] ?? null } : null
}

/** The last point of each chart that the viewer may see: those of some metrics and one slice, or all, strongest first. */
export async function latestPoints(
  asking: Asking,
  chosen?: { metrics: readonly string[]; slice: ChartSlice },
): Promise<PointRow[]> {
  const rows = await storedPoints(asking, ['is_latest'], {}, 'coalesce(strength, 0) desc, signal_no')
  if (chosen === undefined) return told(asking, rows)
  // Picked here: a statement for each filter would take longer than all else.
  const isOfSlice = ofSlice(chosen.slice)
  return told(
    asking,
    rows.filter((row) => chosen.metrics.includes(row.metric ?? '') && isOfSlice(row)),
  )
}

/** All points of the charts of a metric and slice, in their order. */
export async function chartPoints(asking: Asking, metric: string, slice: ChartSlice): Promise<PointRow[]> {
  const rows = await storedPoints(asking, ['metric = $metric'], { metric }, 'signal_no')
  return told(asking, rows.filter(ofSlice(slice)))
}

function ofSlice({ dimension, member }: ChartSlice): (row: Pick<PointRow, 'dimension' | 'member'>) => boolean {
  return (row) => row.dimension === dimension && (dimension === null || (row.member ?? UNKNOWN) === (member ?? ''))
}

type StoredPoint = Omit<PointRow, 'reading' | 'assurance_reading'>

/** Points as the run left them, of a department's viewer only those of that department. */
function storedPoints(
  asking: Asking,
  conditions: readonly string[],
  parameters: Readonly<Record<string, string>>,
  order: string,
): Promise<StoredPoint[]> {
  const department = scopeOf(asking.viewer)['department']?.[0]
  const own = department === undefined ? [] : ["dimension = 'department' and coalesce(member, 'unknown') = $department"]
  const rest = `where ${[...conditions, ...own].join(' and ')} order by ${order}`
  const all = department === undefined ? parameters : { ...parameters, department }
  return martRows(asking, 'marts.signal', POINT, rest, all)
}

function told(asking: Asking, rows: readonly StoredPoint[]): PointRow[] {
  const shown = asking.viewer.department === null ? rows : rows.map(withoutFew)
  return shown.map((row) => ({
    ...row,
    reading: row.is_latest && row.metric_value !== null ? signalReading(asking.locale, row) : null,
    assurance_reading: row.is_latest ? assuranceReading(asking.locale, row) : null,
  }))
}

/** A viewer of one department sees the chart without the points that rest on a few cases. */
function withoutFew<Point extends Pick<PointRow, 'numerator' | 'denominator' | 'metric_value'>>(point: Point): Point {
  const cases = point.denominator ?? point.numerator ?? 0
  return cases > 0 && cases < 5 ? { ...point, numerator: null, denominator: null, metric_value: null } : point
}
