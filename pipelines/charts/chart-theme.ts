/** What a chart is drawn with. Colours differ in lightness too, and never carry a meaning alone: shapes say it as well. */
export interface ChartTheme {
  readonly ink: string
  readonly muted: string
  readonly line: string
  readonly grid: string
  readonly surface: string
  /** The measured. */
  readonly data: string
  readonly pale: string
  readonly band: string
  readonly target: string
  /** Special cause to the worse, and to the better. */
  readonly concern: string
  readonly improvement: string
  readonly labelPx: number
  /** Width of a text in px at a size in px, in the fonts that the chart is drawn with. */
  measure(text: string, px: number): number
}

/** From Okabe and Ito's set, which people with any colour vision tell apart; on paper their greys differ. */
export const CHART_COLOURS = {
  ink: '#333333',
  muted: '#5c5c5c',
  line: '#666666',
  grid: '#e4e4e4',
  surface: '#ffffff',
  data: '#0072b2',
  pale: '#b9cfe0',
  band: '#eef3f7',
  target: '#a06a00',
  concern: '#c4501b',
  improvement: '#0b4f7d',
} as const satisfies Omit<ChartTheme, 'labelPx' | 'measure'>
