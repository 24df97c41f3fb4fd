import type { ChartTheme } from './chart-theme.ts'
import { RULE_MARKS, type RuleMark, type Side, sideColours } from './rule-mark.ts'

/** As marts.signal has them. */
export type VariationName = 'common' | 'improvement' | 'concern' | 'high' | 'low' | 'unknown'
export type AssuranceName = 'passes' | 'fails' | 'hit_and_miss' | 'unknown'

// Pictures for a screen or a page; whoever shows one gives it its text alternative.

/**
 * Which way a process has gone lately, as a picture of 24 × 16: points about a line (common cause), or points that
 * leave it, filled to the worse and hollow to the better; an empty frame where there are no limits to judge by.
 */
export function variationIcon(theme: ChartTheme, variation: VariationName, isUpward: boolean): string {
  if (variation === 'unknown') return icon(frame(theme))
  const heights = variation === 'common' ? [9, 6, 10, 7, 9] : isUpward ? [9, 11, 10, 6, 3] : [7, 5, 6, 10, 13]
  const side: Side = variation === 'concern' || variation === 'improvement' ? variation : 'neutral'
  const { fill, stroke } = variation === 'common' ? { fill: theme.data, stroke: theme.data } : sideColours(theme, side)
  const points = heights.map((y, index) => ({ x: 3 + 4.5 * index, y }))
  const path = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')
  const dots = points.map(({ x, y }, index) => {
    const isSpecial = variation !== 'common' && index >= 3
    return isSpecial
      ? `<circle cx="${x}" cy="${y}" r="2.1" fill="${fill}" stroke="${stroke}"/>`
      : `<circle cx="${x}" cy="${y}" r="1.1" fill="${theme.muted}"/>`
  })
  return icon(
    `<path d="M1 8H23" stroke="${theme.line}" stroke-width=".6" stroke-dasharray="1.5 1.2"/>` +
      `<path d="${path}" fill="none" stroke="${theme.muted}" stroke-width=".8"/>${dots.join('')}`,
  )
}

/** Whether a process meets its target by itself: a band of limits beside the dotted target, or across it. */
export function assuranceIcon(theme: ChartTheme, assurance: AssuranceName, isUpGood: boolean): string {
  if (assurance === 'unknown') return icon(frame(theme))
  const isAbove = assurance === 'hit_and_miss' ? null : (assurance === 'passes') === isUpGood
  const top = isAbove === null ? 4.5 : isAbove ? 1.5 : 8.5
  const side: Side = assurance === 'passes' ? 'improvement' : assurance === 'fails' ? 'concern' : 'neutral'
  const { fill, stroke } = sideColours(theme, side)
  return icon(
    `<rect x="2" y="${top}" width="20" height="6" fill="${side === 'neutral' ? theme.pale : fill}" stroke="${stroke}" stroke-width=".8"/>` +
      `<path d="M1 ${isAbove === null ? 7.5 : 8}H23" stroke="${theme.target}" stroke-width="1.3" stroke-dasharray="1.5 1.5"/>`,
  )
}

/** The shape of a rule's mark as a picture of 10 × 10, for a legend. */
export function ruleMarkIcon(theme: ChartTheme, mark: RuleMark, side: Side): string {
  const { fill, stroke } = sideColours(theme, side)
  const path = PATHS[RULE_MARKS.indexOf(mark)] ?? ''
  return icon(`<path d="${path}" fill="${fill}" stroke="${stroke}" stroke-width="1"/>`, 10, 10)
}

const PATHS = [
  'M5 .8L9.2 5L5 9.2L.8 5Z',
  'M1.5 1.5H8.5V8.5H1.5Z',
  'M5 1L9.2 8.6H.8Z',
  'M3.6 .8H6.4V3.6H9.2V6.4H6.4V9.2H3.6V6.4H.8V3.6H3.6Z',
]

function frame(theme: ChartTheme): string {
  return `<path d="M1 8H23" stroke="${theme.muted}" stroke-width="1" stroke-dasharray="1.5 2.5"/>`
}

function icon(content: string, width = 24, height = 16): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`
}
