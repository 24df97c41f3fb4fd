import { assuranceReading, signalReading } from '../metrics/reading.ts'
import type { RowOf } from './api/columns.ts'
import { POINT } from './api/tables.ts'
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
export function latestPoints(
  asking: Asking,
  chosen?: { metrics: readonly string[]; slice: ChartSlice },
): Promise<PointRow[]> {
  return points(asking, 'is_latest', chosen)
}

/** All points of the charts of a metric and slice, in their order. */
export function chartPoints(asking: Asking, metric: string, slice: ChartSlice): Promise<PointRow[]> {
  return points(asking, 'true', { metrics: [metric], slice })
}

async function points(
  asking: Asking,
  condition: string,
  chosen?: { metrics: readonly string[]; slice: ChartSlice },
): Promise<PointRow[]> {
  const limit = scopeOf(asking.viewer)['department']?.[0]
  const conditions = [condition]
  const parameters: Record<string, string> = {}
  const sliced = (dimension: string | null, member: string | null, name: string) => {
    if (dimension === null) return void conditions.push('dimension is null')
    parameters[`${name}_dimension`] = dimension
    parameters[`${name}_member`] = member ?? ''
    conditions.push(`dimension = $${name}_dimension and coalesce(member, 'unknown') = $${name}_member`)
  }
  if (limit !== undefined) sliced('department', limit, 'scope')
  if (chosen !== undefined) {
    sliced(chosen.slice.dimension, chosen.slice.member, 'slice')
    const names = chosen.metrics.map((metric, index) => {
      parameters[`metric_${index}`] = metric
      return `$metric_${index}`
    })
    conditions.push(names.length === 0 ? 'false' : `metric in (${names.join(', ')})`)
  }
  const order = condition === 'is_latest' ? 'coalesce(strength, 0) desc, signal_no' : 'signal_no'
  const rest = `where ${conditions.join(' and ')} order by ${order}`
  const rows = await martRows(asking, 'marts.signal', POINT, rest, parameters)
  const shown = limit === undefined ? rows : rows.map(withoutFew)
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
