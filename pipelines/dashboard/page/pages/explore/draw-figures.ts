import { UNKNOWN } from '../../../api/pages.ts'
import type { FigureRow } from '../../../api/tables.ts'
import type { Draw } from '../../charts/chart-view.ts'
import { drawDotRows } from '../../charts/dot-rows.ts'
import { drawHeat } from '../../charts/heat.ts'
import { axisLabels } from '../../charts/period-label.ts'
import { MOST_SERIES, seriesSpec } from '../../charts/series-spec.ts'
import { drawTrend } from '../../charts/trend-chart.ts'
import { isShown, type PageView, shownValue } from '../../page-view.ts'
import { rowId } from './row-id.ts'

const HEIGHT = 300
const AXIS = 48
const MOST_ROWS = 20
const MOST_COLUMNS = 8

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
  const shown = rows.toSorted((a, b) => b.n - a.n).slice(0, MOST_ROWS)
  return drawDotRows(
    shown.map((row) => ({
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

function drawSeries(view: PageView, metric: string, rows: readonly FigureRow[]): Draw {
  const keys = largest(rows, ({ key }) => key, MOST_SERIES)
  const starts = [...new Set(rows.map(({ period }) => period ?? ''))].sort()
  const names = keys.map((key) => view.label(view.head.by[0] ?? '', key))
  return (width, theme) => ({
    spec: seriesSpec(view.metric(metric), theme, names),
    height: HEIGHT,
    rows: rows
      .filter(({ key }) => keys.includes(key))
      .map((row) => ({
        id: row.period ?? '',
        series: String(keys.indexOf(row.key)),
        value: isShown(row) && row.complete && !row.cut ? row.value : null,
      })),
    signals: { labels: axisLabels(view.locale, view.unit(), starts, width - AXIS), names },
  })
}

/** The colour follows the value, between the lowest and the highest; orange is the end that is worse. */
function drawTwo(view: PageView, rows: readonly FigureRow[]): Draw {
  const [first = '', second = ''] = view.head.by
  const down = largest(rows, ({ key }) => key, MOST_ROWS)
  const across = largest(rows, ({ key_2: key }) => key, MOST_COLUMNS)
  const shown = rows
    .filter(({ key, key_2: other }) => down.includes(key) && across.includes(other))
    .toSorted((a, b) => down.indexOf(a.key) - down.indexOf(b.key) || across.indexOf(a.key_2) - across.indexOf(b.key_2))
  const values = shown.filter(isShown).map(({ value }) => value ?? 0)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const worse = view.metric(rows[0]?.metric ?? '').direction === 'up' ? -1 : 1
  return drawHeat(
    shown.map((row) => ({
      id: `${row.key ?? UNKNOWN}~${row.key_2 ?? UNKNOWN}`,
      row: view.label(first, row.key),
      column: view.label(second, row.key_2),
      value: row.value,
      text: shownValue(view, row),
      excess: isShown(row) && high > low ? worse * ((2 * ((row.value ?? low) - low)) / (high - low) - 1) : 0,
    })),
  )
}

function largest(
  rows: readonly FigureRow[],
  keyOf: (row: FigureRow) => string | null,
  most: number,
): (string | null)[] {
  const sums = new Map<string | null, number>()
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.n)
  return [...sums]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([key]) => key)
}
