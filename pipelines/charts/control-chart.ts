// band of limits ── centre, limits (steps) ── target ── line ── points ── marks of rules ── baseline, rebases ── labels
import type { ChartSize, ChartSpec, Layer } from './chart-spec.ts'
import type { ChartTheme } from './chart-theme.ts'
import { stackLabels } from './label-stack.ts'
import { MARK_SHAPES, RULE_MARKS, type RuleMark, type Side, sideColours } from './rule-mark.ts'
import { type YScale, yScale } from './y-scale.ts'

/** One period of a control chart; a period that is not over must not be given. */
export interface ControlPoint {
  /** Such as `W46`. */
  readonly label: string
  /** Null for a gap. */
  readonly value: number | null
  readonly centre: number | null
  readonly lower: number | null
  readonly upper: number | null
  /** Stretch with limits of its own: lines of different ones are not joined. */
  readonly phase: number
  readonly mark: RuleMark | null
  readonly side: Side
  /** Drawn hollow and grey: neither in the limits nor in the rules. */
  readonly isSetAside: boolean
  /** The last period that the limits come from. */
  readonly endsBaseline: boolean
}

export interface ControlChartData {
  /** By period, oldest first; the last one is the report's. */
  readonly points: readonly ControlPoint[]
  readonly target: number | null
  /** Ends of what can be measured, such as 0 and 1 for a share. */
  readonly least?: number
  readonly most?: number
  /** A format of d3 for the axis, such as `.0%`. */
  readonly format: string
  readonly labels: {
    readonly description: string
    /** With their values, such as `上限 97.2%`; an empty one is left out. */
    readonly upper: string
    readonly centre: string
    readonly lower: string
    readonly target: string
    readonly baseline: string
    /** The sign of a rebase by its phase, such as `①`; the reasons stand below the chart. */
    readonly rebases: Readonly<Record<number, string>>
  }
}

const AXIS_PX = 34
const LABEL_GAP_PX = 6
const FOOT_PX = 18
const HEAD_PX = 12
const NAMED_PERIODS = 6

type Row = ControlPoint & { readonly index: number; readonly isLast: boolean }

/** A control chart: limits as steps, a pale band between them, and marks whose shape names the rule. */
export function controlChart(theme: ChartTheme, data: ControlChartData, size: ChartSize): ChartSpec {
  const rows = data.points.map((point, index) => ({ ...point, index, isLast: index === data.points.length - 1 }))
  const height = size.height - FOOT_PX - HEAD_PX
  const levels = rows.flatMap(({ value, centre, lower, upper }) => [value, centre, lower, upper])
  const scale = yScale([...levels, data.target], height, { ...ends(data) })
  const texts = sideLabels(data, scale, height, theme.labelPx)
  const room = Math.max(0, ...texts.map(({ text }) => theme.measure(text, theme.labelPx)))
  const width = size.width - AXIS_PX - (room === 0 ? 4 : room + LABEL_GAP_PX + 4)
  const axes = { x: xAxis(rows), y: yAxis(data.format, scale) }
  return {
    description: data.labels.description,
    width,
    height,
    data: { values: rows.map((row) => ({ ...row })) },
    layer: [
      ...limits(theme, axes),
      ...targetRule(theme, axes, data.target),
      ...stretches(theme, axes, rows, data.labels),
      ...measured(theme, axes),
      ...RULE_MARKS.flatMap((mark) => marks(theme, axes, rows, mark)),
      ...texts.map(({ text, y }) => textBeside(theme, text, y, width)),
    ],
  }
}

function ends({ least, most }: ControlChartData) {
  return { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) }
}

interface Axes {
  readonly x: ReturnType<typeof xAxis>
  readonly y: ReturnType<typeof yAxis>
}

/** Periods by their index; about six are named, counted back from the last. */
function xAxis(rows: readonly Row[]) {
  const step = Math.max(1, Math.ceil(rows.length / NAMED_PERIODS))
  const named = rows.filter(({ index }) => (rows.length - 1 - index) % step === 0)
  const names = JSON.stringify(Object.fromEntries(named.map(({ index, label }) => [index, label])))
  return {
    field: 'index',
    type: 'quantitative' as const,
    title: null,
    scale: { domain: [-0.5, Math.max(0.5, rows.length - 0.5)], nice: false, zero: false },
    axis: {
      values: named.map(({ index }) => index),
      labelExpr: `${names}[datum.value]`,
      grid: false,
      ticks: true,
      domain: true,
    },
  }
}

function yAxis(format: string, { domain }: YScale) {
  return {
    type: 'quantitative' as const,
    title: null,
    scale: { domain: [...domain], nice: false, zero: false },
    axis: { format, tickCount: 4, minExtent: AXIS_PX - 4, maxExtent: AXIS_PX - 4 },
  }
}

function limits(theme: ChartTheme, { x, y }: Axes): Layer[] {
  const phases = { field: 'phase', type: 'nominal' as const }
  const step = (field: string, mark: object): Layer => ({
    transform: [{ filter: `isValid(datum.${field})` }],
    mark: { type: 'line', interpolate: 'step', strokeWidth: 0.9, color: theme.muted, ...mark },
    encoding: { x, y: { ...y, field }, detail: phases },
  })
  return [
    {
      transform: [{ filter: 'isValid(datum.lower) && isValid(datum.upper)' }],
      mark: { type: 'area', interpolate: 'step', color: theme.band, fillOpacity: 1, line: false },
      encoding: { x, y: { ...y, field: 'lower' }, y2: { field: 'upper' }, detail: phases },
    },
    step('upper', { strokeDash: [4, 2.5] }),
    step('lower', { strokeDash: [4, 2.5] }),
    step('centre', {}),
  ]
}

function targetRule(theme: ChartTheme, { y }: Axes, target: number | null): Layer[] {
  if (target === null) return []
  return [
    {
      data: { values: [{ target }] },
      mark: { type: 'rule', color: theme.target, strokeWidth: 1.25, strokeDash: [1.5, 2] },
      encoding: { y: { ...y, field: 'target' } },
    },
  ]
}

/** Where the baseline ends, and where limits begin anew: hairlines between two periods, named on top. */
function stretches(theme: ChartTheme, { x }: Axes, rows: readonly Row[], labels: ControlChartData['labels']): Layer[] {
  const ends = rows.filter(({ endsBaseline, isLast }) => endsBaseline && !isLast)
  const begins = rows.filter(({ index, phase }) => index > 0 && phase !== rows[index - 1]?.phase)
  const lines = [
    ...ends.map(({ index }) => ({
      at: index + 0.5,
      text: labels.baseline,
      dash: [1, 2],
      align: 'right' as const,
      dx: -3,
    })),
    ...begins.map(({ index, phase }) => ({
      at: index - 0.5,
      text: labels.rebases[phase] ?? '',
      dash: [1, 0],
      align: 'left' as const,
      dx: 3,
    })),
  ]
  return lines.flatMap(({ at, text, dash, align, dx }) => [
    {
      data: { values: [{ at }] },
      mark: { type: 'rule', color: theme.muted, strokeWidth: 0.75, strokeDash: dash },
      encoding: { x: { ...x, field: 'at' } },
    },
    {
      data: { values: [{ at, text }] },
      mark: { type: 'text', color: theme.muted, fontSize: theme.labelPx - 1, align, dx, y: -5 },
      encoding: { x: { ...x, field: 'at' }, text: { field: 'text' } },
    },
  ])
}

function measured(theme: ChartTheme, { x, y }: Axes): Layer[] {
  const at = { x, y: { ...y, field: 'value' } }
  const point = { type: 'point', filled: true, opacity: 1 } as const
  return [
    { mark: { type: 'line', color: theme.data, strokeWidth: 1.1 }, encoding: at },
    {
      transform: [{ filter: 'isValid(datum.value) && !datum.isSetAside' }],
      mark: { ...point, size: 11, color: theme.data },
      encoding: at,
    },
    {
      transform: [{ filter: 'isValid(datum.value) && datum.isSetAside' }],
      mark: { ...point, size: 15, color: theme.surface, stroke: theme.muted, strokeWidth: 0.9 },
      encoding: at,
    },
    {
      transform: [{ filter: 'datum.isLast && isValid(datum.value)' }],
      mark: { type: 'point', filled: false, size: 110, color: theme.ink, strokeWidth: 1, opacity: 1 },
      encoding: at,
    },
  ]
}

/** One layer for each side that occurs, since a mark's stroke cannot follow its data as its fill does. */
function marks(theme: ChartTheme, { x, y }: Axes, rows: readonly Row[], mark: RuleMark): Layer[] {
  const sides = new Set(rows.filter((row) => row.mark === mark && row.value !== null).map(({ side }) => side))
  return [...sides].sort().map((side) => ({
    transform: [{ filter: `datum.mark === '${mark}' && datum.side === '${side}' && isValid(datum.value)` }],
    mark: {
      type: 'point',
      shape: MARK_SHAPES[mark],
      size: 32,
      filled: true,
      opacity: 1,
      strokeWidth: 1.1,
      ...sideColours(theme, side),
    },
    encoding: { x, y: { ...y, field: 'value' } },
  }))
}

function sideLabels({ labels, target, points }: ControlChartData, scale: YScale, height: number, px: number) {
  const last = points.findLast(({ centre }) => centre !== null)
  const limits = points.findLast(({ upper, lower }) => upper !== null && lower !== null)
  const wanted = [
    { text: labels.target, at: target },
    { text: labels.centre, at: last?.centre ?? null },
    { text: labels.upper, at: limits?.upper ?? null },
    { text: labels.lower, at: limits?.lower ?? null },
  ].flatMap(({ text, at }) => (text === '' || at === null ? [] : [{ text, at: scale.toPx(at) }]))
  return stackLabels(wanted, { gap: px + 2, height })
}

function textBeside(theme: ChartTheme, text: string, y: number, width: number): Layer {
  return {
    data: { values: [{ text }] },
    mark: {
      type: 'text',
      align: 'left',
      baseline: 'middle',
      x: width + LABEL_GAP_PX,
      y,
      color: theme.muted,
      fontSize: theme.labelPx,
    },
    encoding: { text: { field: 'text' } },
  }
}
