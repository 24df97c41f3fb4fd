import type { ChartSpec, Layer } from './chart-spec.ts'
import type { ChartTheme } from './chart-theme.ts'
import type { Side } from './rule-mark.ts'
import { sideColours } from './rule-mark.ts'
import { shortened } from './shortened.ts'

/** One estimate: a contribution, a coefficient, an effect, a difference. */
export interface IntervalRow {
  /** In full; long ones are cut. */
  readonly label: string
  readonly value: number | null
  /** Ends of its 95 % interval; null where there is none. */
  readonly low: number | null
  readonly high: number | null
  /** Value and interval in words, set in a column on the right. */
  readonly text: string
  readonly side: Side
}

export interface IntervalChartData {
  readonly rows: readonly IntervalRow[]
  /** Where nothing has changed: 0 for a difference, 1 for a ratio. */
  readonly neutral: number
  /** `point`: a point on its interval; `bar`: a bar from the neutral line. */
  readonly mark: 'point' | 'bar'
  /** A ratio is drawn on a logarithmic scale, so that halving and doubling are as far from 1. */
  readonly isRatio?: boolean
  /** Drawn as a dotted line. */
  readonly target?: number | null
  /** A format of d3 for the axis. */
  readonly format: string
  readonly description: string
}

const STEP_PX = 17
const NAMES_PX_MOST = 230
const GAP_PX = 10

/** Estimates below each other, each with its interval: a forest plot, or bars from a neutral line with whiskers. */
export function intervalChart(theme: ChartTheme, data: IntervalChartData, { width }: { width: number }): ChartSpec {
  const measure = (text: string) => theme.measure(text, theme.labelPx)
  const values = data.rows.map((row, position) => ({
    ...row,
    position,
    label: shortened(row.label, NAMES_PX_MOST, measure),
    neutral: data.neutral,
  }))
  const names = Math.max(0, ...values.map(({ label }) => measure(label)))
  const texts = Math.max(0, ...values.map(({ text }) => measure(text)))
  const inner = Math.max(80, Math.floor(width - names - texts - 3 * GAP_PX))
  const x = along(data)
  return {
    description: data.description,
    width: inner,
    height: { step: STEP_PX },
    data: { values },
    layer: [
      neutralLine(theme, x, data.neutral),
      ...targetLine(theme, x, data.target ?? null),
      ...(data.mark === 'bar' ? barsOf(theme, x) : []),
      ...whiskers(theme, x),
      ...(data.mark === 'point' ? pointsOf(theme, x) : []),
      { mark: { type: 'text', align: 'right', x: -GAP_PX }, encoding: { y: Y, text: { field: 'label' } } },
      { mark: { type: 'text', align: 'left', x: inner + GAP_PX }, encoding: { y: Y, text: { field: 'text' } } },
    ],
  }
}

const Y = { field: 'position', type: 'ordinal' as const, axis: null, scale: { paddingInner: 0.3, paddingOuter: 0.2 } }

function along({ rows, neutral, target = null, isRatio = false, format }: IntervalChartData) {
  const known = rows.flatMap(({ value, low, high }) => [value, low, high])
  const drawn = [...known, target, neutral].filter((value) => value !== null && (!isRatio || value > 0)).map(Number)
  const [least, most] = [Math.min(...drawn), Math.max(...drawn)]
  const margin = (most - least || 1) * 0.04
  const domain = isRatio ? [least / 1.05, most * 1.05] : [least - (least < neutral ? margin : 0), most + margin]
  return {
    type: 'quantitative' as const,
    title: null,
    scale: { domain, nice: false, zero: false, type: isRatio ? ('log' as const) : ('linear' as const) },
    axis: { orient: 'top' as const, format, grid: true, tickCount: 5 },
  }
}

type Along = ReturnType<typeof along>

function neutralLine(theme: ChartTheme, x: Along, neutral: number): Layer {
  return {
    data: { values: [{ neutral }] },
    mark: { type: 'rule', color: theme.ink, strokeWidth: 0.9 },
    encoding: { x: { ...x, field: 'neutral' } },
  }
}

function targetLine(theme: ChartTheme, x: Along, target: number | null): Layer[] {
  if (target === null) return []
  return [
    {
      data: { values: [{ target }] },
      mark: { type: 'rule', color: theme.target, strokeWidth: 1.25, strokeDash: [1.5, 2] },
      encoding: { x: { ...x, field: 'target' } },
    },
  ]
}

const known = (side: Side) => `datum.side === '${side}' && isValid(datum.value)`
const SIDES: readonly Side[] = ['concern', 'improvement', 'neutral']

function barsOf(theme: ChartTheme, x: Along): Layer[] {
  return SIDES.map((side) => ({
    transform: [{ filter: known(side) }],
    mark: {
      type: 'bar',
      ...(side === 'neutral' ? { color: theme.pale } : { ...sideColours(theme, side), strokeWidth: 1 }),
    },
    encoding: { y: Y, x: { ...x, field: 'value' }, x2: { field: 'neutral' } },
  }))
}

function whiskers(theme: ChartTheme, x: Along): Layer[] {
  const filter = 'isValid(datum.low) && isValid(datum.high)'
  const ends = ['low', 'high'].map((field) => ({
    transform: [{ filter }],
    mark: { type: 'tick' as const, color: theme.ink, thickness: 1, size: 5, orient: 'vertical' as const },
    encoding: { y: Y, x: { ...x, field } },
  }))
  const line: Layer = {
    transform: [{ filter }],
    mark: { type: 'rule', color: theme.ink, strokeWidth: 1 },
    encoding: { y: Y, x: { ...x, field: 'low' }, x2: { field: 'high' } },
  }
  return [line, ...ends]
}

function pointsOf(theme: ChartTheme, x: Along): Layer[] {
  return SIDES.map((side) => ({
    transform: [{ filter: known(side) }],
    mark: {
      type: 'point',
      shape: 'square',
      size: 42,
      filled: true,
      opacity: 1,
      strokeWidth: 1.2,
      ...sideColours(theme, side),
    },
    encoding: { y: Y, x: { ...x, field: 'value' } },
  }))
}
