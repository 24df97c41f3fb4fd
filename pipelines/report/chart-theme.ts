import type { Config } from 'vega-lite'
import { CHART_COLOURS } from '../charts/chart-theme.ts'
import type { Locale } from '../core/locale.ts'
import { chartLocale } from './chart-locale.ts'
import { fontFamilies } from './font-families.ts'

/** For categories, neighbours as different in lightness as they can be; more than six belong in small multiples. */
export const CATEGORY_COLOURS = ['#0072b2', '#e69f00', '#009e73', '#56b4e9', '#d55e00', '#8c8c8c'] as const

/** Shapes in the order of the colours, for charts that are copied in black and white. */
const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'cross', 'triangle-down']

const LABEL_PX = 9
const TITLE_PX = 10

/**
 * Look of every chart, printed and on screen, as a Vega-Lite configuration: one blue for data, orange for targets and
 * limits, grey for context; thin axes, light grid. Sizes are px at 96 px an inch, for charts up to 650 px wide on A4.
 * Named styles for marks: `target`, `alarm`, `context` and `band`.
 */
export function chartTheme(locale: Locale): Config {
  const font = fontFamilies(locale).join(', ')
  return {
    font,
    background: 'transparent',
    padding: 2,
    view: { stroke: null, continuousWidth: 560, continuousHeight: 180 },
    mark: { color: CHART_COLOURS.data },
    bar: { discreteBandSize: { band: 0.72 } },
    line: { strokeWidth: 1.5, strokeCap: 'round', strokeJoin: 'round' },
    point: { size: 24, filled: true },
    area: { fillOpacity: 0.25, line: true },
    rule: { strokeWidth: 1, color: CHART_COLOURS.line },
    text: { fontSize: LABEL_PX, color: CHART_COLOURS.ink },
    style: {
      target: { color: CHART_COLOURS.target, stroke: CHART_COLOURS.target, strokeWidth: 1.25, strokeDash: [5, 3] },
      alarm: { color: CHART_COLOURS.concern, stroke: CHART_COLOURS.concern },
      context: { color: CHART_COLOURS.muted, strokeWidth: 1 },
      band: { color: CHART_COLOURS.band, fillOpacity: 1 },
    },
    range: {
      category: [...CATEGORY_COLOURS],
      ordinal: { scheme: 'blues' },
      ramp: { scheme: 'blues' },
      heatmap: { scheme: 'blues' },
      diverging: { scheme: 'blueorange' },
      symbol: SHAPES,
    },
    scale: { barBandPaddingInner: 0.28 },
    locale: chartLocale(locale),
    ...guides(),
  }
}

function guides(): Config {
  const text = { labelFontSize: LABEL_PX, titleFontSize: TITLE_PX, titleFontWeight: 'normal' } as const
  const colours = { labelColor: CHART_COLOURS.ink, titleColor: CHART_COLOURS.ink }
  return {
    axis: {
      ...text,
      ...colours,
      labelLimit: 240,
      titleLimit: 400,
      labelPadding: 3,
      titlePadding: 6,
      domainColor: CHART_COLOURS.line,
      domainWidth: 0.75,
      tickColor: CHART_COLOURS.line,
      tickWidth: 0.75,
      tickSize: 3,
      gridColor: CHART_COLOURS.grid,
      gridWidth: 0.5,
    },
    axisLeft: { titleAngle: 0, titleAlign: 'left', titleBaseline: 'bottom', titleX: 0, titleY: -7 },
    axisXDiscrete: { labelAngle: 0 },
    axisBand: { grid: false, ticks: false },
    axisQuantitative: { domain: false, ticks: false },
    legend: { ...text, ...colours, labelLimit: 240, orient: 'top', symbolSize: 60, padding: 0, offset: 6 },
    header: { ...text, ...colours, titleFontWeight: 'normal', labelPadding: 4 },
    title: {
      fontSize: 11,
      fontWeight: 700,
      color: CHART_COLOURS.ink,
      anchor: 'start',
      offset: 8,
      subtitleFontSize: LABEL_PX,
    },
  }
}
