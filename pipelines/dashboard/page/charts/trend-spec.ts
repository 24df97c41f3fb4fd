import type { TopLevelSpec } from 'vega-lite'
import type { MetaMetric } from '../../api/heads.ts'
import { axisFormat } from './axis-format.ts'
import { chartFrame } from './chart-frame.ts'
import type { Theme } from './theme.ts'

/** Few wide bars get air between them; points that would run into each other become small. */
export type Density = 'sparse' | 'normal' | 'dense'

/**
 * The trend by period. Rows: `id` (the period's first day), `value`, `low`, `high`, `solid`/`solid_low`/`solid_high`
 * (the same, null for a period that is not whole), `hollow` and `few` as flags. The param `labels` maps ids to labels.
 */
export function trendSpec(metric: MetaMetric, theme: Theme, density: Density): TopLevelSpec {
  return {
    ...chartFrame(theme),
    params: [{ name: 'labels', value: {} }],
    encoding: { x: periodAxis(metric.chart === 'bar' ? density : 'line') },
    layer: [
      hoverLayer(theme),
      ...(metric.chart === 'bar' ? bars(metric, theme) : lines(metric, theme, density)),
      ...few(theme),
      targetRule(metric, theme),
      hitLayer(theme),
    ],
  } as TopLevelSpec
}

/** The axis of periods, which the param `labels` puts into words. */
export function periodAxis(density: Density | 'line') {
  const padding =
    density === 'line'
      ? { paddingInner: 0, paddingOuter: 0 }
      : { paddingInner: density === 'sparse' ? 0.6 : 0.24, paddingOuter: 0.12 }
  return {
    field: 'id',
    type: 'ordinal',
    sort: 'ascending',
    scale: padding,
    axis: {
      title: null,
      grid: false,
      labelAngle: 0,
      labelOverlap: false,
      labelBound: false,
      labelExpr: "labels[datum.value] || ''",
    },
  } as const
}

/** A faint column under the pointer. */
export function hoverLayer(theme: Theme) {
  return {
    mark: { type: 'rect', color: theme.soft },
    encoding: { opacity: { condition: { param: 'hover', empty: false, value: 1 }, value: 0 } },
  }
}

/** Lies on top, catches pointer and brush over the full height of each period. */
export function hitLayer(theme: Theme) {
  return {
    mark: { type: 'rect', fill: 'transparent', cursor: 'crosshair' },
    params: [
      {
        name: 'brush',
        select: {
          type: 'interval',
          encodings: ['x'],
          translate: false,
          zoom: false,
          mark: { fill: theme.accent, fillOpacity: 0.14, stroke: theme.accent, strokeOpacity: 0.5 },
        },
      },
      { name: 'hover', select: { type: 'point', on: 'pointerover', clear: 'pointerout' } },
    ],
    encoding: { tooltip: { field: 'id' } },
  }
}

export function valueAxis(metric: MetaMetric, field: string) {
  const isCounted = metric.kind === 'count' || metric.kind === 'stock'
  const axis = {
    title: null,
    format: axisFormat(metric.unit),
    tickCount: 5,
    ...(metric.unit === 'count' ? { tickMinStep: 1 } : {}),
  }
  return { field, type: 'quantitative', scale: { zero: isCounted, nice: 5 }, axis }
}

function bars(metric: MetaMetric, theme: Theme) {
  const hollow = 'datum.hollow'
  return [
    {
      mark: { type: 'bar', cornerRadiusEnd: 2, strokeWidth: 1.5 },
      encoding: {
        y: valueAxis(metric, 'value'),
        fill: { condition: { test: hollow, value: theme.surface }, value: theme.accent },
        stroke: { condition: { test: hollow, value: theme.accent }, value: null },
        strokeDash: { condition: { test: hollow, value: [3, 2] }, value: [1, 0] },
      },
    },
  ]
}

function lines(metric: MetaMetric, theme: Theme, density: Density) {
  const dense = density === 'dense'
  const area = {
    mark: { type: 'area', color: theme.accent, opacity: 0.16 },
    encoding: { y: valueAxis(metric, 'solid_low'), y2: { field: 'solid_high' } },
  }
  return [
    ...(metric.kind === 'stock' ? [] : [area]),
    { mark: { type: 'line', color: theme.accent, strokeWidth: 2 }, encoding: { y: valueAxis(metric, 'solid') } },
    {
      transform: [{ filter: 'isValid(datum.value)' }],
      mark: {
        type: 'point',
        size: dense ? 8 : 34,
        filled: false,
        strokeWidth: dense ? 1 : 1.6,
        stroke: theme.accent,
        opacity: 1,
      },
      encoding: {
        y: valueAxis(metric, 'value'),
        fill: { condition: { test: 'datum.hollow', value: theme.surface }, value: theme.accent },
      },
    },
  ]
}

/** A cross at the foot where there are too few cases for a value. */
function few(theme: Theme) {
  return [
    {
      transform: [{ filter: 'datum.few' }],
      mark: { type: 'point', shape: 'M-.6,-.6L.6,.6M-.6,.6L.6,-.6', size: 64, stroke: theme.muted, strokeWidth: 1.3 },
      encoding: { y: { value: { expr: 'height - 8' } } },
    },
  ]
}

function targetRule(metric: MetaMetric, theme: Theme) {
  const value = metric.target?.value
  if (value === undefined) return { mark: { type: 'rule', opacity: 0 }, encoding: {} }
  return {
    mark: { type: 'rule', color: theme.second, strokeDash: [5, 4], strokeWidth: 1.4 },
    encoding: { x: null, y: { datum: value, type: 'quantitative' } },
  }
}
