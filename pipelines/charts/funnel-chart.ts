import type { FunnelLimits } from '../metrics/funnel-limits.ts'
import type { ChartSize, ChartSpec, Layer } from './chart-spec.ts'
import type { ChartTheme } from './chart-theme.ts'
import { shortened } from './shortened.ts'
import { yScale } from './y-scale.ts'

/** A unit: a department, a store, a lot. */
export interface FunnelUnit {
  readonly label: string
  readonly n: number
  readonly share: number | null
  /** Beyond the 99.8 % limits: named in the chart. */
  readonly isOutside: boolean
}

export interface FunnelChartData {
  readonly units: readonly FunnelUnit[]
  /** At enough numbers of cases to give smooth lines. */
  readonly limits: readonly FunnelLimits[]
  /** The level that the units are compared with. */
  readonly centre: number
  readonly format: string
  readonly labels: { readonly description: string; readonly n: string }
}

const AXIS_PX = 34
const FOOT_PX = 34
const NAME_PX_MOST = 110

/** Shares of units by their number of cases: what lies within the funnel differs by chance alone. */
export function funnelChart(theme: ChartTheme, data: FunnelChartData, size: ChartSize): ChartSpec {
  const units = data.units.filter(({ share }) => share !== null)
  const height = size.height - FOOT_PX
  const shown = data.limits.filter(({ n }) => n >= Math.min(...units.map((unit) => unit.n)))
  const levels = [...units.map(({ share }) => share), ...shown.flatMap(({ low998, high998 }) => [low998, high998])]
  const { domain } = yScale([...levels, data.centre], height, { least: 0, most: 1 })
  const most = Math.max(1, ...units.map(({ n }) => n)) * 1.08
  const x = xAxis(data.labels.n, most)
  const y = yAxis(data.format, domain)
  return {
    description: data.labels.description,
    width: size.width - AXIS_PX - 8,
    height,
    layer: [...limitLines(theme, data, x, y), ...unitPoints(theme, units, x, y)],
  }
}

function xAxis(title: string, most: number) {
  return { field: 'n', type: 'quantitative' as const, title, scale: { domain: [0, most], nice: false } }
}

function yAxis(format: string, domain: readonly [number, number]) {
  return {
    type: 'quantitative' as const,
    title: null,
    scale: { domain: [...domain], nice: false, zero: false },
    axis: { format, tickCount: 5 },
  }
}

type X = ReturnType<typeof xAxis>
type Y = ReturnType<typeof yAxis>

function limitLines(theme: ChartTheme, { limits, centre }: FunnelChartData, x: X, y: Y): Layer[] {
  const values = limits.map((row) => ({ ...row }))
  const line = (field: string, strokeDash: number[]): Layer => ({
    data: { values },
    mark: { type: 'line', color: theme.muted, strokeWidth: 0.9, strokeDash, clip: true },
    encoding: { x, y: { ...y, field } },
  })
  return [
    line('low95', [2, 2]),
    line('high95', [2, 2]),
    line('low998', [5, 2.5]),
    line('high998', [5, 2.5]),
    {
      data: { values: [{ centre }] },
      mark: { type: 'rule', color: theme.muted, strokeWidth: 0.9 },
      encoding: { y: { ...y, field: 'centre' } },
    },
  ]
}

function unitPoints(theme: ChartTheme, units: readonly FunnelUnit[], x: X, y: Y): Layer[] {
  const measure = (text: string) => theme.measure(text, theme.labelPx)
  const values = units.map((unit) => ({ ...unit, label: shortened(unit.label, NAME_PX_MOST, measure) }))
  const at = { x, y: { ...y, field: 'share' } }
  const points = (isOutside: boolean, mark: object): Layer => ({
    data: { values },
    transform: [{ filter: `datum.isOutside === ${isOutside}` }],
    mark: { type: 'point', filled: true, opacity: 1, ...mark },
    encoding: at,
  })
  return [
    points(false, { size: 22, color: theme.data }),
    points(true, { size: 46, shape: 'diamond', color: theme.concern }),
    {
      data: { values },
      transform: [{ filter: 'datum.isOutside' }],
      mark: { type: 'text', align: 'left', dx: 6, dy: -5, fontSize: theme.labelPx, color: theme.ink },
      encoding: { ...at, text: { field: 'label' } },
    },
  ]
}
