import { CHART_COLOURS, type ChartTheme } from '../charts/chart-theme.ts'
import type { Locale } from '../core/locale.ts'
import { textWidth } from './text-width.ts'

/** Width of the text on a page of A4, in px at 96 px an inch: 174 mm. */
export const PAGE_PX = 657
const LABEL_PX = 9

/** What charts are drawn with on paper, in the fonts that reports are printed with. */
export function printTheme(locale: Locale): ChartTheme {
  return { ...CHART_COLOURS, labelPx: LABEL_PX, measure: (text, px) => textWidth(text, { size: px, locale }) }
}
