import type { Table } from '../parts/table.ts'
import type { Draw } from './chart-view.ts'

/** What a chart's card says and draws. */
export interface ChartContent {
  readonly title: string
  /** What is to be seen, in a sentence: shown, and read to those who cannot see the chart. */
  readonly reading: string
  /** Why nothing can be drawn, where that is so. */
  readonly empty?: string | undefined
  readonly notes?: readonly string[]
  readonly draw: Draw
  table(): Table
}
