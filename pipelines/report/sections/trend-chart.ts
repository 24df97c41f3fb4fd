import type { TopLevelSpec } from 'vega-lite'
import { CHART_COLOURS } from '../../charts/chart-theme.ts'
import { metricDefinition } from '../../metrics/catalogue.ts'
import { AXIS_FORMATS } from '../axis-formats.ts'
import type { MetricCells } from '../figures/metric-cells.ts'
import { isDrawn } from '../figures/trend-figures.ts'
import { periodHolding, type ReportUnit } from '../report-period.ts'

export interface TrendChart {
  /** By week, oldest first; the last one is emphasised. */
  readonly rows: readonly MetricCells[]
  readonly metric: string
  readonly unit: ReportUnit
  readonly description: string
}

type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number]
type Point = { week: string; value: number | null; low: number | null; high: number | null; current: boolean }

const WIDE_PX = 620
/** Room for the labels of the y axis, the same in all charts so that weeks stand below each other. */
const AXIS_PX = 30
const HEIGHT_PX = 90
/** Share of the range that is left free above and below what is drawn. */
const MARGIN = 0.08
const NAMED_WEEKS = 6

/** A metric by week: bars from zero for counts, else a line with its interval as a band and the target as a rule. */
export function trendChart({ rows, metric, unit, description }: TrendChart): TopLevelSpec & { description: string } {
  const definition = metricDefinition(metric)
  const points = rows.map((row, index) => pointOf(row, unit, index === rows.length - 1))
  const isBar = definition.chart === 'bar'
  const target = definition.target?.value
  const format = AXIS_FORMATS[definition.unit]
  const y = {
    type: 'quantitative' as const,
    title: null,
    scale: isBar ? { zero: true } : { domain: domainOf(points, target, definition.unit), zero: false, nice: false },
    axis: { format, tickCount: 4, minExtent: AXIS_PX, maxExtent: AXIS_PX },
  }
  return {
    description,
    width: WIDE_PX,
    height: HEIGHT_PX,
    data: { values: points },
    layer: isBar ? bars(weekAxis(points), y) : lines(weekAxis(points), y, target),
  }
}

function pointOf(row: MetricCells, unit: ReportUnit, current: boolean): Point {
  const shown = isDrawn(row)
  return {
    week: row.from === null ? '' : periodHolding(row.from, unit).name.slice(unit === 'week' ? 5 : 2),
    value: shown ? row.value : null,
    low: shown ? row.low : null,
    high: shown ? row.high : null,
    current,
  }
}

/** Weeks in the order of the rows; about six of them are named, counted back from the last. */
function weekAxis(points: readonly Point[]) {
  const step = Math.ceil(points.length / NAMED_WEEKS)
  const named = points.filter((_point, index) => (points.length - 1 - index) % step === 0).map((point) => point.week)
  const axis = { values: named, labelAngle: 0, ticks: true, title: null, labelOverlap: false, labelFlush: true }
  return { field: 'week', type: 'ordinal' as const, sort: null, axis }
}

type Axis = { type: 'quantitative'; title: null; scale: object; axis: object }
type Weeks = ReturnType<typeof weekAxis>

function bars(x: Weeks, y: Axis): Layer[] {
  const color = { condition: { test: 'datum.current', value: CHART_COLOURS.data }, value: CHART_COLOURS.pale }
  return [{ mark: 'bar', encoding: { x, y: { ...y, field: 'value' }, color } }]
}

function lines(x: Weeks, y: Axis, target: number | undefined): Layer[] {
  const at = { x, y: { ...y, field: 'value' } }
  return [
    {
      mark: { type: 'area', style: 'band', line: false },
      encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
    },
    ...(target === undefined ? [] : [targetRule(y, target)]),
    { mark: 'line', encoding: at },
    { mark: { type: 'point', size: 9, filled: true, opacity: 1 }, encoding: at },
    {
      transform: [{ filter: 'datum.current && isValid(datum.value)' }],
      mark: { type: 'point', size: 62, filled: true, opacity: 1, stroke: 'white', strokeWidth: 1.5 },
      encoding: at,
    },
  ]
}

function targetRule(y: Axis, target: number): Layer {
  return {
    data: { values: [{ target }] },
    mark: { type: 'rule', style: 'target' },
    encoding: { y: { ...y, field: 'target' } },
  }
}

/** Room for bands and target; shares stay between 0 and 1. */
function domainOf(points: readonly Point[], target: number | undefined, unit: string): [number, number] {
  const values = points.flatMap(({ value, low, high }) => [value, low, high]).filter((value) => value !== null)
  const all = target === undefined ? values : [...values, target]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const margin = (high - low || 1) * MARGIN
  const [least, most] = unit === 'share' ? [0, 1] : [-Infinity, Infinity]
  return [Math.max(least, low - margin), Math.min(most, high + margin)]
}
