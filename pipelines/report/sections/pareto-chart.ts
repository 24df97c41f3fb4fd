import type { TopLevelSpec } from 'vega-lite'
import { CHART_COLOURS } from '../chart-theme.ts'
import type { ParetoRow } from '../figures/pareto-figure.ts'
import type { Words } from '../words.ts'
import { shortened } from './shortened.ts'

export interface ParetoChart {
  readonly rows: readonly ParetoRow[]
  /** Names of the rows, in full; long ones are cut in the chart. */
  readonly labels: readonly string[]
  readonly description: string
}

const LABEL_PX = 9
const LABEL_WIDTH_PX = 170
const WIDTH_PX = 440
const STEP_PX = 18
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
    label: shortened(labels[index] ?? '', LABEL_WIDTH_PX, style),
    count: row.complaints,
    countText: words.count(row.complaints),
    cumulative: row.cumulative,
    cumulativeText: words.share(row.cumulative, row.total),
    look: row.kind !== 'value' ? 'other' : row.vital > 0 ? 'vital' : 'useful',
  }))
  const scale = { domain: [0, total], nice: false }
  const percent = { labelExpr: `format(datum.value / ${Number(total)}, '.0%')`, values: [0, 0.2, 0.4, 0.6, 0.8, 1].map((part) => part * total) }
  return {
    description,
    width: WIDTH_PX,
    height: { step: STEP_PX },
    data: { values },
    encoding: { y: { field: 'position', type: 'ordinal', axis: null, scale: { paddingInner: 0.3, paddingOuter: 0.2 } } },
    layer: [
      {
        mark: { type: 'bar' },
        encoding: {
          x: { field: 'count', type: 'quantitative', scale, title: null, axis: { ...percent, orient: 'top', grid: true } },
          color: { field: 'look', type: 'nominal', legend: null, scale: COLOURS },
          stroke: { condition: { test: "datum.look === 'other'", value: CHART_COLOURS.context }, value: null },
        },
      },
      { mark: { type: 'text', align: 'right', x: -6 }, encoding: { text: { field: 'label' } } },
      {
        mark: { type: 'text', align: 'left', dx: 4 },
        encoding: { x: { field: 'count', type: 'quantitative', scale }, text: { field: 'countText' } },
      },
      {
        data: { values: [{ limit: 0.8 * total }] },
        mark: { type: 'rule', style: 'target' },
        encoding: { x: { field: 'limit', type: 'quantitative', scale }, y: null },
      },
      {
        mark: { type: 'line', color: CHART_COLOURS.line, strokeWidth: 1.25, orient: 'vertical' },
        encoding: { x: { field: 'cumulative', type: 'quantitative', scale }, order: { field: 'position' } },
      },
      {
        mark: { type: 'point', color: CHART_COLOURS.line, size: 14, filled: true, opacity: 1 },
        encoding: { x: { field: 'cumulative', type: 'quantitative', scale } },
      },
      {
        mark: { type: 'text', align: 'left', x: WIDTH_PX + 8, color: CHART_COLOURS.line },
        encoding: { text: { field: 'cumulativeText' } },
      },
    ],
  }
}

/** Vital few dark, the many pale, what is no value of its own an outline: apart in black and white too. */
const COLOURS = { domain: ['vital', 'useful', 'other'], range: [CHART_COLOURS.data, PALE, '#ffffff'] }
