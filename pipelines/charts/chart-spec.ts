import type { TopLevelSpec } from 'vega-lite'

/** A chart, with the sentence that stands for it where it cannot be seen. */
export type ChartSpec = TopLevelSpec & { readonly description: string }

export type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number]

export interface ChartSize {
  /** Of the whole picture, labels included, in px. */
  readonly width: number
  readonly height: number
}
