import type { TopLevelSpec } from 'vega-lite'
import { CHART_COLOURS } from '../chart-theme.ts'
import type { ParetoRow } from '../figures/pareto-figure.ts'
import { textWidth } from '../text-width.ts'
import type { Words } from '../words.ts'
import { shortened } from './shortened.ts'

export interface ParetoChart {
  readonly rows: readonly ParetoRow[]
  /** Names of the rows, in full; long ones are cut in the chart. */
  readonly labels: readonly string[]
  readonly description: string
}

const LABEL_PX = 9
/** Widths from left to right: names (at most), counts, bars (what is left), cumulative shares. */
const CHART_PX = 650
const LABEL_PX_MOST = 190
const COUNT_PX = 34
const CUMULATIVE_PX = 52
const STEP_PX = 16
const PALE = '#b9cfe0'

/**
 * Pareto chart with bars lying down, so that names of any length can be read; the line of cumulative shares and the
 * bars have one scale, on which the total is 100 %.
 */
export function paretoChart(
  words: Words,
  { rows, labels, description }: ParetoChart,
): TopLevelSpec & { description: string } {
  const total = rows[0]?.total ?? 0
  const style = { size: LABEL_PX, locale: words.locale }
  const values = rows.map((row, index) => ({
    position: index,
    label: shortened(labels[index] ?? '', LABEL_PX_MOST, style),
    count: row.complaints,
    countText: words.count(row.complaints),
    cumulative: row.cumulative,
    cumulativeText: words.share(row.cumulative, row.total),
    look: row.kind !== 'value' ? 'other' : row.vital > 0 ? 'vital' : 'useful',
  }))
  const names = Math.max(...values.map(({ label }) => textWidth(label, style)))
  const width = Math.floor(CHART_PX - names - COUNT_PX - CUMULATIVE_PX)
  return {
    description,
    width,
    height: { step: STEP_PX },
    data: { values },
    layer: [...bars(total), eightyPerCent(total), ...cumulativeLine(total, width)],
  }
}

type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number]

const Y = {
  field: 'position',
  type: 'ordinal' as const,
  axis: null,
  scale: { paddingInner: 0.3, paddingOuter: 0.2 },
}

/** One scale for bars and line: from nothing to all complaints. */
function along(field: string, total: number) {
  return { field, type: 'quantitative' as const, scale: { domain: [0, total], nice: false }, title: null }
}

function bars(total: number): Layer[] {
  const axis = {
    orient: 'top' as const,
    grid: true,
    values: TICKS.map((part) => part * total),
    labelExpr: `format(datum.value / ${Number(total)}, '.0%')`,
  }
  const stroke = { condition: { test: "datum.look === 'other'", value: CHART_COLOURS.context }, value: null }
  const color = { field: 'look', type: 'nominal' as const, legend: null, scale: COLOURS }
  return [
    { mark: { type: 'bar' }, encoding: { y: Y, x: { ...along('count', total), axis }, color, stroke } },
    { mark: { type: 'text', align: 'right', x: -COUNT_PX }, encoding: { y: Y, text: { field: 'label' } } },
    { mark: { type: 'text', align: 'right', x: -6 }, encoding: { y: Y, text: { field: 'countText' } } },
  ]
}

function eightyPerCent(total: number): Layer {
  return {
    data: { values: [{ limit: 0.8 * total }] },
    mark: { type: 'rule', style: 'target' },
    encoding: { x: along('limit', total) },
  }
}

function cumulativeLine(total: number, width: number): Layer[] {
  const x = along('cumulative', total)
  return [
    {
      mark: { type: 'line', color: CHART_COLOURS.line, strokeWidth: 1.25 },
      encoding: { y: Y, x, order: { field: 'position' } },
    },
    { mark: { type: 'point', color: CHART_COLOURS.line, size: 14, filled: true, opacity: 1 }, encoding: { y: Y, x } },
    {
      mark: { type: 'text', align: 'left', x: width + 8, color: CHART_COLOURS.line },
      encoding: { y: Y, text: { field: 'cumulativeText' } },
    },
  ]
}

const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1]
/** Vital few dark, the many pale, what is no value of its own an outline: apart in black and white too. */
const COLOURS = { domain: ['vital', 'useful', 'other'], range: [CHART_COLOURS.data, PALE, '#ffffff'] }
