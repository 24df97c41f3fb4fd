import type { TopLevelSpec } from 'vega-lite'
import type { Locale } from '../core/locale.ts'
import { chartSvg } from './chart-svg.ts'

/** A drawn chart: SVG without scripts, links or files, whose label is the description in its specification. */
export interface ChartPicture {
  readonly svg: string
}

const drawn = new WeakSet<object>()

/** Draws a chart; only what comes from here may stand in a page as markup. */
export async function drawChart(spec: TopLevelSpec & { description: string }, locale: Locale): Promise<ChartPicture> {
  const picture = Object.freeze({ svg: await chartSvg(spec, { locale }) })
  drawn.add(picture)
  return picture
}

export function isChart(value: unknown): value is ChartPicture {
  return typeof value === 'object' && value !== null && drawn.has(value)
}
