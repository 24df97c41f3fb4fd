import { COUNTED_KINDS } from '../../../../metrics/counted-kinds.ts'
import { formatValue } from '../../../../metrics/format-value.ts'
import type { MetaMetric } from '../../../api/heads.ts'
import { largestGrid, largestKeys } from '../../../api/largest-keys.ts'
import { EXPLORE_GRID, MOST_LINES } from '../../../api/pages.ts'
import type { FigureRow } from '../../../api/tables.ts'
import type { Draw } from '../../charts/chart-view.ts'
import { drawDotRows } from '../../charts/dot-rows.ts'
import { drawHeat } from '../../charts/heat.ts'
import { axisLabels } from '../../charts/period-label.ts'
import { seriesSpec } from '../../charts/series-spec.ts'
import { drawTrend } from '../../charts/trend-chart.ts'
import { formatOf, isShown, type PageView, shownValue } from '../../page-view.ts'
import { groupOf, rowId } from './row-id.ts'

const HEIGHT = 300
const AXIS = 48

/** The chart that suits the slices: a course, a course by group, groups with intervals, or two dimensions against each other. */
export function drawFigures(
  view: PageView,
  metric: string,
  rows: readonly FigureRow[],
  kind: 'course' | 'groups',
): Draw {
  const described = view.metric(metric)
  const dimensions = view.head.by.length
  if (dimensions === 0) return drawTrend(view, described, rows)
  if (kind === 'course' && dimensions === 1) return drawSeries(view, metric, rows)
  if (dimensions === 2 && rows.length > 0) return drawTwo(view, rows)
  return drawDotRows(
    drawnRows(view, rows, kind).map((row) => ({
      id: rowId(row),
      label: view.label(row.dimension ?? '', row.key),
      value: isShown(row) ? row.value : null,
      low: isShown(row) ? row.low : null,
      high: isShown(row) ? row.high : null,
      missing: isShown(row) ? '' : shownValue(view, row),
    })),
    { unit: described.unit, reference: described.target?.value ?? null },
  )
}

/** The rows that the chart shows, largest groups first. */
export function drawnRows(view: PageView, rows: readonly FigureRow[], kind: 'course' | 'groups'): readonly FigureRow[] {
  const { length } = view.head.by
  if (length === 2 || (kind === 'course' && length === 0)) return rows
  if (kind === 'groups') return rows.toSorted((a, b) => b.n - a.n).slice(0, EXPLORE_GRID.rows)
  const keys = largestKeys(rows, ({ key }) => key, MOST_LINES)
  return rows.filter(({ key }) => keys.includes(key))
}

function drawSeries(view: PageView, metric: string, rows: readonly FigureRow[]): Draw {
  const keys = largestKeys(rows, ({ key }) => key, MOST_LINES)
  const starts = [...new Set(rows.map(({ period }) => period ?? ''))].sort()
  const names = keys.map((key) => view.label(view.head.by[0] ?? '', key))
  return (width, theme) => ({
    spec: seriesSpec(view.metric(metric), theme, names),
    height: HEIGHT,
    rows: drawnRows(view, rows, 'course').map((row) => ({
      id: row.period ?? '',
      series: String(keys.indexOf(row.key)),
      value: isShown(row) && row.complete && !row.cut ? row.value : null,
    })),
    signals: { labels: axisLabels(view.locale, view.unit(), starts, width - AXIS), names },
  })
}

/** Of counts the colour says how large a part of the largest; of others it runs from better (blue) to worse (orange). */
function drawTwo(view: PageView, rows: readonly FigureRow[]): Draw {
  const [first = '', second = ''] = view.head.by
  const metric = view.metric(rows[0]?.metric ?? '')
  const shown = largestGrid(rows, EXPLORE_GRID)
  const values = shown.filter(isShown).map(({ value }) => value ?? 0)
  const excess = excessOf(metric, Math.min(...values), Math.max(...values))
  return drawHeat(
    shown.map((row) => ({
      id: groupOf(row),
      row: view.label(first, row.key),
      column: view.label(second, row.key_2),
      value: row.value,
      text: isShown(row) ? formatValue(view.locale, formatOf(metric), row.value) : shownValue(view, row),
      excess: isShown(row) && row.value !== null ? excess(row.value) : 0,
    })),
  )
}

function excessOf({ kind, direction }: MetaMetric, low: number, high: number): (value: number) => number {
  const worse = direction === 'up' ? -1 : 1
  if (COUNTED_KINDS.includes(kind)) return (value) => (high > 0 ? worse * Math.sqrt(Math.max(0, value) / high) : 0)
  return (value) => (high > low ? worse * ((2 * (value - low)) / (high - low) - 1) : 0)
}
