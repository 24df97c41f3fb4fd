import type { TopLevelSpec } from 'vega-lite'
import type { Locale } from '../core/locale.ts'
import { chartSvg, withLabel } from './chart-svg.ts'
import { scrubSvg } from './svg-scrub.ts'

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

/** A picture that one of our own drawings gives, such as a verdict's icon, with its text alternative. */
export function drawIcon(svg: string, label: string): ChartPicture {
  const picture = Object.freeze({ svg: withLabel(scrubSvg(svg), label) })
  drawn.add(picture)
  return picture
}

export function isChart(value: unknown): value is ChartPicture {
  return typeof value === 'object' && value !== null && drawn.has(value)
}
