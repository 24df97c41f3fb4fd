import type { ChartSpec, Layer } from './chart-spec.ts'
import type { ChartTheme } from './chart-theme.ts'
import { shortened } from './shortened.ts'

export interface ParetoBar {
  /** In full; long ones are cut. */
  readonly label: string
  readonly count: number
  readonly countText: string
  /** Count of this bar and those before it. */
  readonly cumulative: number
  readonly cumulativeText: string
  /** `vital`: of the few that hold 80 %; `useful`: of the many; `other`: no value of its own. */
  readonly look: 'vital' | 'useful' | 'other'
}

/** Widths from left to right: names (at most), counts, bars (what is left), cumulative shares. */
const NAMES_PX_MOST = 190
const COUNT_PX = 34
const CUMULATIVE_PX = 52
const STEP_PX = 16
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1]

/**
 * Pareto chart with bars lying down, so that names of any length can be read; the line of cumulative shares and the
 * bars have one scale, on which the total is 100 %. Vital few dark, the many pale, what is no value an outline.
 */
export function paretoChart(
  theme: ChartTheme,
  { bars, total, description }: { bars: readonly ParetoBar[]; total: number; description: string },
  { width }: { width: number },
): ChartSpec {
  const measure = (text: string) => theme.measure(text, theme.labelPx)
  const values = bars.map((bar, position) => ({
    ...bar,
    position,
    label: shortened(bar.label, NAMES_PX_MOST, measure),
  }))
  const names = Math.max(0, ...values.map(({ label }) => measure(label)))
  const inner = Math.floor(width - names - COUNT_PX - CUMULATIVE_PX)
  return {
    description,
    width: inner,
    height: { step: STEP_PX },
    data: { values },
    layer: [...counted(theme, total), eightyPerCent(theme, total), ...cumulativeLine(theme, total, inner)],
  }
}

const Y = {
  field: 'position',
  type: 'ordinal' as const,
  axis: null,
  scale: { paddingInner: 0.3, paddingOuter: 0.2 },
}

/** One scale for bars and line: from nothing to all. */
function along(field: string, total: number) {
  return { field, type: 'quantitative' as const, scale: { domain: [0, total], nice: false }, title: null }
}

function counted(theme: ChartTheme, total: number): Layer[] {
  const axis = {
    orient: 'top' as const,
    grid: true,
    values: TICKS.map((part) => part * total),
    labelExpr: `format(datum.value / ${Number(total)}, '.0%')`,
  }
  const stroke = { condition: { test: "datum.look === 'other'", value: theme.muted }, value: null }
  const scale = { domain: ['vital', 'useful', 'other'], range: [theme.data, theme.pale, theme.surface] }
  const color = { field: 'look', type: 'nominal' as const, legend: null, scale }
  return [
    { mark: { type: 'bar' }, encoding: { y: Y, x: { ...along('count', total), axis }, color, stroke } },
    { mark: { type: 'text', align: 'right', x: -COUNT_PX }, encoding: { y: Y, text: { field: 'label' } } },
    { mark: { type: 'text', align: 'right', x: -6 }, encoding: { y: Y, text: { field: 'countText' } } },
  ]
}

function eightyPerCent(theme: ChartTheme, total: number): Layer {
  return {
    data: { values: [{ limit: 0.8 * total }] },
    mark: { type: 'rule', color: theme.target, strokeWidth: 1.25, strokeDash: [1.5, 2] },
    encoding: { x: along('limit', total) },
  }
}

function cumulativeLine(theme: ChartTheme, total: number, width: number): Layer[] {
  const x = along('cumulative', total)
  return [
    {
      mark: { type: 'line', color: theme.line, strokeWidth: 1.25 },
      encoding: { y: Y, x, order: { field: 'position' } },
    },
    { mark: { type: 'point', color: theme.line, size: 14, filled: true, opacity: 1 }, encoding: { y: Y, x } },
    {
      mark: { type: 'text', align: 'left', x: width + 8, color: theme.line },
      encoding: { y: Y, text: { field: 'cumulativeText' } },
    },
  ]
}
