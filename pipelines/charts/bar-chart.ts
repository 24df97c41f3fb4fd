import type { ChartSpec } from './chart-spec.ts'
import type { ChartTheme } from './chart-theme.ts'
import { type IntervalChartData, intervalChart } from './interval-chart.ts'

export type BarChartData = Omit<IntervalChartData, 'neutral' | 'mark' | 'isRatio'>

/** Values from zero, lying down, each with its interval as whiskers, and the target as a dotted line. */
export function barChart(theme: ChartTheme, data: BarChartData, size: { width: number }): ChartSpec {
  return intervalChart(theme, { ...data, neutral: 0, mark: 'bar' }, size)
}
